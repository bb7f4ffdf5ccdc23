import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sources = globSync('src/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));

interface Import {
  from: string;
  to: string;
  kind: 'static' | 'dynamic' | 'type';
}

/** What a file imports; `to` is a path in the repository, or the name of a package. */
function importsOf(from: string): Import[] {
  const text = read(from).replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '');
  const found: Import[] = [];
  const add = (specifier: string, kind: Import['kind']) => {
    const to = specifier.startsWith('.') ? relative(root, join(root, dirname(from), specifier)).replaceAll('\\', '/') : specifier;
    found.push({ from, to, kind });
  };
  for (const [, word, rest, specifier] of text.matchAll(/^(import|export)\b([^'";]*?)\bfrom\s*'([^']+)'/gm)) {
    const type = /^\s*type\b/.test(rest!) || (word === 'import' && /^\s*\{(\s*type\s+\w+(\s+as\s+\w+)?\s*,?)+\}\s*$/.test(rest!));
    add(specifier!, type ? 'type' : 'static');
  }
  for (const [, specifier] of text.matchAll(/^import\s*'([^']+)'/gm)) add(specifier!, 'static');
  for (const [, specifier] of text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)) add(specifier!, 'dynamic');
  return found;
}

const imports = sources.flatMap(importsOf);
const own = imports.filter(({ to }) => to.startsWith('src/'));
const areaOf = (file: string) => /^src\/(\w+)\//.exec(file)?.[1] ?? 'entry';
const told = ({ from, to, kind }: Import) => `${from} → ${to} (${kind})`;

/** Which areas an area may use. The adapter contract is the client's too; its types are free to all. */
const mayUse: Record<string, string[]> = {
  domain: ['domain'],
  events: ['events', 'domain'],
  locales: ['locales', 'domain'],
  feeds: ['feeds', 'domain', 'client', 'internal'],
  client: ['client', 'domain'],
  backend: ['backend', 'client', 'domain'],
  adapters: ['adapters', 'backend', 'client', 'domain', 'feeds'],
  internal: ['internal', 'client', 'domain', 'locales'],
  controllers: ['controllers', 'client', 'domain', 'feeds', 'internal', 'events'],
  elements: ['elements', 'controllers', 'client', 'domain', 'feeds', 'internal', 'events', 'locales'],
  testing: ['testing', 'client', 'domain'],
  // Of nobody else's, and nobody else's: see the test below.
  wellbeing: ['wellbeing'],
  cli: ['cli', 'domain', 'feeds', 'client'],
  entry: ['elements', 'client', 'events', 'adapters', 'domain', 'controllers', 'internal'],
};

/** Which packages an area may use at run time. Everything but the command line runs in a browser. */
const mayNeed: Record<string, RegExp> = {
  adapters: /^(altcha-lib\/v1)$/,
  cli: /^node:/,
  client: /^(zod\/mini|@lit\/context|idb)$/,
  controllers: /^(lit($|\/)|@lit\/context$)/,
  elements: /^(lit($|\/)|@lit\/context$)/,
  internal: /^lit($|\/)/,
  // Its default runner, loaded only where there is Node.
  testing: /^node:(assert\/strict|test)$/,
};

test('every import of an own file names a file that is there', () => {
  assert.deepEqual(own.filter(({ to }) => !existsSync(join(root, to))).map(told), []);
});

test('dependencies point one way: elements, controllers, client, the adapter contract', () => {
  const contract = ({ from, kind, to }: Import) => to === 'src/adapters/adapter.ts' && (kind === 'type' || ['backend', 'client', 'testing'].includes(areaOf(from)));
  // Leaves: they need nothing but the language they are written in.
  const leaf = ({ to }: Import) => ['src/client/errors.ts', 'src/internal/localize.ts', 'src/internal/slices.ts'].includes(to) && !own.some(({ from, kind }) => from === to && kind !== 'type');
  const shape = ({ kind, to }: Import) => kind === 'type' && to === 'src/feeds/types.ts';
  const provider = ({ from, kind, to }: Import) => from.startsWith('src/elements/peer-support/') && kind === 'dynamic' && to.startsWith('src/adapters/');
  const wrong = own.filter((each) => !mayUse[areaOf(each.from)]?.includes(areaOf(each.to)) && !contract(each) && !leaf(each) && !shape(each) && !provider(each));
  assert.deepEqual(wrong.map(told), []);
});

test('an element uses another only through what its define file registers too', () => {
  const folder = (file: string) => file.split('/')[2];
  const strangers = own.filter(
    ({ from, to, kind }) => areaOf(from) === 'elements' && areaOf(to) === 'elements' && folder(from) !== folder(to) && kind !== 'type' && to.endsWith('/define.ts'),
  );
  assert.deepEqual(strangers.map(told), []);
});

test('of the class of another element nothing but the class is used: what it says comes with its own words', () => {
  const classOf = (file: string) => (sources.includes(file) ? /^export class (\w+) extends PeerElement\b/m.exec(read(file))?.[1] : undefined);
  const taken = sources.filter((file) => file.startsWith('src/elements/') && !file.endsWith('/define.ts')).flatMap((file) =>
    [...read(file).matchAll(/^import (?!type)\{([^}]*)\} from '(\.[^']*)';$/gm)].map(([, names, from]) => ({ file, names: names!.trim(), of: classOf(relative(root, join(root, dirname(file), from!)).replaceAll('\\', '/')) })).filter(({ of }) => of),
  );
  assert.ok(taken.some(({ names }) => names === 'StoryPause') && taken.some(({ names }) => names === 'SupportNow'));
  assert.deepEqual(taken.filter(({ names, of }) => names !== of), []);
});

test('the domain imports nothing but its own files', () => {
  const outside = imports.filter(({ from, to }) => areaOf(from) === 'domain' && !to.startsWith('src/domain/'));
  assert.deepEqual(outside.map(told), []);
});

test('questionnaires are in no file but their own', () => {
  assert.ok(existsSync(join(root, 'src/wellbeing/index.ts')));
  assert.deepEqual(own.filter(({ from, to }) => (areaOf(from) === 'wellbeing') !== (areaOf(to) === 'wellbeing')).map(told), []);
});

test('what asks a backend brings none along', () => {
  const reached = new Set<string>();
  const walk = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { to } of own.filter(({ from, kind }) => from === file && kind !== 'type')) walk(to);
  };
  walk('src/adapters/http.ts');
  assert.ok(reached.has('src/adapters/http/wire.ts') && reached.has('src/client/abilities.ts'));
  assert.deepEqual([...reached].filter((file) => file.startsWith('src/backend/') || file === 'src/domain/match-groups.ts'), []);
});

