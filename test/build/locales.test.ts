import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { englishProblems, problemsOf } from '../../scripts/sentences.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const check = (folder: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts/check-locales.mjs'), ...args], { env: { ...process.env, LOCALES_ROOT: folder }, encoding: 'utf8' });

describe('what a translation has to keep', () => {
  const english = 'There are {count, plural, one {# group} other {# groups}} near {place}';
  const of = (locale: string, source: string, other?: string) => problemsOf(locale, new Map([['a', source]]), new Map(other === undefined ? [] : [['a', other]]));
  const german = 'In der Nähe von {place}: {count, plural, one {# Gruppe} other {# Gruppen}}';

  const cases: [what: string, problems: string[], expected: RegExp[]][] = [
    ['nothing is wrong', of('de', english, german), []],
    ['a missing translation', of('de', 'Search'), [/^de: "Search" has no translation$/]],
    ['an empty translation', of('de', 'Search', ' '), [/is empty/]],
    ['a lost value', of('de', 'Near {place}', 'In der Nähe'), [/lost \{place\}/]],
    ['a value that English does not have', of('de', 'Near', 'Bei {place}'), [/has \{place\}, which the English does not/]],
    ['a lost plural', of('de', english, 'Gruppen bei {place}'), [/lost \{count\}/]],
    ['a plural form that German needs', of('de', english, german.replace('one {# Gruppe} ', '')), [/lacks one/]],
    ['the six forms of Arabic', of('ar', '{n, plural, one {# day} other {# days}}', '{n, plural, one {يوم} other {# يوم}}'), [/lacks zero, two, few, many/]],
    ['a form that German does not use', of('de', english, german.replace('one {', 'few {x} one {')), [/has few, which de does not use/]],
    ['a lost number', of('de', english, german.replace('# Gruppen', 'Gruppen')), [/lost its number/]],
    ['a brace too many', of('de', 'Near {place}', 'Bei {place}}'), [/a \{ or \} too many/]],
    ['a form for one exact number', of('de', english, german.replace('one {', '=0 {keine Gruppe} one {')), []],
  ];
  for (const [what, problems, expected] of cases) {
    it(expected.length ? `finds ${what}` : `accepts ${what}`, () => {
      assert.equal(problems.length, expected.length, problems.join('\n'));
      expected.forEach((pattern, index) => assert.match(problems[index]!, pattern));
    });
  }

  it('finds a translation that is left over', () => {
    assert.match(problemsOf('de', new Map(), new Map([['old', 'Alt']])).join(), /^de: "Alt" is left over/);
  });

  it('finds a plural in English that lacks a form', () => {
    assert.match(englishProblems('{n, plural, other {# days}}').join(), /lacks one/);
  });
});

