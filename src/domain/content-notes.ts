/*
 * What a reader may want to know before opening a story, and may want to leave out today. Notes are kept as these words, so
 * that each reader sees them in their own language; others are shown as they were written. They serve choice: studies do
 * not find that a note softens what is read (Bridgland, Jones and Bellet 2023), so nobody is warned twice.
 */

/** Known notes, under what they belong to: the groups are what a reader sees first, since a list of them all can frighten. */
export const noteGroups = {
  loss: ['death', 'death-by-suicide', 'death-of-a-child', 'loss-in-pregnancy'],
  'hurt-by-others': ['abuse', 'violence', 'sexual-violence', 'discrimination', 'war'],
  'hurting-oneself': ['thoughts-of-suicide', 'self-harm'],
  'food-and-body': ['eating', 'weight'],
  'drink-and-drugs': ['alcohol', 'drugs'],
  health: ['serious-illness', 'hospital', 'voices-and-visions'],
} as const;

export type NoteGroup = keyof typeof noteGroups;
export type ContentNote = (typeof noteGroups)[NoteGroup][number];

const known = new Set<string>(Object.values(noteGroups).flat());

/** Whether a note is one of the known ones. */
export const isContentNote = (note: string): note is ContentNote => known.has(note);

/** How notes and topics are compared: `Bereavement` and `bereavement ` are the same. */
const plain = (word: string) => word.normalize('NFKC').trim().toLowerCase();

/** Whether a story has none of the notes and topics that a reader leaves out today. */
export function fitsToday({ notes, topics }: { notes: readonly string[]; topics: readonly string[] }, leftOut: ReadonlySet<string>): boolean {
  if (!leftOut.size) return true;
  const out = new Set([...leftOut].map(plain));
  return ![...notes, ...topics].some((word) => out.has(plain(word)));
}
