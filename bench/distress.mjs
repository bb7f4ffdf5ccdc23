// How much of what is written in distress is noticed, on the published sentences.
//   node bench/distress.mjs [--misses]
import { measure, misses, sentences } from '../test/domain/distress/score.ts';

const own = sentences('corpus');
const rows = { Corpus: own, 'Held-out set': sentences('held-out') };
console.table(Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, { sentences: list.length, ...measure(list) }])));
if (process.argv.includes('--misses')) for (const line of misses(own)) console.log(line);
