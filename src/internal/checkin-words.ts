import type { Energy, Feeling, Help, Need, Vocabulary } from '../domain/checkin-words.ts';
import type { Checkin, CheckinAudience } from '../domain/checkin.ts';
import { inAlphabet, labelIn } from '../domain/word-names.ts';
import { msg } from './localize.ts';

const feelingWords = (): Record<Feeling, string> => ({
  afraid: msg('Afraid'),
  angry: msg('Angry'),
  ashamed: msg('Ashamed'),
  'at-ease': msg('At ease'),
  content: msg('Content'),
  curious: msg('Curious'),
  'cut-off': msg('Cut off from others'),
  disappointed: msg('Disappointed'),
  empty: msg('Empty'),
  grateful: msg('Grateful'),
  guilty: msg('Guilty'),
  hopeful: msg('Hopeful'),
  hurt: msg('Hurt'),
  joyful: msg('Joyful'),
  longing: msg('Longing for something'),
  numb: msg('Numb'),
  overwhelmed: msg('Overwhelmed'),
  proud: msg('Proud'),
  relieved: msg('Relieved'),
  restless: msg('Restless'),
  sad: msg('Sad'),
  tender: msg('Tender'),
  tired: msg('Tired'),
  torn: msg('Torn between things'),
});

const energyWords = (): Record<Energy, string> => ({
  lively: msg('Lively'),
  steady: msg('Steady'),
  'up-and-down': msg('Up and down'),
  wired: msg('Wound up'),
  'worn-out': msg('Worn out'),
});

const needWords = (): Record<Need, string> => ({
  'being-heard': msg('To be heard'),
  closeness: msg('Closeness'),
  company: msg('Company'),
  distraction: msg('Something else to think of'),
  food: msg('Something to eat'),
  'fresh-air': msg('Fresh air'),
  'practical-help': msg('A hand with something'),
  quiet: msg('Quiet'),
  rest: msg('Rest'),
  safety: msg('To feel safe'),
  sleep: msg('Sleep'),
  time: msg('Time'),
});

/** What would help, as the writer says it. */
export const helpWords = (): Record<Help, string> => ({
  listen: msg('Just listen'),
  'been-there': msg('Somebody who’s been there'),
  ideas: msg('Ideas are welcome'),
  nothing: msg('Nothing just now'),
});

export const audienceWords = (): Record<CheckinAudience, string> => ({
  me: msg('Only for me'),
  people: msg('For people I chose'),
  group: msg('For my group'),
});

/** A word of a check-in with the name it is shown by. */
export interface NamedWord {
  code: string;
  name: string;
}

/** The words to choose from, in the alphabet of the language; a host's in place of ours. */
export interface CheckinNames {
  feelings: NamedWord[];
  energies: NamedWord[];
  needs: NamedWord[];
}

type Kind = keyof CheckinNames;

/** Names of all words. To be asked while an element renders, in its language. */
export function checkinNames(vocabulary: Vocabulary | undefined, locale: string): CheckinNames {
  const ours: Record<Kind, Record<string, string>> = { feelings: feelingWords(), energies: energyWords(), needs: needWords() };
  const of = (kind: Kind) =>
    inAlphabet(
      vocabulary?.[kind]?.map((word) => ({ code: word.code, name: labelIn(word, locale) })) ?? Object.entries(ours[kind]).map(([code, name]) => ({ code, name })),
      locale,
    );
  return { feelings: of('feelings'), energies: of('energies'), needs: of('needs') };
}

/** What somebody chose, in words. A code that is not known any more is shown as it was kept, never left out. */
export function chosenWords({ feelings, energy, need }: Pick<Checkin, 'feelings' | 'energy' | 'need'>, vocabulary: Vocabulary | undefined, locale: string) {
  const names = checkinNames(vocabulary, locale);
  const ours: Record<string, string>[] = [feelingWords(), energyWords(), needWords()];
  const name = (kind: Kind, code: string, at: number) => names[kind].find((word) => word.code === code)?.name ?? (Object.hasOwn(ours[at]!, code) ? ours[at]![code]! : code.replaceAll('-', ' '));
  return {
    feelings: inAlphabet(feelings.map((code) => ({ name: name('feelings', code, 0) })), locale).map((word) => word.name),
    energy: energy && name('energies', energy, 1),
    need: need && name('needs', need, 2),
  };
}

/** What was chosen, each under what its writer was asked; what was left out is left out. */
export function chosenFacts(said: Pick<Checkin, 'feelings' | 'energy' | 'need' | 'help'>, vocabulary: Vocabulary | undefined, locale: string): [term: string, words: string][] {
  const { feelings, energy, need } = chosenWords(said, vocabulary, locale);
  const all: [string, string | undefined][] = [
    [msg('Feelings'), new Intl.ListFormat(locale, { type: 'unit' }).format(feelings)],
    [msg('Energy'), energy],
    [msg('What would do me good'), need],
    [msg('What would help'), said.help && helpWords()[said.help]],
  ];
  return all.filter((fact): fact is [string, string] => !!fact[1]);
}
