/*
 * What somebody asked to have kept on this device: drafts, and nothing else. The database has a name that says nothing, and
 * goes when nothing is in it any more.
 */

const name = 'local-notes';
const table = 'notes';

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error());
    request.onblocked = () => reject(new Error());
  });
}

async function within<T>(mode: IDBTransactionMode, body: (notes: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(table, mode);
      const request = body(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error());
    });
  } finally {
    database.close();
  }
}

/** Whether anything may be there, without making a place for it. */
async function exists(): Promise<boolean> {
  const all = await indexedDB.databases?.();
  return !all || all.some((each) => each.name === name);
}

/** What was kept under a key; undefined if nothing was. Rejects where the device keeps nothing. */
export async function readKept(key: string): Promise<unknown> {
  return (await exists()) ? within('readonly', (notes) => notes.get(key)) : undefined;
}

export async function writeKept(key: string, value: unknown): Promise<void> {
  await within('readwrite', (notes) => notes.put(value, key));
}

/** Takes it off the device, and the database with the last of it. */
export async function deleteKept(key: string): Promise<void> {
  if (!(await exists())) return;
  await within('readwrite', (notes) => notes.delete(key));
  if (await within('readonly', (notes) => notes.count())) return;
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}
