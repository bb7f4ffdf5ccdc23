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

/** To whoever reported it, by what was done. */
export const reporterWords = (acted: boolean): string =>
  acted ? msg('Thank you for telling us. Somebody read the story again, and something was done about it.') : msg('Thank you for telling us. Somebody read the story again with care. It stays as it is.');
