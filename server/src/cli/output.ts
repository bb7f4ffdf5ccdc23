import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from './command.ts';

/**
 * Writes a file for its owner's eyes under another name, and gives it its own once all of it is on disk: a file of that
 * name is whole. Without `replace`, a file that is there stays.
 */
export async function writeWhole(path: string, replace: boolean, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const target = resolve(path);
  const part = `${target}.${randomBytes(6).toString('hex')}.part`;
  const file = await open(part, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new UsageError(`There is no folder ${dirname(target)}.`) : error;
  });
  try {
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    if (replace) await rename(part, target);
    else await giveName(part, target, path);
  } finally {
    await rm(part, { force: true });
  }
  const folder = await open(dirname(target), 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/** Not every file system knows a second name for a file: then it is looked first whether the name is free. */
async function giveName(part: string, target: string, path: string): Promise<void> {
  const taken = new UsageError(`${path} is there already. Choose another name, or say --replace.`);
  try {
    await link(part, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw taken;
    if (await stat(target).then(() => true, () => false)) throw taken;
    await rename(part, target);
  }
}