test('a browser loads no package but those that are named here', () => {
  const packages = imports.filter(({ to, kind }) => !to.startsWith('src/') && kind !== 'type');
  assert.deepEqual(packages.filter(({ from, to }) => !mayNeed[areaOf(from)]?.test(to)).map(told), []);
});

test('no import goes round in a circle', () => {
  const next = new Map<string, string[]>();
  for (const { from, to, kind } of own) if (kind === 'static') next.set(from, [...(next.get(from) ?? []), to]);
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const each of next.get(file) ?? []) walk(each, [...path, file]);
    done.add(file);
  };
  sources.forEach((file) => walk(file, []));
  assert.deepEqual(circles, []);
});

/** Lines of the source that match, as `file:line: text`. */
function lines(files: string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
}

const inBrowser = sources.filter((file) => !['cli', 'testing'].includes(areaOf(file)));

test('words of people are written as text: nothing turns a string into elements or code', () => {
  const ways = /\b(unsafe(HTML|SVG|Static|CSS)|innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)\b|document\.write|\beval\(|new Function\b/;
  // Styles are no words of people: their one tag takes literals only, as its type says.
  const styles = 'src/internal/css.ts';
  assert.deepEqual(lines(inBrowser.filter((file) => file !== styles), ways), []);
  assert.deepEqual(lines([styles], ways).filter((line) => !/unsafeCSS/.test(line)), []);
});

test('no template writes a style attribute, which a strict policy forbids', () => {
  assert.deepEqual(lines(inBrowser, /\sstyle=["'$]|\bstyleMap\b/), []);
});

test('styles follow the direction of the text: no left, no right', () => {
  const physical =
    /(^|[\s;{`])(((margin|padding|scroll-margin|scroll-padding|border)-)?(left|right)(-(width|style|color))?\s*:|border-(top|bottom)-(left|right)-radius|(text-align|float|clear)\s*:\s*(left|right)\b)/;
  const styles = sources.filter((file) => /\.(styles|print)\.ts$/.test(file) || read(file).includes('css`'));
  assert.deepEqual(lines(styles, physical), []);
});

test('nothing is kept in the browser or measured behind the back of the visitor', () => {
  const ways = /\b(localStorage|sessionStorage|document\.cookie|sendBeacon)\b/;
  assert.deepEqual(lines(inBrowser, ways), []);
});
