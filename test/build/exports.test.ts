import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { exports, sideEffects, files, bin, customElements } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const tags = readdirSync(join(root, 'src/elements')).filter((tag) => existsSync(join(root, 'src/elements', tag, 'define.ts')));
const adapters = globSync('src/adapters/*.ts', { cwd: root }).map((file) => /(\w[\w-]*)\.ts$/.exec(file)![1]!);

assert.ok(existsSync(join(root, 'dist/cdn/manifest.json')), 'Run `npm run build` first.');

/** Every address people can import, with `*` filled in. */
const modules = Object.entries<{ types: string; default: string } | string>(exports).flatMap(([path, target]) => {
  if (typeof target === 'string') return [];
  const names = path.includes('elements') ? tags : path.includes('adapters') ? adapters : [''];
  return names.map((name) => ({
    path: `peer-support-elements${path.slice(1).replace('*', name)}`,
    types: target.types.replaceAll('*', name),
    file: target.default.replaceAll('*', name),
  }));
});

/** Imports a module by its public name in a fresh Node and tells which tags it registered, and what it exports. */
function imported(path: string): { registered: string[]; names: string[] } {
  const script = `
    const registered = new Map();
    globalThis.customElements = { define: (tag, made) => void registered.set(tag, made), get: (tag) => registered.get(tag), whenDefined: () => new Promise(() => {}) };
    const names = Object.keys(await import(${JSON.stringify(path)}));
    console.log(JSON.stringify({ registered: [...registered.keys()], names }));`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, encoding: 'utf8' });
  assert.equal(status, 0, `${path} cannot be imported without a page:\n${stderr}`);
  assert.equal(stderr, '', `${path} writes to the console when it is imported`);
  return JSON.parse(stdout);
}

/** What an element is made of, as its class says. */
function dependenciesOf(tag: string): string[] {
  const name = tag.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
  const script = `
    const { ${name} } = await import('peer-support-elements/elements/${tag}.js');
    console.log(JSON.stringify(${name}.dependencies.map(([tag]) => tag)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, encoding: 'utf8' });
  assert.ok(stdout, `peer-support-elements/elements/${tag}.js does not export ${name}:\n${stderr}`);
  return JSON.parse(stdout);
}

describe('what can be imported from the package', () => {
  for (const { path, types, file } of modules) {
    it(`${path} is there, with types`, () => {
      assert.ok(existsSync(join(root, file)), `${file} is missing`);
      assert.ok(existsSync(join(root, types)), `${types} is missing`);
    });

    const isDefine = file.endsWith('/define.js');
    if (!isDefine) {
      it(`importing ${path} registers nothing`, () => {
        const { registered, names } = imported(path);
        assert.deepEqual(registered, []);
        assert.ok(names.length > 0 || path.endsWith('/adapter.js'), 'it exports nothing');
      });
    }
  }

  for (const tag of tags) {
    it(`elements/${tag}/define.js registers <${tag}>, what it is made of, and nothing else`, () => {
      const { registered } = imported(`peer-support-elements/elements/${tag}/define.js`);
      assert.deepEqual(registered.toSorted(), [...dependenciesOf(tag), tag].toSorted());
    });
  }

  it('define.js registers every element that visitors meet, and not the desk of the staff', () => {
    assert.deepEqual(imported('peer-support-elements/define.js').registered.toSorted(), tags.filter((tag) => tag !== 'moderation-desk').toSorted());
  });

  it('has a file for each element, and one for all, that pages load as they are', () => {
    for (const name of [...tags, 'all']) assert.ok(existsSync(join(root, `dist/cdn/${name}.js`)), `dist/cdn/${name}.js is missing`);
  });

  it('leads to nothing outside what is published', () => {
    const targets = [...Object.values(exports), ...Object.values(bin), customElements].flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target as object)));
    const published = (target: string) => target === './package.json' || (files as string[]).some((file) => target.replace('./', '').startsWith(`${file}/`));
    assert.deepEqual(targets.filter((target) => !published(target)), []);
  });
});

describe('bundlers are told truly which modules do something when they are imported', () => {
  const doers = new Set(globSync(sideEffects as string[], { cwd: root }).map((file) => file.replaceAll('\\', '/').replace(/^\.\//, '')));

  it('names every define file and every file for pages', () => {
    const wanted = ['dist/define.js', ...tags.map((tag) => `dist/elements/${tag}/define.js`), ...[...tags, 'all'].map((name) => `dist/cdn/${name}.js`)];
    assert.deepEqual(wanted.filter((file) => !doers.has(file)), []);
  });

  it('names no other module', () => {
    const strange = [...doers].filter((file) => !/(^|\/)define\.js$|^dist\/cdn\//.test(file));
    assert.deepEqual(strange, []);
  });

  it('a bundler that trusts the list drops an element nobody uses, and keeps one that is defined', async () => {
    const { rollup } = await import('rollup');
    const { nodeResolve } = await import('@rollup/plugin-node-resolve');
    const folder = mkdtempSync(join(root, 'dist/page-'));
    try {
      const entry = join(folder, 'page.js');
      writeFileSync(entry, `import { GroupFinder } from 'peer-support-elements';\nimport 'peer-support-elements/elements/peer-support/define.js';\n`);
      const bundle = await rollup({ input: entry, plugins: [nodeResolve()], onwarn: () => {} });
      const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true });
      assert.doesNotMatch(output[0].code, /class GroupFinder\b/);
      assert.match(output[0].code, /class PeerSupport\b/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('types, as a TypeScript user meets them', () => {
  const page = `
import { GroupFinder, PeerError, createPeerClient, type Group } from 'peer-support-elements';
import { GroupFinder as Same } from 'peer-support-elements/elements/group-finder.js';
import 'peer-support-elements/elements/group-finder/define.js';
import 'peer-support-elements/define.js';
import { nextOccurrences, describeSchedule, toICalendar } from 'peer-support-elements/domain';
import { readGroups } from 'peer-support-elements/feeds';

const finder: GroupFinder = document.createElement('group-finder');
finder.addEventListener('group-open', (event) => event.groupId.toUpperCase());
const same: typeof Same = GroupFinder;
const group: Group | undefined = readGroups('Name,Day\\n').groups[0];
// @ts-expect-error a finder has no such property
finder.noSuchProperty = 1;
export { createPeerClient, describeSchedule, group, nextOccurrences, PeerError, same, toICalendar };
`;
  for (const [module, moduleResolution] of [['nodenext', 'nodenext'], ['esnext', 'bundler']]) {
    it(`with moduleResolution ${moduleResolution}`, () => {
      const folder = mkdtempSync(join(root, 'dist/page-'));
      try {
        writeFileSync(join(folder, 'page.mts'), page);
        const options = { module, moduleResolution, target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], strict: true, noEmit: true, types: [], skipLibCheck: false };
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['page.mts'] }));
        const { stdout, status } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
        assert.equal(status, 0, stdout);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
