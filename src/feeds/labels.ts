import { none, odd, textOf, type Note, type Row } from './importer.ts';

/** What the labels of a row say. */
export interface Labels {
  topics: string[];
  audience: string[];
  /** BCP 47 tags. */
  languages: string[];
  access: string[];
  /** `online`: it is held online. `closed`: the place is closed for now. */
  flags: string[];
  /** Audience and languages as one text. */
  who?: string;
}

// Labels say for whom, not what a group calls itself: "closed" sounds as if it were shut.
const openGroup = 'Open to everyone';
const closedGroup = 'For people affected';

/** What a type says, and under which kind. */
export type TypeLabel = readonly [kind: Exclude<keyof Labels, 'who'>, label: string];

/**
 * Types of the Meeting Guide format that mean the same in every fellowship. Codes that are not here are left out, as AR
 * is Arabic in one fellowship and Artist in the next; words are topics.
 */
export const types: Readonly<Record<string, TypeLabel>> = {
  O: ['audience', openGroup],
  C: ['audience', closedGroup],
  W: ['audience', 'Women'],
  M: ['audience', 'Men'],
  Y: ['audience', 'Young people'],
  BE: ['audience', 'Newcomers'],
  LGBTQ: ['audience', 'LGBTQ+'],
  X: ['access', 'Step-free'],
  XB: ['access', 'Accessible toilet'],
  ASL: ['access', 'Sign language'],
  S: ['languages', 'es'],
  ONL: ['flags', 'online'],
  TC: ['flags', 'closed'],
};

/** Items of a list: an array, or a text with semicolons, bars or lines between them, else commas. */
export function itemsOf(value: unknown): string[] {
  const text = textOf(value);
  const items = (Array.isArray(value) ? value : text.split(/[;|\n]/.test(text) ? /[;|\n]/ : ',')).map(textOf).filter(Boolean);
  return items[0] ? items : none;
}

/** Reads the columns of labels. */
export function readLabels(row: Row, note: Note): Labels {
  const labels: Labels = {
    topics: itemsOf(row.topics),
    audience: itemsOf(row.audience).filter((item) => !/^((any|every)(one|body)|all)$/i.test(item)),
    languages: itemsOf(row.languages).flatMap((item) => (/^[a-z]{2}$/i.test(item) ? item : odd().languageOf(item, note))),
    access: itemsOf(row.access),
    flags: none,
  };
  for (const type of itemsOf(row.types)) {
    const [kind, label] = types[type] ?? (/[a-z]/.test(type) ? odd().readType(type) : []);
    if (kind && label) labels[kind] = [...labels[kind], label];
  }
  if (labels.audience.includes(closedGroup)) labels.audience = labels.audience.filter((label) => label !== openGroup);
  labels.who = `${labels.audience}|${labels.languages}`;
  return labels;
}
