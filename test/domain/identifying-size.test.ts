import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const domain = fileURLToPath(new URL('../../src/domain', import.meta.url));

// Node compresses about one per cent less than `gzip -9`, which servers use and these sizes are meant for.
const kilobytes = (n: number) => n * 1024 * 1.015;

/** What a page loads for some lines of code: each file minified and compressed by itself, in bytes, without what is for the `other` language. */
async function size(contents: string, other: RegExp): Promise<number> {
  const { outputFiles } = await build({ stdin: { contents, resolveDir: domain }, bundle: true, minify: true, format: 'esm', splitting: true, outdir: 'out', write: false, chunkNames: '[name]-[hash]' });
  const files = outputFiles.filter(({ path }) => !other.test(basename(path)));
  return files.reduce((sum, file) => sum + gzipSync(file.contents, { level: 9 }).length, 0);
}

for (const [language, limit, other] of [['en', 8.2, /^(?:de|german)-/], ['de', 8, /^(?:en|english)-/]] as const) {
  it(`the privacy glasses stay small with one language: ${language}`, async () => {
    const bytes = await size(`export { readerOf } from './identifying/load.ts';`, other);
    assert.ok(bytes <= kilobytes(limit), String(bytes));
  });

  it(`noticing distress fits in 5 KB with one language: ${language}`, async () => {
    const bytes = await size(`export * from './distress/load.ts';`, other);
    assert.ok(bytes <= kilobytes(5), String(bytes));
  });
}
