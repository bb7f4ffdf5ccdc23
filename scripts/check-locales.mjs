// Every sentence shown to people has a translation in every language, whole and with the same places for values.
//   node scripts/check-locales.mjs            says what is wrong and exits 1; changes nothing
//   node scripts/check-locales.mjs --update   brings src/locales/xliff and src/locales/generated up to date first
// The extractor itself only warns of a missing translation and falls back to English.
import { RuntimeLitLocalizer } from '@lit/localize-tools/lib/modes/runtime.js';
import { extractMessagesFromProgram } from '@lit/localize-tools/lib/program-analysis.js';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { englishProblems, problemsOf } from './sentences.mjs';
import { importsOf, wordFiles } from './word-files.mjs';
import { elementModule, loadersModule, pieceModule } from './word-modules.mjs';

const root = process.env.LOCALES_ROOT ?? fileURLToPath(new URL('..', import.meta.url));
const settings = JSON.parse(readFileSync(resolve(root, 'lit-localize.json'), 'utf8'));
const config = { ...settings, baseDir: root, resolve: (path) => resolve(root, path) };
const update = process.argv.includes('--update');
const folder = resolve(root, config.output.outputDir);

/** What the source asks for: sentence by id, and the sentences of each module. */
function extract() {
  const localizer = new RuntimeLitLocalizer(config);
  const { messages, errors } = localizer.extractSourceMessages();
  const told = errors.map(({ file, start, messageText }) => {
    const { line } = file.getLineAndCharacterOfPosition(start);
    return `${file.fileName}:${line + 1}: ${typeof messageText === 'string' ? messageText : messageText.messageText}`;
  });
  const sentences = new Map();
  for (const { name, contents, tag, file } of messages) {
    if (tag) told.push(`${file.fileName}: msg() takes a plain string here; use fill() for values.`);
    sentences.set(name, contents.join(''));
  }
  return { sentences, told, spoken: byModule(localizer.program) };
}

/** The sentences of each module, also where another one says the same. */
function byModule(program) {
  const spoken = new Map();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    const { messages } = extractMessagesFromProgram({ getSourceFiles: () => [file], getTypeChecker: () => program.getTypeChecker() });
    const path = relative(root, file.fileName).split(sep).join('/');
    if (messages.length) spoken.set(path, new Set(messages.map(({ contents }) => contents.join(''))));
  }
  return spoken;
}

/** What the translators wrote: language → id → sentence. */
function translations() {
  const { translations: read } = new RuntimeLitLocalizer(config).readTranslationsSync();
  const textOf = ({ name, contents }) => [name, contents.map((part) => (typeof part === 'string' ? part : part.untranslatable)).join('')];
  return new Map(config.targetLocales.map((locale) => [locale, new Map((read.get(locale) ?? []).map(textOf))]));
}

/** Every module that is made: path below `generated/` → text. */
function modules(files, sentences, translated) {
  const made = new Map();
  for (const { name, element } of files) if (element) made.set(`${name}.ts`, loadersModule(name, config.targetLocales));
  for (const [locale, ofId] of translated) {
    const other = new Map([...sentences].map(([id, english]) => [english, ofId.get(id)]));
    for (const { name, sentences: asked, element } of files) {
      const pairs = [...asked].sort().filter((english) => other.get(english)).map((english) => [english, other.get(english)]);
      made.set(`${locale}/${name}.ts`, element ? elementModule(locale, pairs, element) : pieceModule(locale, pairs));
    }
  }
  return made;
}

function contentOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function write(wanted) {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of wanted) {
    mkdirSync(dirname(resolve(folder, path)), { recursive: true });
    writeFileSync(resolve(folder, path), text);
  }
}

/** What stands in `generated/` and should not, or not like this. */
function outdated(wanted) {
  const there = globSync('**/*.ts', { cwd: folder }).map((path) => path.split(sep).join('/'));
  const wrong = [...new Set([...there, ...wanted.keys()])].filter((path) => contentOf(resolve(folder, path)) !== (wanted.get(path) ?? null));
  return wrong.sort().map((path) => `${relative(root, folder)}/${path} is out of date. Run: npm run locales`);
}

const { sentences, told: problems, spoken } = extract();
problems.push(...[...sentences.values()].flatMap(englishProblems));
const files = wordFiles(root, await importsOf(root), spoken);
const loaded = files.reduce((all, { sentences: each }) => all.union(each), new Set());
for (const [path, said] of spoken) for (const each of said.difference(loaded)) problems.push(`${path}: "${each}" would be shown by no element: none of them loads it`);
if (update && !problems.length) await new RuntimeLitLocalizer(config).writeInterchangeFiles();
const translated = translations();
for (const [locale, ofId] of translated) problems.push(...problemsOf(locale, sentences, ofId));
const wanted = modules(files, sentences, translated);
if (update) write(wanted);
else problems.push(...outdated(wanted));

const languages = config.targetLocales.join(', ');
if (problems.length) {
  console.error(problems.join('\n'));
  console.error(`\n${problems.length} problem${problems.length > 1 ? 's' : ''} with the words of ${languages}.`);
  process.exitCode = 1;
} else {
  console.log(`${sentences.size} sentences, complete in ${languages}.`);
}