describe('the check of the words', () => {
  let folder: string;
  const element = 'src/elements/hope-note';
  /** Writes a module of an element that says this. */
  const says = (file: string, text: string) => writeFileSync(join(folder, file), `import { msg } from '${file.includes('elements') ? '../../' : './'}localize.ts';\nexport const words = () => [${text}];\n`);
  const isElement = 'class PeerElement {}\nexport class HopeNote extends PeerElement {}\n';
  const source = (text: string) => {
    says(`${element}/hope-note.ts`, text);
    appendFileSync(join(folder, element, 'hope-note.ts'), isElement);
  };
  const translate = (locale: string, pairs: Record<string, string>) => {
    const path = join(folder, `src/locales/xliff/${locale}.xlf`);
    const text = Object.entries(pairs).reduce((xml, [english, other]) => xml.replace(`<source>${english}</source>`, `<source>${english}</source><target>${other}</target>`), readFileSync(path, 'utf8'));
    writeFileSync(path, text);
  };

  before(() => {
    folder = mkdtempSync(join(root, 'node_modules/.cache-'));
    mkdirSync(join(folder, element), { recursive: true });
    writeFileSync(join(folder, element, 'define.ts'), `import { words } from './hope-note.ts';\nwords();\n`);
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    for (const file of ['lit-localize.json', 'tsconfig.json']) cpSync(join(root, file), join(folder, file));
    cpSync(join(root, 'src/internal/localize.ts'), join(folder, 'src/localize.ts'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('fails on a sentence nobody has translated, and names it and the language', () => {
    source(`msg('Search')`);
    check(folder, '--update');
    const { status, stderr } = check(folder);
    assert.equal(status, 1);
    assert.match(stderr, /de: "Search" has no translation/);
    assert.match(stderr, /ar: "Search" has no translation/);
  });

  it('passes when every language is complete, and makes the modules that elements load', () => {
    translate('de', { Search: 'Suchen' });
    translate('ar', { Search: 'بحث' });
    const { status, stdout } = check(folder, '--update');
    assert.equal(status, 0, stdout);
    assert.match(stdout, /1 sentences, complete in ar, de/);
    const made = readFileSync(join(folder, 'src/locales/generated/de/hope-note.ts'), 'utf8');
    assert.match(made, /"Search": "Suchen"/);
    assert.doesNotMatch(made, /import/);
    assert.equal(check(folder).status, 0);
  });

  it('fails when the modules do not say what the translators wrote', () => {
    const path = join(folder, 'src/locales/generated/de/hope-note.ts');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Suchen', 'Finden'));
    const { status, stderr } = check(folder);
    assert.equal(status, 1);
    assert.match(stderr, /generated\/de\/hope-note\.ts is out of date/);
  });

  it('fails on a module that nobody makes any more, until it is made anew', () => {
    check(folder, '--update');
    const old = join(folder, 'src/locales/generated/de/old-note.ts');
    writeFileSync(old, 'export const sentences = {};\n');
    assert.match(check(folder).stderr, /generated\/de\/old-note\.ts is out of date/);
    check(folder, '--update');
    assert.equal(existsSync(old), false);
    assert.equal(check(folder).status, 0);
  });

  it('fails on a sentence that no element would load', () => {
    says('src/alone.ts', `msg('Search')`);
    assert.equal(check(folder).status, 0, 'another module says it too');
    says('src/alone.ts', `msg('Nobody asks')`);
    assert.match(check(folder).stderr, /src\/alone\.ts: "Nobody asks" would be shown by no element/);
    rmSync(join(folder, 'src/alone.ts'));
  });

  it('gives the words of a piece a file of their own where they are many, and nobody has to list them', () => {
    const many = Array.from({ length: 30 }, (_, at) => `A sentence of many that a piece of it says, number ${at}`);
    const pieces = `const pieces = {\n  reply: () => import('./reply.ts'),\n  few: () => import('./few.ts'),\n};`;
    writeFileSync(join(folder, element, 'hope-note.ts'), `import { msg } from '../../localize.ts';\n${pieces}\nexport const words = () => [msg('Search'), pieces];\n${isElement}`);
    says(`${element}/reply.ts`, [...many, 'Search'].map((each) => `msg('${each}')`).join(', '));
    says(`${element}/few.ts`, `msg('One of few')`);
    check(folder, '--update');
    for (const locale of ['de', 'ar']) translate(locale, Object.fromEntries([...many, 'One of few'].map((each) => [each, `${each} ${locale}`])));
    assert.equal(check(folder, '--update').stderr, '');
    const made = (file: string) => readFileSync(join(folder, 'src/locales/generated', file), 'utf8');
    assert.match(made('de/hope-note.ts'), /"Search": "Suchen"[^]*reply: \(\) => \[import\('\.\/hope-note-reply\.ts'\)\]/);
    assert.match(made('de/hope-note.ts'), /"One of few": "One of few de"/);
    assert.doesNotMatch(made('de/hope-note.ts'), /number 7/);
    assert.match(made('de/hope-note-reply.ts'), /number 7": "A sentence of many that a piece of it says, number 7 de"/);
    assert.doesNotMatch(made('de/hope-note-reply.ts'), /Search/);
  });

  it('fails on a sentence that is put together, which nobody could translate', () => {
    source('msg(`Search ${1 + 1}`)');
    const { status, stderr } = check(folder);
    assert.equal(status, 1);
    assert.match(stderr, /hope-note\.ts:2/);
  });
});

describe('the words of the library', () => {
  it('are complete, and the generated modules are up to date', () => {
    const { status, stdout, stderr } = check(root);
    assert.equal(status, 0, stdout + stderr);
  });

  it('load in every language that is translated', () => {
    const { targetLocales } = JSON.parse(readFileSync(join(root, 'lit-localize.json'), 'utf8'));
    const tags = globSync('src/locales/generated/*.ts', { cwd: root }).map((file) => basename(file, '.ts'));
    assert.ok(tags.includes('group-finder') && tags.includes('story-pause'));
    const elements = globSync('src/elements/*/*.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).filter((text) => / extends PeerElement\b/.test(text));
    for (const tag of tags) {
      const loaders = readFileSync(join(root, `src/locales/generated/${tag}.ts`), 'utf8');
      for (const locale of targetLocales) assert.ok(loaders.includes(`import('./${locale}/${tag}.ts')`), `${tag} ${locale}`);
      const own = elements.filter((text) => text.includes(`import { locales } from '../../locales/generated/${tag}.ts';`));
      const [, name] = / class (\w+) extends PeerElement\b/.exec(own[0] ?? '') ?? [];
      assert.equal(name?.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase(), tag, `${tag} has its own words`);
      assert.ok(own.length === 1 && own[0]!.includes('override readonly locales = locales;'), tag);
    }
  });

  it('are those of the element that a page has: the finder brings no sentence of <story-share>', async () => {
    const all = async (tag: string) => {
      const files = globSync(`src/locales/generated/de/${tag}{,-*}.ts`, { cwd: root });
      const modules = await Promise.all(files.map((file) => import(join(root, file))));
      return new Set(modules.flatMap(({ sentences }) => Object.keys(sentences)));
    };
    const [finder, share] = [await all('group-finder'), await all('story-share')];
    assert.ok(finder.has('Find a group') && share.has('Write your story'));
    // What every element says when something goes wrong, and where to call.
    const both = [...finder].filter((sentence) => share.has(sentence));
    assert.ok(both.length < 10, both.join('\n'));
  });
});
