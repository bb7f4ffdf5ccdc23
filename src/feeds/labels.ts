import { fold } from '../domain/search.ts';
import { none, textOf, type Note, type Row } from './importer.ts';

/** What the labels of a row say. */
export interface Labels {
  topics: string[];
  audience: string[];
  /** BCP 47 tags. */
  languages: string[];
  access: string[];
  /** It is held online. */
  online: boolean;
  /** The place is closed for now. */
  closed: boolean;
}

type Kind = 'topics' | 'audience' | 'access' | 'online' | 'closed';

// A label says for whom, not what a group calls itself: "closed" sounds as if it were shut.
const openGroup = 'Open to everyone';
const closedGroup = 'For people affected';

/**
 * Types of the Meeting Guide format that mean the same in every fellowship, by code or English name. Other codes are
 * left out: AR is Arabic in one fellowship and Artist in the next.
 */
const types: [RegExp, Kind, string?][] = [
  [/^xb$|toilet|bathroom/i, 'access', 'Accessible toilet'],
  [/^x$|^wheelchair|^step.?free/i, 'access', 'Step-free'],
  [/^asl$|^sign lang/i, 'access', 'Sign language'],
  [/^w(omen)?$/i, 'audience', 'Women'],
  [/^m(en)?$/i, 'audience', 'Men'],
  [/^yp?$|^young/i, 'audience', 'Young people'],
  [/^sen(iors)?$/i, 'audience', 'Seniors'],
  [/^beg?$|^newcomer|^beginner/i, 'audience', 'Newcomers'],
  [/^lgbt/i, 'audience', 'LGBTQ+'],
  [/^c(losed)?$/i, 'audience', closedGroup],
  [/^o(pen)?$/i, 'audience', openGroup],
  [/^onl(ine.*)?$/i, 'online'],
  [/^tc$|temporarily closed/i, 'closed'],
];

const typeLanguages = /^(de|el|en|es|fa|fi|fr|he|hu|ja|lt|nl|sk|sv|th)$/i;
const oddLanguages: Record<string, string> = { s: 'es', ita: 'it', pol: 'pl', por: 'pt', pun: 'pa', rus: 'ru', kor: 'ko', bsl: 'bfi', 'british sign language': 'bfi', asl: 'ase', dgs: 'gsg' };

const languageCodes = 'am ar bfi bg bn cs cy da de el en es et fa fi fr ga gd gu he hi hr hu it ja ko ku lt lv nl no pa pl ps pt ro ru sk so sq sr sv sw ta th ti tl tr uk ur vi yue zh';
let languageNames: Map<string, string> | undefined;

/** The BCP 47 tag of a language, by tag or by its name in English, German or itself. */
export function languageOf(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (oddLanguages[lower] && lower.length > 1) return oddLanguages[lower];
  if (/^[a-z]{2,3}(-[\da-z]+)*$/.test(word) || /^[a-z]{2}(-[\da-z]+)*$/i.test(word)) {
    try {
      return Intl.getCanonicalLocales(word)[0];
    } catch {
      return;
    }
  }
  if (!languageNames) {
    languageNames = new Map();
    for (const code of languageCodes.split(' ')) {
      for (const locale of ['en', 'de', code]) {
        const name = new Intl.DisplayNames(locale, { type: 'language' }).of(code);
        languageNames.set(fold(name!), code);
      }
    }
  }
  return languageNames.get(fold(word));
}

/** Items of a list: an array, or a text with semicolons, bars or lines between them, else commas. */
export function itemsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean);
  const text = textOf(value);
  return text ? text.split(/[;|\n]/.test(text) ? /[;|\n]/ : ',').map((item) => item.trim()).filter(Boolean) : none;
}

const all = /^(any|every)(one|body)$|^alle?$/i;

/** Reads the columns of labels. Codes that mean nothing to a reader are left out. */
export function readLabels({ types: codes, topics, audience, languages, access }: Row, note: Note): Labels {
  const found = {
    topics: new Set(itemsOf(topics)),
    audience: new Set(itemsOf(audience).filter((item) => !all.test(item))),
    access: new Set(itemsOf(access)),
    languages: new Set<string>(),
    online: new Set(),
    closed: new Set(),
  };
  for (const type of itemsOf(codes)) {
    const lower = type.toLowerCase();
    const [, kind, label = ''] = types.find(([pattern]) => pattern.test(type)) ?? [];
    const language = oddLanguages[lower] ?? (typeLanguages.test(type) ? lower : type.length > 3 && languageOf(type));
    if (kind) found[kind].add(label);
    else if (language) found.languages.add(language);
    else if (!/^([A-Z]{1,4}|[\dA-Zx]*[-\d][-\dA-Zx]*)$/.test(type)) found.topics.add(type);
  }
  for (const item of itemsOf(languages)) {
    const tag = languageOf(item);
    if (tag) found.languages.add(tag);
    else note('unknown-language', 'languages', { language: item });
  }
  if (found.audience.has(closedGroup)) found.audience.delete(openGroup);
  const listOf = (items: Set<string>) => (items.size ? [...items] : none);
  return {
    topics: listOf(found.topics),
    audience: listOf(found.audience),
    languages: listOf(found.languages),
    access: listOf(found.access),
    online: found.online.size > 0,
    closed: found.closed.size > 0,
  };
}
