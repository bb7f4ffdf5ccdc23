// What pages load, computed from dist/cdn/manifest.json; apart from files, so that it can be tested. Bytes are gzip.

/** Bytes that may differ between machines without a change of ours: names of chunks are part of what is compressed. */
const tolerance = 64;

/** The finder with everything for a plain list, and what it may load on top when a visitor asks for more. */
// The first is 24,000 bytes at most. What it reached below that must not be lost without a reason.
export const budgets = {
  'group-finder': { first: 24_000, later: 6_000, parts: /(^|-)(details|calendar|print|share)$/ },
  // With the help lines of every country: nothing of it may have to be fetched when somebody needs it.
  'support-now': { first: 14_900 },
  'quick-exit': { first: 9_300 },
  // With the provider, the adapter for a backend, and what reads its stories: 26,000 bytes at most. What it reached below that
  // must not be lost without a reason.
  'story-list': { first: 22_100, with: ['adapters-http', 'client-schemas-story'] },
  // The same, with what reads what people are told before they write: 30,000 bytes at most.
  'story-share': { first: 29_350, with: ['adapters-http', 'client-schemas-spaces'] },
  // With the provider and the adapter for a device on which nothing is kept yet: 24,000 bytes at most. What keeps things there
  // comes with the first one.
  'peer-checkin': { first: 20_500, with: ['adapters-browser'] },
};

/** What one thing costs on top of what its page has loaded: these files with all that loads at once with them. */
export const sums = {
  // They come when somebody starts to write, whole, so that they need no connection then. 8,000 bytes at most for what looks
  // through a text in English; what it reached below that must not be lost without a reason.
  'privacy glasses': { on: 'story-share', of: ['domain-identifying-english'], most: 7_700 },
  'privacy glasses with what shows them': { on: 'story-share', of: ['story-share-look', 'domain-identifying-english'], most: 10_820 },
};

const sum = (manifest, files) => [...files].reduce((total, file) => total + manifest[file].gzip, 0);

/** An entry with all that loads at once with it. */
export const firstLoad = (manifest, entry) => new Set([entry, ...manifest[entry].static]);

/** Files that are loaded by code, by their names. */
const named = (manifest, names) => Object.keys(manifest).filter((file) => names.includes(manifest[file].name));

/** The files of a sum, without those that the page has. */
function added(manifest, { on, of }) {
  const there = firstLoad(manifest, `${on}.js`);
  return new Set(named(manifest, of).flatMap((file) => [...firstLoad(manifest, file)]).filter((file) => !there.has(file)));
}

/** The bytes of each sum whose page was built. */
export const measureSums = (manifest) =>
  Object.fromEntries(Object.entries(sums).filter(([, { on }]) => manifest[`${on}.js`]).map(([name, each]) => [name, sum(manifest, added(manifest, each))]));

/**
 * Everything that files may load later, and what comes with it.
 * @param {(name: string) => boolean} wanted
 */
export function lazyFiles(manifest, files, wanted = () => true) {
  const found = new Set();
  const visit = (file) => {
    for (const next of manifest[file].lazy) {
      if (found.has(next) || !wanted(manifest[next].name)) continue;
      for (const each of firstLoad(manifest, next)) {
        found.add(each);
        visit(each);
      }
    }
  };
  for (const file of files) visit(file);
  for (const file of files) found.delete(file);
  return found;
}

/**
 * Each entry's first load, and each file that is loaded later, by name.
 * @returns {{ entries: Record<string, number>, later: Record<string, number> }}
 */
export function measure(manifest) {
  /** @type {Record<string, number>} */
  const entries = {};
  /** @type {Record<string, number>} */
  const later = {};
  for (const [file, { name, entry, gzip }] of Object.entries(manifest)) {
    if (entry) entries[name] = sum(manifest, firstLoad(manifest, file));
    else if (!Object.entries(manifest).some(([other, { entry }]) => entry && manifest[other].static.includes(file))) later[name] = gzip;
  }
  return { entries, later };
}

/** Differences beyond the tolerance, a sentence each. */
export function drift(before, now) {
  const problems = [];
  for (const kind of ['entries', 'later']) {
    for (const name of new Set([...Object.keys(before[kind]), ...Object.keys(now[kind])])) {
      const [was, is] = [before[kind][name], now[kind][name]];
      if (was === undefined) problems.push(`${name} is new (${is} bytes).`);
      else if (is === undefined) problems.push(`${name} is gone (it had ${was} bytes).`);
      else if (Math.abs(is - was) > tolerance) problems.push(`${name} ${is > was ? 'grew' : 'shrank'} by ${Math.abs(is - was)} bytes, from ${was} to ${is}.`);
    }
  }
  return problems;
}

/** What is above its budget, whatever the record says. */
export function budgetProblems(manifest) {
  const problems = [];
  for (const [name, { first, with: also = [], later, parts }] of Object.entries(budgets)) {
    if (!manifest[`${name}.js`]) continue;
    const atOnce = firstLoad(manifest, `${name}.js`);
    const needed = named(manifest, also);
    if (needed.length < also.length) problems.push(`${name} loads no ${also.join(' or no ')}.`);
    const bytes = sum(manifest, new Set([...atOnce, ...needed.flatMap((file) => [...firstLoad(manifest, file)])]));
    if (bytes > first) problems.push(`${name} loads ${bytes} bytes at first; its budget is ${first}.`);
    if (!parts) continue;
    const asked = lazyFiles(manifest, atOnce, (each) => parts.test(each));
    // A file by another name would be no bytes at all.
    if (!asked.size) problems.push(`${name} loads nothing on demand that is named like ${parts}.`);
    const onDemand = sum(manifest, asked);
    if (onDemand > later) problems.push(`${name} loads ${onDemand} bytes on demand; its budget is ${later}.`);
  }
  for (const [name, bytes] of Object.entries(measureSums(manifest))) {
    const { on, of, most } = sums[name];
    if (named(manifest, of).length < of.length) problems.push(`${on} loads no ${of.join(' or no ')}.`);
    if (bytes > most) problems.push(`The ${name} add ${bytes} bytes to ${on}; their budget is ${most}.`);
  }
  return problems;
}
