// How much of what is written in distress is noticed, on the published sentences; see docs/distress.md.
//   node bench/distress.mjs [--misses]
import { measure, misses, sentences } from '../test/domain/distress/score.ts';

const round = (figures) => Object.fromEntries(Object.entries(figures).map(([name, share]) => [name, share.toFixed(3)]));
const sets = ['corpus', 'held-out', 'fresh', 'last', 'unseen', 'everyday', 'afterwards', 'later', 'once'].map((name) => [name, sentences(name)]);
console.table(Object.fromEntries(sets.map(([name, list]) => [name, { sentences: list.length, ...round(measure(list)) }])));
if (process.argv.includes('--misses')) for (const line of misses(sets[0][1])) console.log(line);
