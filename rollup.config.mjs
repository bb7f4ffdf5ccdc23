// Makes the files that a page loads without a bundler: dist/cdn/<tag>.js for each element, all.js for every one that visitors
// meet. The desk of the staff is made apart: nothing that only it needs can get into a file that visitors load.
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { leanLit, litFiles, litUses } from './scripts/lean-lit.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const entryOf = (tag) => join(root, `dist/elements/${tag}/define.js`);
const staff = ['moderation-desk'];
const visitors = readdirSync(join(root, 'dist/elements')).filter((tag) => existsSync(entryOf(tag)) && !staff.includes(tag));

/** `tsc` left a map beside each file: stack traces lead back to the TypeScript. */
const compiledMaps = {
  name: 'compiled-maps',
  async load(id) {
    if (!id.startsWith(join(root, 'dist') + sep)) return null;
    const file = id.replace(/\?.*$/, '');
    const code = await readFile(file, 'utf8');
    const map = JSON.parse(await readFile(`${file}.map`, 'utf8'));
    return { code: code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), map };
  },
};

const helper = `
export const __decorate = (decorators, target, key, descriptor) => {
  let made = descriptor === null ? Object.getOwnPropertyDescriptor(target, key) : descriptor;
  for (const decorate of decorators.reverse()) made = decorate(target, key, made) || made;
  if (made) Object.defineProperty(target, key, made);
};`;

