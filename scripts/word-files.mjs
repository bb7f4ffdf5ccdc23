// Which words go into which file: a page loads those of the elements it has, and those of a piece together with the piece.
// Nobody keeps a list: what loads a module, and when, is read from the imports.
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Fewer words than these, in characters, cost less than a file of their own. */
const fewest = 1000;

/** `name: () => import('./file.ts')`: a piece that an element brings together with its words. */
const pieceLine = /^ {2}(\w+): \(\) => import\('\.\/([\w-]+\.ts)'\),$/gm;

/**
 * What each module of the elements imports, as the bundler sees it: types are no import. Adapters speak no language.
 * @returns {Promise<Map<string, string[]>>} paths below `root`
 */
export async function importsOf(root) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: tagsOf(root).map((tag) => `src/elements/${tag}/define.ts`),
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'nowhere',
    write: false,
    metafile: true,
    packages: 'external',
    external: ['../../locales/generated/*'],
    logLevel: 'error',
  });
  const ours = ({ external, path }) => !external && !path.startsWith('src/adapters/');
  return new Map(Object.entries(metafile.inputs).map(([file, { imports }]) => [file, imports.filter(ours).map(({ path }) => path)]));
}

/** Tags of the elements that can be registered. */
const tagsOf = (root) => {
  const folder = join(root, 'src/elements');
  return existsSync(folder) ? readdirSync(folder).filter((tag) => existsSync(join(folder, tag, 'define.ts'))).sort() : [];
};

/** `GroupFinder` is called `group-finder`. */
const nameOf = (className) => className.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();

/** Elements that have a language of their own, also those inside of others: name by file. */
function speakersOf(root, imports) {
  const classOf = (file) => /^export class (\w+) extends PeerElement\b/m.exec(readFileSync(join(root, file), 'utf8'))?.[1];
  const found = [...imports.keys()].filter((file) => file.startsWith('src/elements/')).map((file) => [file, classOf(file)]);
  return new Map(found.filter(([, name]) => name).map(([file, name]) => [file, nameOf(name)]).sort());
}

/** Pieces that are fetched when they are needed first: the name they are brought by, and who names them. */
function piecesOf(root, imports) {
  return [...imports.keys()].filter((file) => file.startsWith('src/elements/')).flatMap((from) =>
    [...readFileSync(join(root, from), 'utf8').matchAll(pieceLine)].map(([, name, piece]) => ({ name, from, to: posix.join(posix.dirname(from), piece) })));
}

/** Modules that come with one, and elements that it is made of, which bring their words themselves. */
function walk(start, { imports, speakers, pieces }) {
  const files = new Set();
  const elements = new Set();
  const visit = (file) => {
    files.add(file);
    for (const next of imports.get(file) ?? []) {
      if (speakers.has(next) && next !== start) elements.add(speakers.get(next));
      else if (!files.has(next) && !pieces.some(({ from, to }) => from === file && to === next)) visit(next);
    }
  };
  visit(start);
  return { files, elements };
}

const length = (sentences) => [...sentences].join('').length;

/** What one element says at first, what each of its pieces says beyond that, and whose words such a piece needs too. */
function wordsOfElement(start, name, source) {
  const said = (modules) => new Set([...modules].flatMap((file) => [...(source.spoken.get(file) ?? [])]));
  const first = walk(start, source);
  const all = source.pieces.filter(({ from }) => first.files.has(from)).map(({ name: piece, to }) => {
    const { files, elements } = walk(to, source);
    return { name: piece, elements, sentences: said(files).difference(said(first.files)) };
  });
  const few = all.filter((piece) => length(piece.sentences) < fewest);
  const sentences = few.reduce((more, piece) => more.union(piece.sentences), said(first.files));
  const pieces = all.map((piece) => ({ ...piece, sentences: piece.sentences.difference(sentences) }));
  const own = [...first.files].filter((file) => posix.dirname(file) === posix.dirname(start));
  const grammar = [...first.files].some((file) => file.startsWith('src/domain/words/'));
  return { name, sentences, pieces, elements: first.elements, silent: !said(own).size, grammar };
}

/** These elements, and those that they are made of. */
function withParts(names, all, found = new Set()) {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    withParts(all.find((each) => each.name === name).elements, all, found);
  }
  return found;
}

/**
 * The words of each element, and of each of its pieces, in files.
 * @param {string} root
 * @param {Map<string, string[]>} imports
 * @param {Map<string, Set<string>>} spoken sentences by module
 * @returns {{ name: string, sentences: Set<string>, element?: { grammar: boolean, pieces?: Map<string, string[]> } }[]} The file
 *   of an element comes first; it knows whether groups' schedules are told, and which files each piece needs.
 */
export function wordFiles(root, imports, spoken) {
  const source = { imports, spoken, speakers: speakersOf(root, imports), pieces: piecesOf(root, imports) };
  const all = [...source.speakers].map(([file, name]) => wordsOfElement(file, name, source));
  // An element that says nothing itself waits for no words.
  const loud = (name) => !all.find((each) => each.name === name).silent;
  return all.filter(({ silent }) => !silent).flatMap(({ name, sentences, pieces, grammar }) => {
    const needed = pieces.map((piece) => [piece.name, [...(piece.sentences.size ? [`${name}-${piece.name}`] : []), ...[...withParts(piece.elements, all)].filter(loud)]]);
    const own = { name, sentences, element: { grammar, pieces: needed.length ? new Map(needed.filter(([, files]) => files.length)) : undefined } };
    return [own, ...pieces.filter((piece) => piece.sentences.size).map((piece) => ({ name: `${name}-${piece.name}`, sentences: piece.sentences }))];
  });
}
