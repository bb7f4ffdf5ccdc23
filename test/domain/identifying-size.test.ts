import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const domain = fileURLToPath(new URL('../../src/domain', import.meta.url));

// Node compresses about one per cent less than `gzip -9`, which servers use and these sizes are meant for.
const kilobytes = (n: number) => n * 1024 * 1.015;

/** What a page loads for some lines of code, minified and compressed, in bytes. */
async function size(contents: string): Promise<number> {
  const { outputFiles } = await build({ stdin: { contents, resolveDir: domain }, bundle: true, minify: true, format: 'esm', write: false });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}

for (const [code, name] of [['en', 'english'], ['de', 'german']]) {
  it(`the privacy glasses fit in 8 KB with one language: ${name}`, async () => {
    const bytes = await size(`import { findWith } from './identifying/find.ts'; import { ${name} } from './identifying/${code}.ts'; export const find = (text, where) => findWith(text, [${name}], where);`);
    assert.ok(bytes <= kilobytes(8), String(bytes));
  });
}

it('the privacy glasses fit in 11 KB with both', async () => assert.ok((await size(`export * from './identifying.ts';`)) <= kilobytes(11)));

it('noticing distress fits in 4 KB with both languages', async () => assert.ok((await size(`export * from './distress.ts';`)) <= kilobytes(4)));
