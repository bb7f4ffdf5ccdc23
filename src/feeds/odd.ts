/**
 * What people write beside the plain forms: other words and languages for days, dates in words, text in columns of links,
 * names of columns. Fetched when a list needs it; with it everything is read the same, only more of it.
 */
import { PeerError } from '../client/errors.ts';
import { checkSchedule } from '../domain/check-schedule.ts';
import type { Group } from '../domain/group.ts';
import { fold } from '../domain/search.ts';
import { cellsOf } from './csv.ts';
import { isRow, joined, linesOf, textOf, type Note, type Row } from './importer.ts';
import { types, type TypeLabel } from './labels.ts';
import { mail } from './rows.ts';
import { dayNames, type Times } from './plain-when.ts';
import { datesIn, readWhen, type When } from './when.ts';

export { recognise } from './recognise.ts';

/** What stands in a column of links: an address, an e-mail address, words; people write all of them there. */
export interface LinkText {
  /** http or https. */
  url?: string | undefined;
  email?: string;
  /** What is left: words such as "Register here". */
  words?: string;
  /** Code of a problem. */
  problem?: string;
}

/** A web address that is whole as it stands. */
export const web = /^https?:\/\/[^\s/?#@:\\<>"]+(:\d+)?([/?#][^\s<>"]*)?$/i;
const domain = /^([\w-]+\.)+[a-z]{2,}([/?#][^\s<>"]*)?$/i;
/** A cell that says there is nothing. */
const nothing = /^(no|none|n\/?a|[-–—]+|nein|keine?)$/i;

/** Reads a cell that should hold a link. Only http and https are kept. `origin` is what relative ones are relative to. */
export function readLink(text: string, origin = ''): LinkText {
  if (web.test(text)) return { url: text };
  if (nothing.test(text)) return {};
  if (/^(javascript|data|vbscript|file|blob):/i.test(text.replace(/[\0-\s]/g, ''))) return { problem: 'unsafe-link' };
  if (domain.test(text)) return { url: `https://${text}` };
  const [first = '', ...others] = text.slice(Math.max(0, text.search(/https?:/i))).split(/\s+/);
  // "https://meet.example.org/ 123 456": pieces that cannot be words belong to the address.
  if (others[0] && others.every((piece) => /^\d+$|[/?=&%]/.test(piece) && !/^https?:/i.test(piece)) && web.test(first + others.join(''))) {
    return { url: first + others.join(''), problem: 'link-spaces' };
  }
  const url = first.replace(/[.,;)\]]+$/, '');
  if (web.test(url)) return { url, words: text.replace(url, '').replace(/\s+/g, ' ').replace(/[\s:.]+$/, '').trim() };
  const email = text.split(/[\s<>(),;]+|mailto:/i).find((piece) => mail.test(piece));
  if (email) return { email, words: text.replace(/mailto:/i, '').replace(email, '').replace(/\s+/g, ' ').trim() };
  if (/^\.{0,2}\//.test(text) && web.test(origin)) return { url: new URL(text, origin).href };
  return { words: text, problem: 'no-link' };
}

/** The one number in a cell, as it is written: `+ , * #` are dialled as well. Empty: the cell says there is none. Undefined: there is no number, or several. */
export function readPhone(text: string): string | undefined {
  if (nothing.test(text)) return '';
  if (/^[-\d+,*#()./;\s]*\d[-\d+,*#()./;\s]*$/.test(text)) return text;
  const numbers = text.match(/[+(\d][-\d()./\s]+\d[,*#\d]*/g);
  return numbers?.length === 1 ? numbers[0] : undefined;
}

/** What a later row of a group says differently about the whole group: it is kept with its own sessions. */
export function keepDifferences(known: Group, group: Group): void {
  for (const key of ['topics', 'access'] as const) {
    if (group[key] !== known[key]) known[key] = [...new Set([...known[key], ...group[key]])];
  }
  const differing = (['about', 'cost', 'joining'] as const).map((key) => (known[key] !== group[key] && known[key] ? group[key] : ''));
  for (const session of group.sessions) {
    const notes = joined([...differing, session.notes], '\n');
    if (notes) session.notes = notes;
  }
}

/** A row with its rare columns brought to the usual ones. */
export function plainRow(row: Row, origin?: string): Row {
  const plain: Record<string, unknown> = { ...row };
  const both = (field: string, other: string) => (plain[field] = joined([linesOf(row[field]), linesOf(row[other])], '\n'));
  both('about', 'group_notes');
  // What belongs to a number is said with what else there is to know about joining.
  both('conference_url_notes', 'conference_phone_notes');
  if (row.sub_region && !Array.isArray(row.regions)) plain.regions = [...textOf(row.region).split('>'), row.sub_region, row.sub_sub_region];
  if (row.coordinates) {
    const [south, west, north = south, east = west, ...more] = textOf(row.coordinates).split(',').map((number) => (number.trim() ? +number : NaN)) as number[];
    // Four numbers are a box, and the place is somewhere in it.
    if (north !== south) plain.approximate = true;
    Object.assign(plain, more.length ? { latitude: 'many' } : { latitude: (south! + north!) / 2, longitude: (west! + east!) / 2 });
  }
  if (row.contact) {
    const { url, email, words = '' } = readLink(textOf(row.contact), origin);
    plain.email ??= email;
    plain.contact = url;
    plain.phone ??= readPhone(words);
  }
  return plain;
}

/** Minutes of a length such as "90", "1.5 hours" or "01:30:00"; 60 when there is none. */
function lengthOf(text: string): number {
  const [, number = '', minutes, hours] = /^(\d+(?:[.,]\d+)?)(?::(\d\d))?[:\d\s]*(h|st)?/i.exec(text) ?? [];
  const value = +number.replace(',', '.');
  return Math.round(minutes ? value * 60 + +minutes : hours ? value * 60 : value) || 60;
}

/** What the columns of a row say about when it happens. Texts of numbers stand for days already; `words` is all of them. */
export interface Columns {
  words: string;
  time: string;
  end: string;
}

/** When a row happens, and the column to mend. With schedules, a problem is only a warning. */
export function readTimes(row: Row, { words, time, end }: Columns, country?: string): When & { field?: string | undefined } {
  const since = textOf(row.start);
  const text = row.rule ? `${since} ${time}` : since ? `${words} since ${since}` : words;
  const length = lengthOf(textOf(row.minutes));
  const read = (text: string) => readWhen(toEnglish(text), length, country);
  let when = read(end ? text.replace(time, () => `${time}–${end}`) : text);
  if (when.problem && end && !read(text).problem) when = { ...read(text), problem: 'unclear-end' };
  when = withExceptions(when, row, country);
  return when.problem ? { ...when, field: columnOf(when.problem, row) } : when;
}

/** The schedules with what columns beside "when" say: a rule, dates on which it does not happen or happens as well, the last date. */
function withExceptions(when: When, row: Row, country?: string): When {
  const [except, extra, until] = [row.except, row.extra, row.until].map((dates) => datesIn(toEnglish(textOf(dates)), country));
  const schedules = when.schedules.map((schedule) => {
    const changed: Times = { ...schedule };
    if (row.rule) changed.rule = textOf(row.rule);
    if (until![0] && changed.rule) changed.rule += `;UNTIL=${until![0].replaceAll('-', '')}`;
    if (except![0]) changed.except = except!;
    if (extra![0]) changed.extra = [...(changed.extra ?? []), ...extra!];
    return changed;
  });
  const fault = schedules[0] && checkSchedule({ ...schedules[0], timeZone: 'UTC' });
  return fault ? { schedules: [], problem: fault.code } : { ...when, schedules };
}

/** The column that a problem with times is about. */
function columnOf(problem: string, row: Row): string | undefined {
  const time = /time/.test(problem) ? ['time', 'when'] : [];
  const columns = problem === 'unclear-end' ? ['end_time'] : [...time, 'rule', 'when', 'frequency', 'day', 'dates', 'start', 'time'];
  return columns.find((column) => textOf(row[column]));
}

/** A date as YYYY-MM-DD, if there is one and it is clear. */
export function readDay(text: string, country?: string): string | undefined {
  const [date = 'none'] = datesIn(toEnglish(text), country);
  return date < 'a' ? date : undefined;
}

const months = ['jan', 'feb', 'mar', 'apr', 'ma[iy]', 'jun', 'jul', 'aug', 'sep', 'o[ck]t', 'nov', 'de[cz]'];
const month = `(${months.join('|')})[a-z]*\\.?`;
const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+${month},?\\s+(\\d{4})\\b`, 'g');
const monthFirst = new RegExp(`\\b${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'g');
const isoDate = (year: string, name: string, day: string) =>
  ` ${year}-${`${months.findIndex((month) => name.match(month)) + 1}`.padStart(2, '0')}-${day.padStart(2, '0')} `;

/** "Every second" is a fortnight unless a month is spoken of: "every second Tuesday of the month". */
const fortnights =
  /\bbi-?weekly\b|\bfortnight\w*|\balternat\w+|\b14-?tag\w*|\bzweiwoch\w*|\b(every|each|alle|jede[nrs]?) (other|second|zweite[nrs]?|two|2|zwei)\b(?! and| und| or| ?&|.*mon(th|at))( weeks?| wochen?)?/g;

/** Words, and the plain English ones that mean the same to `readWhen`. */
const english: [RegExp, string][] = [
  [/^(daily|taglich)$/, 'every sunday to saturday'],
  [/^weekends?$/, 'saturdays and sundays'],
  [/^(weekly|wochentlich|alle|jede[nrs]?)$/, 'every'],
  [/^(monthly|months|monat.*)$/, 'month'],
  [/^erste[nrs]?$/, 'first'],
  [/^zweite[nrs]?$/, 'second'],
  [/^dritte[nrs]?$/, 'third'],
  [/^vierte[nrs]?$/, 'fourth'],
  [/^letzte[nrs]?$/, 'last'],
  [/^(start(s|ing)?|begin(s|ning)?|ab|seit)$/, 'since'],
  [/^(bis|till?|through|thru)$/, 'to'],
  [/^(und|um|am|im|von|de[rs]|(even|morn)ings?|afternoons?|nights?|abends?|meets?|uhr)$/, ''],
  [/^(noon|midday|mittags?)$/, '12:00'],
  [/^midnight$/, '24:00'],
];

let otherDays: Map<string, string> | undefined;

/** The English name of a day, from its name in another language or what people shorten it to. */
function dayOf(word: string): string | undefined {
  if (!otherDays) {
    otherDays = new Map();
    for (const locale of ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv']) {
      const { format } = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
      for (const [day, plain] of dayNames.entries()) {
        // 1970-01-04 was a Sunday. In German two letters stand for a day, never three: "die" and "mit" are words.
        const name = fold(format((day + 3) * 864e5));
        for (let end = locale === 'de' ? 2 : 3; end <= name.length; end += end === 2 ? 2 : 1) {
          const short = name.slice(0, end);
          if (!otherDays.has(short)) otherDays.set(short, plain);
        }
      }
    }
  }
  return otherDays.get(word);
}

/** A text with its words for days and times in plain English. Words that are not known stay as they are. */
export function toEnglish(text: string): string {
  return fold(text)
    .replace(/([ap])\.\s?m\b\.?/g, '$1m')
    .replace(/(\d)\s+(?=[ap]m\b)/g, '$1')
    .replace(/(\d)h(?=\d\d)/g, '$1:')
    .replace(/[—‒]/g, '–')
    .replace(/\b(every|each) day\b/g, 'daily')
    .replace(dayFirst, (_, day: string, name: string, year: string) => isoDate(year, name, day))
    .replace(monthFirst, (_, name: string, day: string, year: string) => isoDate(year, name, day))
    .replace(fortnights, 'fortnightly')
    .replace(/(?<![\p{L}\d])\p{L}[\p{L}\d]*/gu, (word) => {
      const one = dayOf(word);
      const many = one ? undefined : dayOf(word.replace(/s$/, ''));
      return one ?? (many ? `${many}s` : (english.find(([pattern]) => pattern.test(word))?.[1] ?? word));
    });
}

/** Words of columns with a few possible values, by field; the first that fits counts. */
const choices: Record<string, [value: string, words: RegExp][]> = {
  attendance_option: [
    ['hybrid', /hybrid|both|beide|(person|ort|prasenz)[^]*online|online[^]*(person|ort|prasenz)/],
    ['online', /online|virtual|zoom|remote|video|phone|telefon/],
    ['in-person', /person|face|f2f|prasenz|vor ort/],
  ],
  status: [
    ['paused', /paus|hold|closed|cancel|suspend|inactive|geschlossen/],
    ['full', /full|wait|voll|ausgebucht|warte/],
    ['ended', /end|finish|stopped/],
  ],
  led: [
    ['both', /both|beide|(peer|volunt|member|betroffen)[^]*(prof|staff|fach)|(prof|staff|fach)[^]*(peer|volunt|member|betroffen)/],
    ['peer', /peer|volunt|member|betroffen|selbsthilfe/],
    ['professional', /prof|staff|clinic|therap|nurse|fach/],
  ],
};

/** The value that a text names. */
export const choose = (field: string, text: string): string | undefined => choices[field]!.find(([, words]) => words.test(fold(text)))?.[0];

/** Types by their names, as sheets have them. Codes that mean nothing to a reader are left out. */
const typeNames: [RegExp, string][] = [
  [/toilet|bathroom/, 'XB'],
  [/^wheelchair|^step.?free/, 'X'],
  [/^sign lang/, 'ASL'],
  [/^women$/, 'W'],
  [/^men$/, 'M'],
  [/^young/, 'Y'],
  [/^(newcomer|beginner)/, 'BE'],
  [/^lgbt/, 'LGBTQ'],
  [/^open$/, 'O'],
  [/^closed$/, 'C'],
  [/^online/, 'ONL'],
  [/temporarily closed/, 'TC'],
];

/** What a type in words says: one of the known ones, a language, or a topic. */
export function readType(type: string): TypeLabel | [] {
  const code = typeNames.find(([name]) => name.test(type.toLowerCase()))?.[1];
  if (code) return types[code]!;
  const tag = type.length > 3 && tagOf(type);
  return tag ? ['languages', tag] : /^[\dA-Zx-]*$/.test(type) ? [] : ['topics', type];
}

const languageCodes =
  'am ar bg bn cs cy da de el en es et fa fi fr ga gd gu he hi hr hu it ja ko ku lt lv nl no pa pl ps pt ro ru sk so sq sr sv sw ta th ti tl tr uk ur vi yue zh';
let languageNames: Map<string, string> | undefined;

/** The BCP 47 tag of a language, by tag or by its name in English, German or itself. */
export function tagOf(word: string): string | undefined {
  if (!languageNames) {
    languageNames = new Map(Object.entries({ bsl: 'bfi', 'british sign language': 'bfi', asl: 'ase', dgs: 'gsg', bfi: 'bfi', ase: 'ase', gsg: 'gsg' }));
    for (const code of languageCodes.split(' ')) {
      languageNames.set(code, code);
      for (const locale of ['en', 'de', code]) languageNames.set(fold(new Intl.DisplayNames(locale, { type: 'language' }).of(code)!), code);
    }
  }
  return languageNames.get(fold(word)) ?? (/^[a-z]{2,3}(-[\da-z]+)+$/i.test(word) ? word : undefined);
}

/** The tag of a language as a list; empty for one that is not known. */
export function languageOf(language: string, note: Note): string[] {
  const tag = tagOf(language);
  if (!tag) note('unknown-language', 'languages', { language });
  return tag ? [tag] : [];
}

/** Names that people give to columns, and the field each stands for; the first that fits counts. Empty: never shown. */
const columns: [field: string, name: RegExp][] = [
  ['', /^(feedback|edit|entity|venmo|square|paypal|contact \d)|contact (name|person)|facilitator|leader|ansprech|private|intern/],
  ['slug', /^(id|slug|ref)$/],
  ['group_id', /^group id$/],
  ['group', /^group$/],
  ['timezone', /time ?zone|zeitzone/],
  ['updated', /updated|changed|aktualisiert/],
  ['checked', /check|verified|gepruft/],
  ['conference_phone_notes', /phone notes/],
  ['conference_url_notes', /(url|link|online) notes/],
  ['location_notes', /(location|venue|place) notes|direction|find|parking|anfahrt/],
  ['about', /^(group notes|about)|descri|details|beschr/],
  ['joining', /how to (join|book)|booking|register|referral|before|anmeld|^joining/],
  ['conference_url', /conference url|zoom|(join|meet|video|online).*(link|url)|^(join|link)$/],
  ['conference_phone', /conference phone|dial|einwahl/],
  ['email', /mail/],
  ['phone', /phone|^tel\b|telefon|mobile/],
  ['website', /web|site|home ?page/],
  ['url', /^url$/],
  ['minutes', /duration|length|dauer|minutes/],
  ['frequency', /often|frequen|repeat|recur|haufig|turnus/],
  ['until', /(end|last|until) date/],
  ['end_time', /^(end|finish|until|to$|bis)/],
  ['start', /^(starts|since|start(ing)? date|first date|ab|seit)$/],
  ['except', /except|not on|ausser/],
  ['extra', /also on|extra/],
  ['rule', /^r?rule$/],
  ['dates', /date|^next|datum/],
  ['time', /time|^(start|from|begin|von)|zeit/],
  ['attendance_option', /we meet|attendance|format|online|in.person|^way$/],
  ['led', /\bled\b|leitung/],
  ['audience', /who|audience|zielgruppe|fur wen/],
  ['types', /^types$/],
  ['topics', /topic|theme|thema|categor|type|condition|subject/],
  ['languages', /language|sprache/],
  ['access', /access|step|wheel|hearing|barriere|rollstuhl/],
  ['cost', /cost|price|fee|charge|kosten|preis|beitrag/],
  ['status', /status/],
  ['reveal', /reveal|ask/],
  ['coordinates', /coord|lat.+lon/],
  ['latitude', /^lat/],
  ['longitude', /^(lng|lon)/],
  ['approximate', /approx/],
  ['postal_code', /post(al)? ?code|zip|plz/],
  ['formatted_address', /(full|formatted) address/],
  ['address', /address|street|where|adresse|strasse|anschrift/],
  ['location', /venue|building|location|^(place|ort$)|treffpunkt|raum/],
  ['city', /city|town|stadt/],
  ['county', /county/],
  ['state', /^state|province|bundesland/],
  ['sub_region', /^sub.region/],
  ['region', /region|area|district|borough|bezirk/],
  ['country', /country|^land$/],
  ['contact', /contact|kontakt/],
  ['notes', /note|comment|info|hinweis|bemerk/],
  ['day', /day|^tag/],
  ['when', /when|wann|schedule|termin/],
  ['name', /name|group|title|gruppe|titel/],
  ['source', /^source$/],
];

/** The field that a column stands for. Undefined: none that is known. Empty: one that is never shown. */
export function fieldOf(header: unknown): string | undefined {
  const name = fold(textOf(header)).replace(/[\s_*?:]+/g, ' ').trim();
  return name && name.length < 40 ? columns.find(([, pattern]) => pattern.test(name))?.[0] : undefined;
}

/** Fields of which a column may stand for one item, and say yes or no to it: "Hearing loop". */
const itemised = /^(topics|audience|languages|access|attendance_option)$/;

/** A cell of such a column as an item. */
export function cellText(field: string, header: string, text: string): string {
  if (!itemised.test(field)) return text;
  return /^(no?|nein|false|[-–])$/i.test(text) ? '' : /^(y|yes|ja|true|x|✓|✔)$/i.test(text) ? header : text;
}

/** Titles may stand above the header, but not many. */
const headerWithin = 10;

/** The row of the first ones that names most columns, and how many. */
function headerOf(rows: readonly unknown[]): [index: number, named: number] {
  let best: [number, number] = [0, 0];
  for (const [index, row] of rows.slice(0, headerWithin).entries()) {
    const named = new Set(Array.isArray(row) ? row.map(fieldOf).filter(Boolean) : []).size;
    if (named > best[1]) best = [index, named];
  }
  return best;
}

/** The rows of a table whatever stands between its cells, and which of them is the header. */
export function findTable(source: unknown): [rows: unknown[][], header: number] {
  if (typeof source !== 'string') {
    const rows = isRow(source) ? source.values : source;
    return Array.isArray(rows) ? [rows, headerOf(rows)[0]] : [[], 0];
  }
  // Excel's own way of saying what stands between the cells; it is no row.
  const [line = '', said] = /^sep=([,;|\t])\r?\n/.exec(source) ?? [];
  const text = source.slice(line.length);
  const signs = said ? [said] : [',', ';', '\t'];
  const headers = signs.map((sign) => headerOf(cellsOf(text, sign, headerWithin)));
  const best = headers.reduce((best, [, named], index) => (named > headers[best]![1] ? index : best), 0);
  return [cellsOf(text, signs[best]!), headers[best]![0]];
}

/** The address of a Google Sheet's CSV. Throws `invalid` for the link of the address bar: it is for those who may edit the sheet. */
export function sheetAddress(url: URL): URL {
  if (/\/d\/(?!e\/)[^/]+(\/((edit|view|htmlview|preview|copy).*)?)?$/.test(url.pathname)) throw new PeerError('invalid', 'sheet-not-published');
  const address = new URL(url);
  address.pathname = url.pathname.replace(/\/pubhtml$/, '/pub');
  if (address.pathname.endsWith('/pub')) address.searchParams.set('output', 'csv');
  return address;
}

/**
 * Text of a file that seems not to be UTF-8: UTF-16, or the old Western encoding in which spreadsheets still save CSV. One bad
 * letter among good ones, or one that was replaced before, does not make it another encoding.
 */
export function decodeOld(file: ArrayBuffer | Uint8Array): string {
  const bytes = new Uint8Array(file);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  const text = new TextDecoder().decode(bytes);
  const bad = isUtf8(bytes) ? 0 : text.split('\ufffd').length - 1;
  // In the old encoding hardly any letters follow each other as they would in UTF-8.
  const good = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  return good >= bad ? text : new TextDecoder('windows-1252').decode(bytes);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== undefined;
  } catch {
    return false;
  }
}
