// Precision and recall of the privacy glasses, by kind, on the published sentences.
//   node bench/identifying.mjs [--misses]
import { measure, misses, sentences } from '../test/domain/identifying/score.ts';

const show = (name, list) => {
  const rows = measure(list);
  console.log(`\n${name}: ${list.length} sentences, ${list.filter(({ spans }) => !spans.length).length} of them harmless`);
  console.table(Object.fromEntries(rows.map(({ kind, precision, recall, ...counts }) => [kind, { ...counts, precision: precision.toFixed(3), recall: recall.toFixed(3) }])));
};

const own = sentences('corpus');
show('Corpus', own);
if (process.argv.includes('--misses')) for (const line of misses(own)) console.log(line);
show('Held-out set', sentences('held-out'));