/** `tsc` writes its decorator helper into each file; here one short copy serves them all. */
const oneHelper = {
  name: 'one-helper',
  resolveId: (id) => (id === '\0decorate' ? id : null),
  load: (id) => (id === '\0decorate' ? helper : null),
  transform(code) {
    const written = /^var __decorate = \(this && [^]*?\n\};$/m.exec(code)?.[0];
    if (!written) return null;
    if (/= __decorate\(/.test(code)) this.error('The short helper knows decorators of members only, not of classes.');
    // As many lines as before, so that the map still fits.
    const lines = '\n'.repeat(written.split('\n').length - 1);
    return { code: code.replace(written, () => `import { __decorate } from '\0decorate';${lines}`), map: null };
  },
};

/** The templates of our own files only: what comes from a package is minified already. */
const templates = minifyTemplateLiterals({ include: ['dist/**/*.js'], exclude: ['node_modules/**', 'dist/internal/css.js'] });

/** Custom properties that only our own styles name: those of pages begin with `--peer-`. */
const ownNames = [...new Set(readFileSync(join(root, 'dist/internal/base.styles.js'), 'utf8').match(/--(?!peer-)[a-z-]+(?=:)/g))];

function shortName(context, name) {
  if (!ownNames.includes(name)) context.error(`${name} is set nowhere in base.styles.`);
  return `--${(10 + ownNames.indexOf(name)).toString(36)}`;
}

/** They are written out in the source, and are one letter in what is loaded. What they hold is left alone by the minifier. */
const shortNames = {
  name: 'short-names',
  transform(code, id) {
    // Pieces have a few styles of their own beside what they draw.
    if (!id.endsWith('.styles.js')) return /\bcss\s*`/.test(code) ? { code: code.replace(/(?<=var\()--(?!peer-)[a-z-]+(?=\))/g, (name) => shortName(this, name)), map: null } : null;
    const tight = code.replace(/^ *--.*/gm, (line) => line.replaceAll(', ', ','));
    const short = tight.replace(/--(?!peer-)[a-z-]+(?=[:)])/g, (name) => shortName(this, name));
    return { code: short, map: null };
  },
};

const glasses = join(root, 'dist/domain/identifying');
const glassesCode = readdirSync(glasses).filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(glasses, file), 'utf8')).join('');

/** Words of a language that only patterns of the privacy glasses name, as `<relatives>`. */
const patternWords = [...new Set([...glassesCode.matchAll(/<(\w+)>/g)].map(([, name]) => name))];

/** They have one letter in what is loaded, too: there, no other packs are read than the library's own. */
const shortWords = {
  name: 'short-words',
  transform(code, id) {
    if (!id.startsWith(glasses + sep)) return null;
    const keys = /^ {4}(\w+)(?=: )/gm;
    const given = [...code.matchAll(keys)].map(([, name]) => name);
    const missing = given.includes('language') ? patternWords.filter((name) => !given.includes(name)) : [];
    if (missing.length) this.error(`No line of this pack begins with ${missing.join(' or ')}.`);
    const short = (name) => (10 + patternWords.indexOf(name)).toString(36);
    const used = code.replace(/<(\w+)>/g, (_, name) => `<${short(name)}>`);
    return { code: used.replace(keys, (start, name) => (patternWords.includes(name) ? `    ${short(name)}` : start)), map: null };
  },
};

/**
 * What stands in the file of one element and others need too, or is less than a file of its own would cost, is there twice: whoever
 * keeps check-ins does not load the finder for a line of it, and whoever writes a story nothing that only readers of others need.
 */
const copies = [
  { of: /\/dist\/domain\/search\.js$/, for: /\/dist\/backend\/(rows|find-words)\.js$/ },
  { of: /\/dist\/domain\/(group-text|report)\.js$/, for: /\/dist\/backend\/found-by\.js$/ },
  { of: /\/dist\/domain\/watch-hours\.js$/, for: /\/dist\/domain\/quiet-hours\.js$/ },
  { of: /\/dist\/domain\/(said|wall-time)\.js$/, for: /\/dist\/elements\/peer-checkin\/(host|keep)\.js$/ },
  { of: /\/dist\/internal\/(response-words|zone-here)\.js$/, for: /\/dist\/elements\/(peer-checkin\/(acts|own|who)|group-today\/greet)\.js$/ },
  { of: /\/dist\/domain\/paragraphs\.js$/, for: /\/dist\/elements\/group-today\/card\.js$/ },
  { of: /\/dist\/client\/(one-act|place)\.js$/, for: /\/dist\/(client\/tab-outbox|elements\/story-(list|share)\/[\w-]+)\.js$/ },
  { of: /\/dist\/client\/schemas\/checks\.js$/, for: /\/dist\/client\/schemas\/checkin\.js$/ },
];

/** All that looks through texts in one language is one file: hardly anybody writes in two, and it is smaller compressed as one. */
const glassesCopies = {
  name: 'glasses-copies',
  resolveId(source, importer) {
    if (!importer?.startsWith(glasses + sep) || !source.startsWith('.')) return null;
    const [, language] = /(?:[\\/]|\?)(english|german)(?:\.js)?$/.exec(importer) ?? [];
    return language ? `${join(dirname(importer), source)}?${language}` : null;
  },
};

const ownCopies = {
  name: 'own-copies',
  resolveId(source, importer) {
    if (!importer || !source.startsWith('.')) return null;
    const id = join(dirname(importer), source);
    const [file, by] = [id, importer].map((path) => path.split(sep).join('/'));
    // Each has the part of it that it needs.
    return copies.some((each) => each.of.test(file) && each.for.test(by)) ? `${id}?${basename(by)}` : null;
  },
};

/** Modules that a module loads at once, directly or not. */
function reach(id, getModuleInfo, found = new Set()) {
  if (found.has(id)) return found;
  found.add(id);
  for (const next of getModuleInfo(id)?.importedIds ?? []) reach(next, getModuleInfo, found);
  return found;
}

/**
 * `<tag>.js` itself only says which files to load: what it loads is named by its content. So a page may put `?version=2`
 * behind the address, as WordPress does, and what comes on demand still shares one copy of everything with the element.
 */
const entryFile = '\0entry:';
const entries = {
  name: 'entries',
  resolveId: (id) => (id.startsWith(entryFile) ? { id, moduleSideEffects: true } : null),
  load: (id) => (id.startsWith(entryFile) ? `import ${JSON.stringify(entryOf(id.slice(entryFile.length)))};` : null),
};

/** What is left of Lit when nobody needs the rest. */
function lessLit(elements) {
  const lit = leanLit((file) => readFileSync(join(root, 'node_modules', file), 'utf8'), litUses(elements === visitors ? staff : []));
  return {
    name: 'less-lit',
    load(id) {
      const path = id.split(sep).join('/');
      const file = litFiles.find((each) => path.endsWith(`/node_modules/${each.replace('/development/', '/')}`));
      return file ? { code: lit[file], map: null } : null;
    },
  };
}

const minify = { ecma: 2022, module: true, compress: { passes: 3, ecma: 2022 }, format: { comments: false } };
const minifier = terser(minify);

/** What the files of the glasses tell each other has one letter, too: a capital, where words of a pack have small ones. */
const glassesNames =
  'small ordinary endings firstNames numbering months monthFirst feasts generic hidden renamed doctor company near formats rules capitals plain starts unsure isFirst mayBe'.split(' ');
const glassesMangled = { properties: { regex: new RegExp(`^(?:${glassesNames.join('|')})$`) } };
const glassesCache = { props: Object.fromEntries(glassesNames.map((name, i) => [`$${name}`, String.fromCharCode(65 + i)])) };

/**
 * What a file gives to others has one letter there, and is called the same within it: `export{a}` is shorter than
 * `export{b as a}`. Files that are asked for by code keep the names that the code has.
 */
const minified = {
  name: 'minified',
  renderChunk(code, chunk, ...more) {
    const given = chunk.isEntry || chunk.isDynamicEntry ? null : /^export \{ (.*) \};$/m.exec(code)?.[1];
    const ofGlasses = chunk.moduleIds.some((id) => id.startsWith(glasses + sep));
    if (!given && !ofGlasses) return minifier.renderChunk.call(this, code, chunk, ...more);
    const names = given?.split(', ').map((each) => each.split(' as ')) ?? [];
    const props = Object.fromEntries(names.map(([own, name = own]) => [`$${own}`, name]));
    const nameCache = { vars: { props }, ...(ofGlasses && { props: glassesCache }) };
    return terser({ ...minify, ...(ofGlasses && { mangle: glassesMangled }), maxWorkers: 1, nameCache }).renderChunk.call(this, code, chunk, ...more);
  },
};

const provider = join(root, 'dist/elements/peer-support/peer-support.js');

/**
 * What the finder and others need is one file, the provider with the way to a backend another, and what one element needs of
 * its own a third: a page loads an element with few requests, all known from its first lines. Each further file
 * would cost about half a kilobyte, since files are compressed apart.
 */
const manualChunks = (elements) => {
  let perElement;
  return (id, { getModuleInfo }) => {
    // Adapters need these and their schemas do, which come after them: neither should hold them for the other.
    if (elements === visitors && /\/dist\/domain\/(member|space|story)\.js$/.test(id.split(sep).join('/'))) return 'domain-records';
    // An element needs these at once, and so do adapters, schemas or pieces of others, which must not bring that element along.
    if (/\/dist\/(domain\/(checkin(-words|-share)?|said)|client\/take-back)\.js$/.test(id.split(sep).join('/'))) return null;
    perElement ??= elements.map((tag) => ({ tag, first: reach(entryOf(tag), getModuleInfo) }));
    const users = perElement.filter(({ first }) => first.has(id));
    if (users.length > 1 && users.some(({ tag }) => tag === 'group-finder')) return 'core';
    // Whoever needs the provider has its file: what only those share goes with it.
    if (users.length > 1 && users.every(({ first }) => first.has(provider))) return 'peer-support';
    return users.length ? users.map(({ tag }) => tag).join('-') : null;
  };
};

/** `chunks/group-finder-details-<hash>.js`, `chunks/locales-de-<hash>.js`: told by folder and file what it is; `desk-` for the staff. */
const chunkFileNames = (elements) => ({ name, facadeModuleId, moduleIds }) => {
  const folder = elements === visitors ? 'chunks/' : 'chunks/desk-';
  const words = /[\\/]locales[\\/]generated[\\/](\w+)[\\/](.+)\.js$/.exec(facadeModuleId);
  if (words) return `${folder}${words[2]}-${words[1]}-[hash:7].js`;
  const module = elements.includes(name) ? null : (facadeModuleId ?? moduleIds.find((id) => id.endsWith(`${sep}${name}.js`)));
  const path = module && relative(join(root, 'dist'), module).split(sep).join('/');
  const [, from] = /node_modules\/(@?[^/]+)/.exec(path?.split(sep).join('/') ?? '') ?? [];
  if (from) return `${folder}${from}-[hash:7].js`;
  const told = path && !path.startsWith('..') ? path.replace(/^elements\//, '').replace(/\.js$/, '').replaceAll('/', '-') : name;
  return `${folder}${told}-[hash:7].js`;
};

/** Every file that `file` loads by static imports, and theirs. */
function staticImports(bundle, file, found = new Set()) {
  for (const next of bundle[file].imports) {
    if (found.has(next)) continue;
    found.add(next);
    staticImports(bundle, next, found);
  }
  return found;
}

/** Writes manifest.json: what each entry loads at once (to preload) and what it may load later, with sizes. */
const manifest = {
  name: 'manifest',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
    const files = {};
    // The desk is made after what visitors load, and stands in the same list.
    const forVisitors = chunks.some(({ fileName }) => fileName === 'all.js');
    const before = forVisitors ? {} : JSON.parse(readFileSync(join(root, 'dist/cdn/manifest.json'), 'utf8'));
    for (const { fileName, code, isEntry, isDynamicEntry, dynamicImports } of chunks.sort((a, b) => (a.fileName < b.fileName ? -1 : 1))) {
      const atOnce = [...staticImports(bundle, fileName)];
      const chained = atOnce.filter((file) => !bundle[fileName].imports.includes(file));
      // Other files come only together with one of these, which names them all. Nobody comes to the desk in a bad hour.
      if (forVisitors && chained.length && (isEntry || isDynamicEntry)) this.error(`${fileName} finds out about ${chained.join(', ')} only after another file has come.`);
      files[fileName] = {
        name: isEntry ? fileName.replace('.js', '') : /^chunks\/(.*)-\w{4}\.js$/.exec(fileName)[1],
        entry: isEntry,
        bytes: Buffer.byteLength(code),
        gzip: gzipSync(code, { level: 9 }).length,
        static: atOnce.sort(),
        lazy: [...new Set(dynamicImports)].filter((file) => bundle[file]).sort(),
      };
    }
    this.emitFile({ type: 'asset', fileName: 'manifest.json', source: `${JSON.stringify({ ...before, ...files }, null, 2)}\n` });
  },
};

/**
 * Rollup wants longer hashes the more files there are, and each stands in every file that names another. A file is told from
 * its own earlier versions only, for which four signs (one in 1.7 million) are plenty.
 */
const shortHashes = {
  name: 'short-hashes',
  generateBundle(_, bundle) {
    const names = new Map(Object.keys(bundle).flatMap((file) => {
      const [whole, name] = /^chunks\/(.+-\w{4})\w{3}\.js$/.exec(file) ?? [];
      return name ? [[whole.slice('chunks/'.length), `${name}.js`]] : [];
    }));
    const short = (text) => text.replace(/[\w.-]+-\w{7}\.js\b/g, (file) => names.get(file) ?? file);
    if (new Set(names.values()).size < names.size) this.error('Two files have the same short name.');
    for (const [file, each] of Object.entries(bundle)) {
      each.fileName = short(file);
      if (each.type === 'asset') each.source = short(String(each.source));
      else {
        each.code = short(each.code);
        each.imports = each.imports.map(short);
        each.dynamicImports = each.dynamicImports.map(short);
        if (each.map) each.map.file = short(each.map.file);
      }
      delete bundle[file];
      bundle[each.fileName] = each;
    }
  },
};

/** Entries hold nothing but imports: nobody looks for their lines. */
const entriesWithoutMaps = {
  name: 'entries-without-maps',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (!chunk.isEntry) continue;
      chunk.code = chunk.code.replace(/\/\/# sourceMappingURL=.*\n$/, '');
      delete bundle[`${chunk.fileName}.map`];
    }
  },
};

/** The licences of what the files contain, which ask to be passed on with it. */
const licences = {
  name: 'licences',
  generateBundle(_, bundle) {
    const ids = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
    const folders = new Set(ids.map((id) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.split(sep).join('/'))?.[1]).filter(Boolean));
    const texts = [...folders].sort().map((folder) => {
      const { name, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
      return `${name} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
    });
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: texts.join('\n----\n\n') });
  },
};

