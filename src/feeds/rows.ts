import type { Group, Place, Schedule, Session, Way } from '../domain/group.ts';
import { isTimeZone, unknownZone } from '../domain/zone.ts';
import { fill, joined, linesOf, none, odd, textOf, type Found, type Note, type Peek, type Row } from './importer.ts';
import { readLabels } from './labels.ts';
import type { LinkText } from './odd.ts';
import { dayNames, plainWhen } from './plain-when.ts';
import type { ReadOptions } from './types.ts';

/** A web address as most are. */
const web = /^https?:\/\/[\w.-]+(\/[^\s<>"]*)?$/i;
/** An e-mail address that is whole as it stands. */
export const mail = /^[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[^\s@<>,;:().]+$/;
/** A telephone number as most are. Three digits are enough: 116, 111. */
const number = /^\+?[\d ]{3,}$/;
/** An address that says how people meet instead of where. */
const nowhere = /^(online|virtual|zoom|by phone)/i;

/** Usual words for ways to meet, states and leaders, as `choose` compares them. */
const usual = /^(in-person|online|hybrid|full|paused|peer|professional)$/;

const isYes = (value: unknown) => value === true || /^(yes|true|1|ask)$/i.test(textOf(value));

const degrees = (value: unknown) => (typeof value === 'number' ? value : parseFloat(textOf(value).replace(',', '.')));

/** Areas from general to specific. */
function areaOf({ regions, region, state, county, city }: Row): string[] {
  const given = Array.isArray(regions) ? regions : textOf(regions ?? region).split('>');
  const areas = given.map(textOf).filter(Boolean);
  const all = areas[0] ? areas : [...new Set([state, county, city].map(textOf).filter(Boolean))];
  return all[0] ? all : none;
}

/** One line. What is in it already is not said again: "12 High Street, Leeds" with the town Leeds. */
function addressOf({ formatted_address, address, city, state, postal_code, country }: Row): string {
  let line = '';
  for (const part of [formatted_address, address, city, state && postal_code ? `${state} ${postal_code}` : (state ?? postal_code), country]) {
    let text = linesOf(part);
    if (/\n|,$/.test(text)) text = text.replace(/,?\s*\n\s*/g, ', ').replace(/,$/, '');
    if (text && !line.includes(text)) line += (line && ', ') + text;
  }
  return line;
}

/** What the columns of a row say about when it happens. */
interface Dates {
  schedules: readonly Schedule[];
  /** In the words of the row, for when there are no schedules. */
  words: string;
  problems: Parameters<Note>[];
}

/** Columns that say when, and that plain lists have not. */
export const rareDates = ['frequency', 'dates', 'start', 'minutes', 'rule', 'except', 'extra', 'until'];
const dateColumns = ['day', 'when', 'time', 'end_time', 'timezone', ...rareDates];
/** Columns that are brought to plainer ones first. */
const rareColumns = ['coordinates', 'conference_phone_notes', 'group_notes', 'contact', 'sub_region'];

/** What the group of a row is called. */
export const nameOf = (row: Row): string => textOf(row.name) || textOf(row.group) || textOf(row.location);

const noLink: LinkText = {};
const noDates: Dates = { schedules: [], words: '', problems: [] };

/**
 * Reads rows that hold one field in each key, under the names of the Meeting Guide format and a few of our own. Formats
 * that are tables are brought to these names first.
 *
 * @param clock24 Times without am or pm are on a clock of 24 hours, as the format says: `7:30` is in the morning.
 */
export function flatReader(options: ReadOptions, note: Note, clock24: boolean): { read(row: Row): Found | void; peek(row: Row): Peek } {
  const { country, origin } = options;
  const known = new Map<string, unknown>();
  /** Lists repeat their times, places and labels in row after row: equal ones are read once, and are one thing. */
  const once = <T>(key: string, make: () => T): T => {
    let thing = known.get(key) as T | undefined;
    if (thing === undefined) known.set(key, (thing = make()));
    return thing;
  };

  function linkOf(row: Row, field: string): LinkText {
    const text = textOf(row[field]);
    if (!text) return noLink;
    if (web.test(text)) return { url: text };
    if (mail.test(text)) return { email: text };
    const link = odd().readLink(text, origin);
    if (link.problem) note(link.problem, field);
    return link;
  }

  function phoneOf(row: Row, field: string): string | undefined {
    const text = textOf(row[field]);
    const phone = !text || number.test(text) ? text : odd().readPhone(text);
    if (phone === undefined) note('unclear-phone', field);
    return phone;
  }

  function choose<T extends string>(row: Row, field: string): T | undefined {
    const text = textOf(row[field]);
    if (!text) return;
    const plain = text.toLowerCase().replace(/[ _]/, '-').replace(/s$/, '');
    return (usual.test(plain) ? plain : odd().choose(field, text)) as T | undefined;
  }

  const dayOf = (value: unknown) => {
    const text = textOf(value);
    return !text || /^\d{4}-\d\d-\d\d/.test(text) ? text.slice(0, 10) : odd().readDay(text, country);
  };

  function readDates(row: Row): Dates {
    const problems: Dates['problems'] = [];
    const day = `${row.day ?? ''}`;
    const days = /[a-z]/i.test(day) ? day : day.replace(/(?<![-\d])[0-6](?!\d)/g, (digit) => dayNames[+digit]!);
    const [time, end] = [row.time, row.end_time].map((text) => textOf(text).replace(clock24 ? /^(?=\d:)/ : /(?!)/, '0')) as [string, string];
    const begin = joined([row.frequency, days, row.when, row.dates, time], ' ');
    const words = joined([begin, end], '–');
    if (!words && !row.rule) return noDates;
    const plain = rareDates.some((column) => row[column]) ? undefined : plainWhen(words, 60);
    const { schedules, problem, field } = plain ? { schedules: [plain] } : odd().readTimes(row, { words: begin, time, end }, country);
    if (problem) problems.push([problem, field, { words }]);
    let timeZone = '';
    for (const zone of schedules[0] ? [textOf(row.timezone), options.timeZone] : []) {
      if (!zone || timeZone) continue;
      if (isTimeZone(zone)) timeZone = zone;
      else problems.push(['bad-time-zone', 'timezone', { zone }]);
    }
    if (schedules[0] && !timeZone) problems.push(['no-time-zone']);
    return { schedules: schedules.map((times) => ({ ...times, timeZone: timeZone || unknownZone })), words: schedules[0] ? '' : words, problems };
  }

  function placeOf(row: Row, address: string): Place | undefined {
    const name = textOf(row.location);
    const area = areaOf(row);
    const [latitude, longitude] = [degrees(row.latitude), degrees(row.longitude)];
    const valid = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    if (!valid && textOf(row.latitude)) note('bad-position', row.coordinates ? 'coordinates' : 'latitude');
    const exact = address || name || valid;
    if (!exact && !area[0]) return;
    const notes = linesOf(row.location_notes);
    const approximate = !exact || isYes(row.approximate);
    return once([name, address, notes, approximate, latitude, longitude, area].join('|'), () =>
      fill<Place>(valid ? { area, approximate, latitude, longitude } : { area, approximate }, { name, address, notes }),
    );
  }

  // A joined text is found faster in a map than one that was added up.
  const datesOf = (row: Row) => once(dateColumns.map((column) => row[column]).join('|'), () => readDates(row));

  function read(given: Row): Found | void {
    const row = rareColumns.some((column) => given[column]) ? odd().plainRow(given, origin) : given;
    const name = nameOf(row);
    if (!name) return note('no-name', 'name', {}, true);
    const labels = once(['', row.types, row.topics, row.audience, row.languages, row.access].join('|'), () => readLabels(row, note));
    const { topics, audience, languages, access, flags } = labels;
    const whole = addressOf(row);
    const virtual = nowhere.test(whole);
    const place = placeOf(row, virtual ? '' : whole);
    const dates = datesOf(row);
    for (const problem of dates.problems) note(...problem);

    const join = linkOf(row, 'conference_url');
    const phone = phoneOf(row, 'conference_phone');
    const { url } = join;
    let online: Session['online'];
    const onlineNotes = joined([virtual && whole, linesOf(row.conference_url_notes), !phone && row.conference_phone], '\n');
    if (url || phone || onlineNotes) online = fill({}, { url, phone, notes: onlineNotes });

    const site = linkOf(row, 'website');
    const email = linkOf(row, 'email').email ?? join.email ?? site.email;
    const call = phoneOf(row, 'phone');
    const contact = textOf(row.contact);

    const closed = flags.includes('closed');
    const here = place && !place.approximate && !closed;
    const remote = url || join.words || join.email || phone || virtual || flags.includes('online');
    const inactive = row.attendance_option === 'inactive';
    const way = (!inactive && choose<Way>(row, 'attendance_option')) || (!remote ? 'in-person' : here ? 'hybrid' : 'online');
    const id = textOf(row.slug) || textOf(row.id);
    const status = (way === 'in-person' && (closed || (inactive && !here)) ? 'paused' : choose<Session['status']>(row, 'status')) || 'on';
    const sessions = (dates.schedules[0] ? dates.schedules : [undefined]).map((schedule) =>
      fill<Session>({ id, way, status }, { schedule, place, online, reveal: isYes(row.reveal) && 'ask', notes: joined([dates.words, linesOf(row.notes)], '\n') }),
    );
    const group = fill<Group>(
      { id, name, topics, audience, languages, access, sessions },
      {
        about: linesOf(row.about),
        cost: textOf(row.cost),
        led: choose(row, 'led'),
        joining: joined([linesOf(row.joining), join.words], '\n'),
        url: site.url || linkOf(row, 'url').url,
        contact: (email || call || contact) && fill<NonNullable<Group['contact']>>({}, { email, phone: call, url: contact }),
        updated: dayOf(row.updated),
        checked: dayOf(row.checked),
        source: textOf(row.source) || origin,
      },
    );
    const where = (here && place.address) || joined([here && place.name, ...(place?.area ?? none)], ', ');
    const meets = textOf(row.group_id) || (here && where) || url || phone || `${where}|${email}|${call}`;
    // For other people, or in another language, it is another group to whoever looks for one.
    return { group, where, key: `${name.toLowerCase()}|${labels.who}|${meets}` };
  }

  return { read, peek: (row) => ({ when: datesOf(row).schedules, name: nameOf(row) }) };
}
