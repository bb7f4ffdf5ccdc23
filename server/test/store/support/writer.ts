/* A process of its own that writes to a database: file, name, how often. */
import { openStore } from '../../../src/store/index.ts';

const [, , file, name, times] = process.argv as unknown as [string, string, string, string, string];
const store = await openStore(file, { ledger: { add: async () => {}, async *entries() {}, close: async () => {} } });
for (let n = 0; n < Number(times); n++) {
  await store.write('shared', async (tx) => {
    const row = { id: `${name}${n}`, rev: 'r', key: await tx.arrival(), reader: 'staff', record: { id: `${name}${n}`, sending: 's' } };
    await tx.put('claims', row);
    await tx.tell({ collection: 'claims', id: row.id, after: row });
  });
}
await store.close();