const bundle = (elements, input, more) => ({
  input,
  output: {
    dir: 'dist/cdn',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: chunkFileNames(elements),
    hashCharacters: 'base36',
    manualChunks: manualChunks(elements),
    onlyExplicitManualChunks: true,
    generatedCode: { preset: 'es2015' },
    sourcemap: true,
  },
  plugins: [
    entries,
    glassesCopies,
    ...(elements === visitors ? [ownCopies] : []),
    lessLit(elements),
    compiledMaps,
    oneHelper,
    nodeResolve({ browser: true, exportConditions: ['production'] }),
    shortNames,
    shortWords,
    templates,
    minified,
    shortHashes,
    entriesWithoutMaps,
    manifest,
    ...more,
  ],
  onwarn(warning) {
    // How a package is written inside is its own affair.
    const files = [warning.id, ...(warning.ids ?? [])].filter(Boolean);
    if (files.length && files.every((file) => file.includes('node_modules'))) return;
    // A warning is a mistake that would reach a page.
    throw new Error(warning.message);
  },
});

const entriesOf = (elements) => Object.fromEntries(elements.map((tag) => [tag, entryFile + tag]));

// What the desk brings of other people's work, the elements of visitors bring too: their licences stand there.
export default [bundle(visitors, { ...entriesOf(visitors), all: join(root, 'dist/define.js') }, [licences]), bundle(staff, entriesOf(staff), [])];
