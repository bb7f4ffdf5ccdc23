// Precision and recall of the privacy glasses by kind, on the published sentences; see docs/identifying.md.
//   node bench/identifying.mjs [--misses]
import { measure, misses, sentences } from '../test/domain/identifying/score.ts';

const sets = { corpus: 'made along with the rules', 'held-out': 'written before the rules', stories: 'whole stories', fresh: 'written after the rules', everyday: 'as people write, before the rules were changed', afterwards: 'as people write, after that; no rule was changed since' };

for (const [name, what] of Object.entries(sets)) {
  const list = sentences(name);
  console.log(`\n${name} (${what}): ${list.length} texts, ${list.filter(({ spans }) => !spans.length).length} of them harmless`);
  console.table(Object.fromEntries(measure(list).map(({ kind, precision, recall, ...counts }) => [kind, { ...counts, precision: precision.toFixed(3), recall: recall.toFixed(3) }])));
  if (process.argv.includes('--misses') && name !== 'held-out') for (const line of misses(list)) console.log(line);
}
