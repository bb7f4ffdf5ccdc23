// Every sentence shown to people has a translation in every language, whole and with the same places for values.
//   node scripts/check-locales.mjs            says what is wrong and exits 1; changes nothing
//   node scripts/check-locales.mjs --update   brings src/locales/xliff and src/locales/generated up to date first
// The extractor itself only warns of a missing translation and falls back to English.
import { RuntimeLitLocalizer } from '@lit/localize-tools/lib/modes/runtime.js';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { englishProblems, problemsOf } from './sentences.mjs';

const root = process.env.LOCALES_ROOT ?? fileURLToPath(new URL('..', import.meta.url));
const settings = JSON.parse(readFileSync(resolve(root, 'lit-localize.json'), 'utf8'));
const config = { ...settings, baseDir: root, resolve: (path) => resolve(root, path) };
const update = process.argv.includes('--update');

/** What the source asks for: sentence by id. */
function extract() {
  const { messages, errors } = new RuntimeLitLocalizer(config).extractSourceMessages();
  const told = errors.map(({ file, start, messageText }) => {
    const { line } = file.getLineAndCharacterOfPosition(start);
    return `${file.fileName}:${line + 1}: ${typeof messageText === 'string' ? messageText : messageText.messageText}`;
  });
  const sentences = new Map();
  for (const { name, contents, tag, file } of messages) {
    if (tag) told.push(`${file.fileName}: msg() takes a plain string here; use fill() for values.`);
    sentences.set(name, contents.join(''));
  }
  return { sentences, told };
}

/** What the translators wrote: language → id → sentence. */
function translations() {
  const { translations: read } = new RuntimeLitLocalizer(config).readTranslationsSync();
  const textOf = ({ name, contents }) => [name, contents.map((part) => (typeof part === 'string' ? part : part.untranslatable)).join('')];
  return new Map(config.targetLocales.map((locale) => [locale, new Map((read.get(locale) ?? []).map(textOf))]));
}

function moduleFor(locale, sentences, translated) {
  const pairs = [...sentences].filter(([id]) => translated.get(id)).map(([id, english]) => [english, translated.get(id)]);
  const lines = pairs.sort(([a], [b]) => (a < b ? -1 : 1)).map(([english, other]) => `  ${JSON.stringify(english)}: ${JSON.stringify(other)},\n`);
  return `/** Made from src/locales/xliff/${locale}.xlf by scripts/check-locales.mjs; English sentence → translation. */
export const sentences: Record<string, string> = {
${lines.join('')}};
`;
}

const pathOf = (locale) => resolve(root, config.output.outputDir, `${locale}.ts`);

function contentOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const { sentences, told: problems } = extract();
problems.push(...[...sentences.values()].flatMap(englishProblems));
if (update && !problems.length) {
  await new RuntimeLitLocalizer(config).writeInterchangeFiles();
  mkdirSync(resolve(root, config.output.outputDir), { recursive: true });
}
for (const [locale, translated] of translations()) {
  problems.push(...problemsOf(locale, sentences, translated));
  const wanted = moduleFor(locale, sentences, translated);
  if (update) writeFileSync(pathOf(locale), wanted);
  else if (contentOf(pathOf(locale)) !== wanted) problems.push(`${locale}: ${config.output.outputDir}/${locale}.ts is out of date. Run: npm run locales`);
}
const languages = config.targetLocales.join(', ');
if (problems.length) {
  console.error(problems.join('\n'));
  console.error(`\n${problems.length} problem${problems.length > 1 ? 's' : ''} with the words of ${languages}.`);
  process.exitCode = 1;
} else {
  console.log(`${sentences.size} sentences, complete in ${languages}.`);
}
