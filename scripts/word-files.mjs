// Which words go into which file: a page loads those of the elements it has, and those of a piece together with the piece.
// Nobody keeps a list: what loads a module, and when, is read from the imports.
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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
export const tagsOf = (root) => {
  const folder = join(root, 'src/elements');
  return existsSync(folder) ? readdirSync(folder).filter((tag) => existsSync(join(folder, tag, 'define.ts'))).sort() : [];
};

/** Pieces of an element: the name they are brought by, and who names them. */
function piecesOf(root, tag) {
  const folder = `src/elements/${tag}`;
  return readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts')).flatMap((file) =>
    [...readFileSync(join(root, folder, file), 'utf8').matchAll(pieceLine)].map(([, name, piece]) => ({ name, from: `${folder}/${file}`, to: `${folder}/${piece}` })));
}

/** Modules that come with one, and elements it is made of, which bring their words themselves. */
function walk(start, imports, apart) {
  const files = new Set();
  const elements = new Set();
  const visit = (file) => {
    files.add(file);
    for (const next of imports.get(file) ?? []) {
      const [, folder, name] = /^src\/elements\/([\w-]+)\/([\w-]+)\.ts$/.exec(next) ?? [];
      if (folder && folder === name && !start.startsWith(`src/elements/${folder}/`)) elements.add(folder);
      else if (!files.has(next) && !apart(file, next)) visit(next);
    }
  };
  visit(start);
  return { files, elements };
}

const length = (sentences) => [...sentences].join('').length;

/** What one element says at first, what each of its pieces says beyond that, and whose words such a piece needs too. */
function wordsOfElement(root, tag, imports, spoken) {
  const said = (modules) => new Set([...modules].flatMap((file) => [...(spoken.get(file) ?? [])]));
  const named = piecesOf(root, tag);
  const apart = (from, to) => named.some((piece) => piece.from === from && piece.to === to);
  const first = walk(`src/elements/${tag}/define.ts`, imports, apart);
  const all = named.map(({ name, to }) => {
    const { files, elements } = walk(to, imports, apart);
    return { name, elements: [...elements], sentences: said(files).difference(said(first.files)) };
  });
  const few = all.filter((piece) => length(piece.sentences) < fewest);
  const sentences = few.reduce((more, piece) => more.union(piece.sentences), said(first.files));
  const pieces = all.map((piece) => ({ ...piece, sentences: piece.sentences.difference(sentences) }));
  const own = [...first.files].filter((file) => file.startsWith(`src/elements/${tag}/`));
  return { tag, sentences, pieces, silent: !said(own).size, grammar: [...first.files].some((file) => file.startsWith('src/domain/words/')) };
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
  const all = tagsOf(root).map((tag) => wordsOfElement(root, tag, imports, spoken));
  // An element that says nothing itself waits for no words.
  const elements = all.filter(({ silent }) => !silent);
  return elements.flatMap(({ tag, sentences, pieces, grammar }) => {
    const needed = pieces.map(({ name, sentences, elements: made }) => {
      const others = made.filter((each) => elements.some(({ tag }) => tag === each));
      return [name, [...(sentences.size ? [`${tag}-${name}`] : []), ...others]];
    });
    const own = { name: tag, sentences, element: { grammar, pieces: needed.length ? new Map(needed.filter(([, files]) => files.length)) : undefined } };
    return [own, ...pieces.filter(({ sentences }) => sentences.size).map((piece) => ({ name: `${tag}-${piece.name}`, sentences: piece.sentences }))];
  });
}
