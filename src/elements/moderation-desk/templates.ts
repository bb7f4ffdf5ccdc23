import { fill, msg } from '../../internal/localize.ts';

/*
 * Beginnings of what the staff writes. They speak of the words and the rule, never of the person; they are read in a bad hour.
 * They stand in the language of the writer, and everything in them can be changed.
 */

/** What can be asked of a writer. */
export const askTemplates = ['names', 'method', 'others', 'own'] as const;
export type AskTemplate = (typeof askTemplates)[number];

/** What each is about, for the staff. */
export const askNames = (): Record<AskTemplate, string> => ({
  names: msg('Somebody could be recognised'),
  method: msg('It describes how to hurt oneself'),
  others: msg('It tells the story of somebody else'),
  own: msg('In my own words'),
});

export const askWords = (): Record<AskTemplate, string> => ({
  names: msg('Thank you for telling us this. Somebody who knows you could recognise you or another person in it. Could you take out names, places and days? “My sister” or “a hospital near me” says it too. You can change it with your receipt, whenever you like.'),
  method: msg('Thank you for trusting us with this. A part of it says exactly how somebody can hurt themselves, and that can be dangerous for a reader in a bad hour. Could you leave that part out? Everything else can stay as it is.'),
  others: msg('Thank you for telling us this. A part of it is the story of somebody else, who cannot say whether it may be told. Could you tell more of your own side of it? You can change it with your receipt, whenever you like.'),
  own: '',
});

/** A rule stands within a sentence of ours with its own direction. */
const quoted = (rule: string) => ({ rule: `\u2068${rule}\u2069` });

export const notPublishedWords = (rule: string): string =>
  fill(msg('Thank you for trusting us with this. We do not publish it here because of one of our rules: “{rule}” That is about the words, not about you. You can change them with your receipt, or answer here if you see it differently.'), quoted(rule));

export const takenDownWords = (rule: string): string =>
  fill(msg('We have taken your story out of what others read, because of one of our rules: “{rule}” That is about the words, not about you. You can change them with your receipt, or answer here if you see it differently.'), quoted(rule));

/** Somebody without a receipt asked for it, and it may be somebody else's. */
export const askedAwayWords = (): string => msg('We have taken your story out of what others read, because we were asked to, and could not be sure. If you wanted it to stay, answer here: then somebody else looks at it again.');

/** Beginnings for whoever told something to their group: it is theirs, and stays theirs. */
export const checkinBeginnings = (takenDown: boolean): { name: string; words: string }[] =>
  takenDown
    ? [
        { name: msg('Somebody could be recognised'), words: msg('Thank you for telling your group how you are. Somebody could be recognised in it, so we have taken it out of what your group reads. You still have it yourself. You can tell your group again, without names, places and days, whenever you like.') },
        { name: msg('It describes how to hurt oneself'), words: msg('Thank you for telling your group how you are. A part of it says exactly how somebody can hurt themselves, and that can be dangerous for others in a bad hour, so we have taken it out of what your group reads. You still have it yourself. If you are in danger now, please call the emergency services or a help line. We would like you to be safe.') },
        { name: msg('It hurts or puts somebody down'), words: msg('We have taken this out of what your group reads, because a part of it can hurt somebody. That is about the words, not about you. You still have it yourself, and can tell your group again in other words.') },
      ]
    : [{ name: msg('Somebody may need help'), words: msg('Somebody of the team has read what you told your group. It is good that you told it, and you are not alone with it. If you are in danger now, please call the emergency services or a help line.') }];

/** In the place of what one of the team should not have written. */
export const sorryWords = (): string => msg('We have taken back what was written to you here. It should not have been written like that, and we are sorry. If you like, tell us here what you need.');

/** To whoever reported what is not there any more, whatever it was. */
export const goneWords = (): string => msg('Thank you for telling us. Somebody looked for it. It is not there any more.');

/** To whoever reported it, by what was done. `words`: it was no story. */
export const reporterWords = (acted: boolean, words = false): string =>
  words ? (acted ? msg('Thank you for telling us. Somebody looked at it with care, and something was done about it.') : msg('Thank you for telling us. Somebody looked at it with care. It stays as it is.')) : acted ? msg('Thank you for telling us. Somebody read the story again, and something was done about it.') : msg('Thank you for telling us. Somebody read the story again with care. It stays as it is.');
