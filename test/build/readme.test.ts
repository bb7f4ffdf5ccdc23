import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describeSchedule } from '../../src/domain/index.ts';
import { readGroups } from '../../src/feeds/index.ts';
import { firstLoad, lazyFiles } from '../../scripts/sizes.mjs';
import { strictPolicy } from '../../scripts/policy.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { scripts, version, bin } = JSON.parse(read('package.json'));

/** What is written for people. */
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/lists.md', 'docs/server.md', 'docs/data.md', 'docs/wellbeing.md'];
const readme = read('README.md');
const lists = read('docs/lists.md');
const all = documents.map(read).join('\n');

/** The contents of the fenced blocks of a language. */
const fences = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code!);

/** What stands under a heading, up to the next one of its level or above. */
function section(text: string, heading: string): string {
  const [, level, rest] = new RegExp(`^(#+) ${heading}\\n([^]*)`, 'm').exec(text) ?? [];
  assert.ok(rest, `there is no heading “${heading}”`);
  const end = rest.search(new RegExp(`^#{1,${level!.length}} `, 'm'));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The tables of a text, as rows of cells; the line of dashes is left out. */
function tables(text: string): string[][][] {
  return [...text.matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) =>
    table.trim().split('\n').filter((line) => !/^[|\s:-]+$/.test(line)).map((line) =>
      line.slice(1, -1).split('|').map((cell) => cell.trim())));
}

/** Words in the font of code. */
const codes = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

interface Declared {
  tagName?: string;
  attributes?: { name: string }[];
  slots?: { name: string }[];
  events?: { name: string }[];
  cssParts?: { name: string }[];
  cssProperties?: { name: string }[];
}
const manifest: { modules: { declarations: Declared[] }[] } = JSON.parse(read('dist/custom-elements.json'));
const elements = new Map(manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName).map((each) => [each.tagName!, each]));
const namesOf = (list: { name: string }[] | undefined) => (list ?? []).map(({ name }) => name).sort();

