import type { SendingPatch } from './story.ts';

const unspaced = '[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u9fff]';
const parts = new RegExp(`${unspaced}|(?:(?!${unspaced})[\\p{L}\\p{N}\\p{M}])+|\\p{S}`, 'gu');

type Change = { [K in keyof SendingPatch]?: SendingPatch[K] | null | undefined };

/** Whether a change of a sending brings nothing new: words are left out, consents and answers taken back, and that is all. */
export function takesBack(before: SendingPatch, { text, helped, line, topics, notes, language, answers, advice, consents }: Change): boolean {
  return (
    leavesOut(before.text, text) &&
    leavesOut(before.helped, helped) &&
    leavesOut(before.line, line) &&
    within(before.topics, topics) &&
    within(before.notes, notes) &&
    (!language || language === before.language) &&
    (!answers || before.answers) &&
    (!advice || before.advice === true) &&
    (consents ?? []).every(({ purpose, version }) => before.consents.some((known) => known.purpose === purpose && known.version === version))
  );
}

const within = (before: readonly string[], after: readonly string[] | null | undefined) => (after ?? []).every((each) => before.includes(each));

/** Whether what is left of a text are words of it, in their order. */
function leavesOut(before = '', after: string | null | undefined): boolean {
  if (!after || after === before) return true;
  const known = wordsAndSigns(before);
  let at = 0;
  for (const word of wordsAndSigns(after)) {
    at = known.indexOf(word, at) + 1;
    if (!at) return false;
  }
  return true;
}

/** A sign of a script without spaces is a word here, and so is a picture. */
const wordsAndSigns = (text: string): string[] => text.toLowerCase().match(parts) ?? [];
