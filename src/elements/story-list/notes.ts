import { type ContentNote, isContentNote, type NoteGroup } from '../../domain/content-notes.ts';
import { msg } from '../../internal/localize.ts';

/** Names of what notes belong to, said gently. */
export const noteGroupWords = (): Record<NoteGroup, string> => ({
  loss: msg('Losing somebody'),
  'hurt-by-others': msg('Being hurt by others'),
  'hurting-oneself': msg('Hurting oneself'),
  'food-and-body': msg('Food and the body'),
  'drink-and-drugs': msg('Drink and drugs'),
  health: msg('Illness and hospital'),
});

const noteWords = (): Record<ContentNote, string> => ({
  death: msg('Somebody dies'),
  'death-by-suicide': msg('Somebody dies by suicide'),
  'death-of-a-child': msg('A child dies'),
  'loss-in-pregnancy': msg('Loss in pregnancy'),
  abuse: msg('Abuse'),
  violence: msg('Violence'),
  'sexual-violence': msg('Sexual violence'),
  discrimination: msg('Hatred and discrimination'),
  war: msg('War and flight'),
  'thoughts-of-suicide': msg('Thoughts of suicide'),
  'self-harm': msg('Self-harm'),
  eating: msg('Trouble with eating'),
  weight: msg('Weight and the body'),
  alcohol: msg('Alcohol'),
  drugs: msg('Drugs'),
  'serious-illness': msg('Serious illness'),
  hospital: msg('Hospital'),
  'voices-and-visions': msg('Voices and visions'),
});

/** A note in the reader's language; one that is not known, as it was written. */
export const noteName = (note: string): string => (isContentNote(note) ? noteWords()[note] : note);
