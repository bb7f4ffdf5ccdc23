// The modules in src/locales/generated, as text.

const made = 'Made by `npm run locales`.';
const quoted = JSON.stringify;
const record = (pairs) => `{\n${pairs.map(([english, other]) => `  ${quoted(english)}: ${quoted(other)},\n`).join('')}}`;

/** Where an element finds its words. */
export const loadersModule = (tag, locales) => `import type { Locales } from '../locale.ts';

/** ${made} The words of <${tag}>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
${locales.map((locale) => `  ${locale}: () => import('./${locale}/${tag}.ts'),\n`).join('')}};
`;

const direction = (locale) => new Intl.Locale(locale).getTextInfo().direction;

/** Written into each file, since one that came after it would cost a round trip. */
const moreOf = (pieces) => `
const pieces: Record<string, () => Promise<Words>[]> = {
${[...pieces].map(([name, files]) => `  ${name}: () => [${files.map((file) => `import('./${file}.ts')`).join(', ')}],\n`).join('')}};

const more = (piece: string) => Promise.all((pieces[piece]?.() ?? []).map((words) => words.then((come) => Object.assign(sentences, come.sentences), () => {})));
`;

/** The first words of an element, and the way to those of its pieces. */
export function elementModule(locale, pairs, { grammar, pieces }) {
  const imports = [
    grammar && `import { ${locale} as schedule } from '../../../domain/words/${locale}.ts';\n`,
    pieces && `import type { Words } from '../../locale.ts';\n`,
  ].filter(Boolean);
  const given = [`dir: '${direction(locale)}'`, 'sentences', pieces && 'more', grammar && 'schedule'].filter(Boolean);
  return `/** ${made} English sentence → translation. */
${imports.length ? `${imports.join('')}\n` : ''}export const sentences: Record<string, string> = ${record(pairs)};
${pieces ? moreOf(pieces) : ''}
export default { ${given.join(', ')} } as const;
`;
}

/** The words of a piece, which come with it. */
export const pieceModule = (locale, pairs) => `/** ${made} English sentence → translation. */
export const sentences: Record<string, string> = ${record(pairs)};
`;
