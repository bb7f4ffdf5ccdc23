import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { leanLit, litFiles, parts } from '../../scripts/lean-lit.mjs';
import { bin } from '../../scripts/run.mjs';

const read = (file: string) => readFileSync(new URL(`../../node_modules/${file}`, import.meta.url), 'utf8');

/** What an element may write that needs a part: one example for each. */
const examples: Record<string, string> = {
  svg: 'svg`<circle r=${size} />`',
  directives: "import { live } from 'lit/directives/live.js';",
  comments: 'html`<!-- as agreed -->`',
  texts: 'html`<textarea rows=${rows}>${text}</textarea>`',
  quotes: "html`<p lang='${language}'>`",
  tags: 'html`<img alt=${name}/>`',
  listeners: '{ handleEvent: () => this.close(), passive: true }',
  reflected: 'properties = { open: { type: Boolean, reflect: true } }',
  lists: 'properties = { days: { type: Array } }',
  accessors: 'static properties = { client: {} };\n get client() { return 1; }\n set client(client) {}',
  styles: 'static styles = baseStyles;',
  decorators: "import { property } from 'lit/decorators.js';",
  steps: 'firstUpdated() {}',
};

/** Names that nobody declares, and what is no JavaScript, in variants of Lit: what the compiler says, by the number of the variant. */
function mistakes(variants: Record<string, string>[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lean-lit-'));
  try {
    const names = variants.flatMap((texts, number) =>
      Object.entries(texts).map(([file, text]) => {
        const name = `${number}-${basename(file)}`;
        writeFileSync(join(folder, name), text);
        return name;
      }),
    );
    // Lit sets it itself, as a property of the page's global object.
    writeFileSync(join(folder, 'globals.d.ts'), 'declare var litPropertyMetadata: WeakMap<object, unknown>;');
    const flags = ['--allowJs', '--checkJs', '--noEmit', '--noResolve', '--pretty', 'false', '--strict', 'false', '--target', 'esnext', '--types', ''];
    const { stdout } = spawnSync(process.execPath, [bin('tsc'), ...flags, 'globals.d.ts', ...names], { cwd: folder, encoding: 'utf8' });
    const lines = stdout.split('\n').filter((line) => line.includes('error TS'));
    // Of types Lit's own files say too little; these are the unknown names and the texts that cannot be read.
    return lines.filter((line) => /error TS(1\d{3}|2304|2552|18004):|^error/.test(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('Lit without what no element needs', () => {
  it('is whole JavaScript, whichever part an element needs', () => {
    assert.deepEqual(mistakes(['', ...Object.values(examples)].map((example) => leanLit(read, [example]))), []);
  });

  it('would not be whole if a name had lost its declaration', () => {
    const broken = Object.fromEntries(Object.entries(leanLit(read, [''])).map(([file, text]) => [file, text.replace('const isArray =', 'const isList =')]));
    assert.match(mistakes([broken]).join('\n'), /^0-lit-html\.js.*'isArray'/m);
  });

  it('keeps what an element needs', () => {
    const size = (source: string) => Object.values(leanLit(read, [source])).join('').replace(/\s+/g, '').length;
    for (const [name, example] of Object.entries(examples)) assert.ok(size(example) > size(''), name);
    for (const { what, neededBy } of parts) if (neededBy) assert.ok(Object.values(examples).some((example) => neededBy.test(example)), what);
  });

  it('keeps the check that a template was written as one', () => {
    assert.match(leanLit(read, [''])[litFiles[0]!]!, /hasOwnProperty\('raw'\)/);
  });

  it('fails when Lit says something else than it did', () => {
    assert.throws(() => leanLit((file) => read(file).replace('change && !noCommit', 'change'), ['']), /Lit has changed.*"change && !noCommit"/);
  });
});
