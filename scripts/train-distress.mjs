// Learns, from the published sentences, which words stand where somebody is in distress: writes src/domain/distress/words-*.ts.
//   node scripts/train-distress.mjs
// Logistic regression over beginnings of words, with small weights forced to zero. Run it after sentences were added; never
// with a set that shall still be measured.
import { writeFileSync } from 'node:fs';
import { stems } from '../src/domain/distress/plain.ts';
import { sentences } from '../test/domain/distress/score.ts';
import { sentences as harmless } from '../test/domain/identifying/score.ts';

const sets = ['corpus', 'held-out', 'fresh', 'last', 'unseen', 'everyday', 'afterwards', 'later'].filter((name) => !process.env.WITHOUT?.split(',').includes(name));
const others = ['corpus', 'held-out', 'fresh', 'everyday', 'afterwards'];
const [rounds, least] = [150, 0.003];

/** @returns {[stems: string[], urgent: number][]} */
function samples(language) {
  // Harmless look-alikes are few, and have to weigh as much as what they look like.
  const own = [...sets.flatMap((name) => sentences(name)), ...Array.from({ length: 2 }, () => sentences('corpus').filter(({ urgent }) => !urgent)).flat()].filter(({ locale }) => locale.startsWith(language));
  const ordinary = others.flatMap((name) => harmless(name)).filter(({ locale }) => locale.startsWith(language));
  // Whole stories, too: nearly all of what people write is ordinary.
  const told = harmless('stories').filter(({ locale }) => locale.startsWith(language)).flatMap(({ text }) => text.split(/(?<=[.!?]) /));
  return [...own.map(({ text, urgent }) => [stems(text), Number(urgent)]), ...[...ordinary.map(({ text }) => text), ...told].map((text) => [stems(text), 0])];
}

function train(data) {
  const often = new Map();
  for (const [words] of data) for (const word of words) often.set(word, (often.get(word) ?? 0) + 1);
  const weights = new Map();
  let bias = 0;
  for (let round = 0; round < rounds; round++) {
    const rate = 0.3 / (1 + round * 0.05);
    for (const [words, urgent] of data) {
      const sum = words.reduce((all, word) => all + (weights.get(word) ?? 0), bias);
      const off = (urgent - 1 / (1 + Math.exp(-sum))) * (urgent ? 1.5 : 1) * rate;
      bias += off * 0.2;
      for (const word of words) {
        if (often.get(word) < 2) continue;
        const next = (weights.get(word) ?? 0) + off * 0.3;
        weights.set(word, Math.sign(next) * Math.max(0, Math.abs(next) - least * rate));
      }
    }
  }
  return { weights, bias };
}

for (const language of ['en', 'de']) {
  const { weights, bias } = train(samples(language));
  const groups = new Map();
  for (const [word, weight] of weights) {
    const whole = Math.round(weight * 2);
    if (whole) groups.set(whole, [...(groups.get(whole) ?? []), word]);
  }
  const lines = [...groups].sort(([a], [b]) => b - a).map(([weight, words]) => `  [${weight}, '${words.sort().join(' ')}'],\n`);
  writeFileSync(new URL(`../src/domain/distress/words-${language}.ts`, import.meta.url), `// Made by scripts/train-distress.mjs; not to be changed by hand.
import type { WeighedWords } from './types.ts';

export const words: WeighedWords = { start: ${Math.round(bias * 2)}, weights: [\n${lines.join('')}] };
`);
}