describe('the documents name what is there', () => {
  it('names only commands that npm has', () => {
    const named = [...all.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name!);
    assert.ok(named.length > 5);
    assert.deepEqual(named.filter((name) => !scripts[name]), []);
    for (const name of ['start', 'test']) assert.ok(scripts[name]);
  });

  it('names every npm script that people run, in CONTRIBUTING', () => {
    const table = section(read('CONTRIBUTING.md'), 'Commands');
    const people = Object.keys(scripts).filter((name) => name !== 'check:locales');
    assert.deepEqual(people.filter((name) => !new RegExp(`\`npm (run )?${name}\``).test(table)), []);
  });

  it('gives as CI what CI runs', () => {
    assert.match(read('.ci/run'), /^npm ci\b.*&& npm test$/m);
    for (const command of ['npm ci && npm start', 'npm ci && npm test']) assert.ok(fences(readme, 'sh').some((code) => code.trim() === command));
  });

  it('names the file that npm pack makes', () => {
    const named = [...all.matchAll(/peer-support-elements-(\d[\w.-]*)\.tgz/g)].map(([, number]) => number);
    assert.ok(named.length);
    assert.deepEqual(named.filter((number) => number !== version), []);
  });

  for (const file of documents) {
    it(`${file}: every link inside the repository leads somewhere`, () => {
      const text = read(file).replace(/^```[^]*?^```/gm, '');
      const anchors = (of: string) => [...read(of).matchAll(/^#+ (.*)$/gm)].map(([, words]) => words!.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-'));
      const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!).filter((target) => {
        if (/^https?:/.test(target)) return false;
        const [path, anchor] = target.split('#') as [string, string?];
        const at = path ? join(dirname(file), path) : file;
        return !existsSync(join(root, at)) || (anchor !== undefined && !anchors(at).includes(anchor));
      });
      assert.deepEqual(broken, []);
    });

    it(`${file}: every file named in code is there`, () => {
      const named = [...new Set(codes(read(file).replace(/^```[^]*?^```/gm, '')))].filter((code) => /^(src|test|scripts|demo|docs|stories|bench)\/[\w./-]*$/.test(code));
      assert.deepEqual(named.filter((path) => !existsSync(join(root, path))), []);
    });
  }

  it('shows pictures that are light to load, each with its words', () => {
    const pictures = [...all.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
    assert.ok(pictures.length);
    for (const [, words, path] of pictures) {
      assert.ok(words!.length > 20, `${path} needs words for people who do not see it`);
      assert.ok(statSync(join(root, path!)).size < 200_000, `${path} is too large`);
    }
  });
});

describe('what is there to be copied works', () => {
  const snippets = [readme, lists].flatMap((text) => fences(text, 'html'));
  const global = ['class', 'dir', 'hidden', 'id', 'lang', 'slot', 'style'];

  it('uses elements, attributes and slots that there are', () => {
    let used = 0;
    for (const snippet of snippets) {
      for (const [, tag, written] of snippet.matchAll(/<([a-z]+-[a-z-]+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>/g)) {
        used += 1;
        const element = elements.get(tag!);
        assert.ok(element, `<${tag}> does not exist`);
        const known = [...global, ...namesOf(element.attributes)];
        for (const [, name] of written!.replace(/="[^"]*"/g, '').matchAll(/([\w-]+)/g)) assert.ok(known.includes(name!), `<${tag}> has no attribute ${name}`);
      }
    }
    assert.ok(used > 3);
    const slots = [...elements.values()].flatMap(({ slots }) => namesOf(slots));
    for (const [, slot] of snippets.join('').matchAll(/slot="([^"]*)"/g)) assert.ok(slots.includes(slot!), `there is no slot ${slot}`);
  });

  it('loads files that the build makes', () => {
    const loaded = [...snippets.join('').matchAll(/<script type="module" src="[^"]*\/([^"/]+\.js)"/g)].map(([, name]) => name!);
    assert.ok(loaded.length);
    assert.deepEqual(loaded.filter((name) => !existsSync(join(root, 'dist/cdn', name))), []);
  });

  it('imports what the package exports', () => {
    const imports = fences(readme, 'js').flatMap((code) => [...code.matchAll(/^import (?:\{ ([^}]*) \} from )?'(peer-support-elements[^']*)'/gm)]);
    assert.ok(imports.length > 2);
    for (const [, names = '', from] of imports) {
      // Registering needs a page; that these are exported is enough here.
      const script = from!.endsWith('define.js')
        ? `import.meta.resolve(${JSON.stringify(from)})`
        : `const found = await import(${JSON.stringify(from)}); for (const name of ${JSON.stringify(names.split(', '))}) if (!found[name]) throw new Error(name);`;
      const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, encoding: 'utf8' });
      assert.equal(status, 0, `${from}: ${stderr}`);
    }
  });

  it('names in running text what the package exports', async () => {
    for (const [path, names] of Object.entries({ feeds: ['readGroups'], domain: ['nextOccurrences', 'describeSchedule', 'toICalendar'] })) {
      const found = await import(join(root, `dist/${path}/index.js`));
      for (const name of names) {
        assert.ok(readme.includes(`\`${name}`), `the README does not name ${name}`);
        assert.equal(typeof found[name], 'function');
      }
    }
  });

  it('runs the commands it names', () => {
    const commands = [...`${readme}\n${lists}`.matchAll(/npx peer-support-elements ((?:check|convert) demo\/[\w.-]+(?: --[\w-]+ [\w/]+)*)/g)].map(([, written]) => written!);
    for (const act of ['check', 'convert']) assert.ok(commands.some((command) => command.startsWith(act)), act);
    for (const command of commands) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, bin['peer-support-elements']), ...command.split(' ')], { cwd: root, encoding: 'utf8' });
      assert.equal(status, 0, `${command}: ${stdout}${stderr}`);
      assert.ok(stdout.length > 100);
      if (command.startsWith('convert')) for (const line of stdout.trim().split('\n')) JSON.parse(line);
    }
  });

  it('asks of a security policy what the demo is served with', () => {
    const [policy] = fences(readme, 'text').filter((code) => code.includes('default-src'));
    const asked = policy!.split(/[;\n]/).map((each) => each.trim()).filter(Boolean);
    assert.ok(asked.length > 4);
    const served = strictPolicy().split('; ');
    assert.deepEqual(asked.filter((directive) => !served.includes(directive)), []);
  });
});

describe('the tables of the elements are whole', () => {
  for (const [tag, element] of elements) {
    const text = () => section(readme, `\`<${tag}>\``);

    it(`<${tag}>: attributes`, () => {
      const [attributes] = tables(text());
      assert.deepEqual(attributes!.slice(1).flatMap(([names]) => codes(names!)).sort(), namesOf(element.attributes));
    });

    it(`<${tag}>: slots, events and parts`, () => {
      const rows = new Map(tables(text())[1]?.map(([kind, words]) => [kind!, codes(words!)]));
      const has = (kind: string, names: string[]) => assert.deepEqual(names.filter((name) => name && !rows.get(kind)?.includes(name)), [], kind);
      // A single default slot needs no row of its own.
      has('slots', namesOf(element.slots));
      has('events', namesOf(element.events));
      has('parts', namesOf(element.cssParts));
      assert.deepEqual((rows.get('parts') ?? []).filter((name) => !namesOf(element.cssParts).includes(name)), []);
    });
  }

  it('names every token and no other', () => {
    const named = [...new Set(section(readme, 'Looks and languages').match(/--peer-[a-z-]+/g))].sort();
    const tokens = new Set([...elements.values()].flatMap(({ cssProperties }) => namesOf(cssProperties)));
    assert.deepEqual(named, [...tokens].sort());
  });
});

describe('the lists in the documents can be read', () => {
  const options = { country: 'GB', timeZone: 'Europe/London' };
  const isList = ([head]: string[][]) => head!.includes('Group') && head!.includes('When');
  const written = [readme, lists].flatMap((text) => tables(text).filter(isList));
  const cells = (row: string) => [...row.matchAll(/<t[hd]>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell!);
  const inHtml = [readme, lists].flatMap((text) => fences(text, 'html')).filter((code) => code.includes('<table>'))
    .map((code) => [...code.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => cells(row!)));
  const asText = [readme, lists].flatMap((text) => fences(text, 'csv'));
  const examples: unknown[] = [...written, ...inHtml, ...asText];

  it('has examples as a sheet and as a table of a page', () => {
    assert.ok(written.length && inHtml.length);
  });

  examples.forEach((source, at) => {
    it(`example ${at + 1} is read whole`, () => {
      const { groups, problems } = readGroups(source, options);
      assert.deepEqual(problems, []);
      const rows = Array.isArray(source) ? source.length - 1 : String(source).trim().split('\n').length - 1;
      assert.equal(groups.length, rows);
      for (const { name, sessions } of groups) assert.ok(sessions[0]?.schedule, `${name} has no dates`);
    });
  });

  /** One row with these words under "When". */
  const one = (when: string) => readGroups([['Group', 'When', 'Town'], ['A group', when, 'Leeds']], options);

  it('understands "When" as the table says', () => {
    const [table] = tables(section(lists, 'When'));
    assert.ok(table!.length > 8);
    for (const [words, meaning] of table!.slice(1)) {
      const { groups, problems } = one(words!);
      assert.deepEqual(problems, [], words);
      const said = groups[0]!.sessions.map(({ schedule }) => describeSchedule(schedule!, 'en-GB')).join('; ');
      assert.equal(said, meaning, words);
    }
  });

  it('does not guess what the table says it does not', () => {
    const [, table] = tables(section(lists, 'When'));
    assert.ok(table!.length > 4);
    for (const [words] of table!.slice(1)) {
      const { groups, problems } = one(words!);
      assert.equal(groups[0]!.sessions[0]!.schedule, undefined, words);
      assert.ok(problems.length, words);
    }
  });

  it('reads day, time and frequency from columns of their own, and a rule', () => {
    const days = 'Every second Tuesday, 19:30–21:00';
    for (const row of [
      { Group: 'A group', Town: 'Leeds', Frequency: 'Fortnightly', Day: 'Tuesday', Time: '19:30–21:00', Starts: '2026-09-01' },
      { Group: 'A group', Town: 'Leeds', Frequency: 'Fortnightly', Day: 'Tuesday', 'Start time': '7.30pm', 'End time': '9pm', Starts: '2026-09-01' },
      { Group: 'A group', Town: 'Leeds', Rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', Time: '19:30–21:00', Starts: '2026-09-01' },
    ]) {
      const { groups, problems } = readGroups([Object.keys(row), Object.values(row)], options);
      assert.deepEqual(problems, []);
      assert.equal(describeSchedule(groups[0]!.sessions[0]!.schedule!, 'en-GB'), days);
    }
  });

  /** A list of one row: what every group needs, without the columns that these names are another way to say. */
  function withColumn(names: string[], name: string, value: string) {
    const row: Record<string, string> = { Group: 'A group', When: 'Tuesdays 7pm–8pm', Town: 'Leeds' };
    if (names[0] === 'Duration') row.When = 'Tuesdays 7pm';
    for (const same of names) delete row[same];
    row[name] = value;
    return readGroups([Object.keys(row), Object.values(row)], options);
  }

  it('reads each column of the table, under each of its names', () => {
    const [table] = tables(section(lists, 'Columns'));
    assert.ok(table!.length > 25);
    for (const [cell, , value] of table!.slice(1)) {
      const names = cell!.replaceAll('*', '').split(', ');
      const [first, ...others] = names.map((name) => withColumn(names, name, value!));
      assert.deepEqual(first!.problems, [], names[0]);
      assert.notDeepEqual(first!.groups, withColumn(names, names[0]!, '').groups, `${names[0]} changes nothing`);
      for (const other of others) assert.deepEqual(other, first, cell);
    }
  });
});

describe('the sizes in the README are those of the build', () => {
  const built: Record<string, { name: string; gzip: number }> = JSON.parse(read('dist/cdn/manifest.json'));
  const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + built[file]!.gzip, 0) / 1000;
  const finder = firstLoad(built, 'group-finder.js');
  const later = lazyFiles(built, finder, (name: string) => /(^|-)(details|calendar)$/.test(name));
  const now: Record<string, number> = { 'at once': sum(finder), 'for details and calendar files': sum(later) };

  for (const [name, kilobytes] of Object.entries(now)) {
    it(`says what a finder loads ${name}`, () => {
      const said = new RegExp(`${name}: ([\\d.]+) KB`).exec(readme)?.[1];
      assert.ok(said, `the README does not say “${name}: … KB”`);
      assert.ok(kilobytes > 1);
      assert.ok(Math.abs(+said - kilobytes) <= kilobytes * 0.05, `the README says ${said} KB, the build has ${kilobytes.toFixed(1)} KB`);
    });
  }
});
