import type { Group, Place, Schedule, Session, Way } from '../domain/group.ts';
import { checkSchedule } from '../domain/check-schedule.ts';
import { isTimeZone } from '../domain/zone.ts';
import { fill, joined, linesOf, none, textOf, type Found, type Note, type Row } from './importer.ts';
import { readLabels, type Labels } from './labels.ts';
import { readLink, readPhone, type LinkText } from './links.ts';
import { unknownZone, type ReadOptions } from './types.ts';
import { datesIn, readWhen, type When } from './when.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Text instead of a place: an address that says how people meet. */
const nowhere = /^(online|virtual|zoom|via zoom|(ms |microsoft )?teams|by (tele)?phone|telephone)\b/i;
/** A cell that says there is nothing. */
const nothing = /^(no|none|n\/?a|[-–—]+|tb[ac]|nein|keine?)$/i;

const isYes = (value: unknown) => value === true || /^(y|yes|true|1|ja)$/i.test(textOf(value));

function wayOf(text: string): Way | undefined {
  const online = /online|virtual|zoom|video|remote|phone/i.test(text);
  if (/hybrid|both|beide/i.test(text)) return 'hybrid';
  if (!/person|face|f2f|pr(ä|ae)senz|vor ort/i.test(text)) return online ? 'online' : undefined;
  return online ? 'hybrid' : 'in-person';
}

function statusOf(text: string): Session['status'] {
  if (/paus|hold|suspend|cancel|closed|geschlossen/i.test(text)) return 'paused';
  if (/full|wait|voll|ausgebucht|warte/i.test(text)) return 'full';
  return /end|finish|stopped/i.test(text) ? 'ended' : 'on';
}

function ledOf(text: string): Group['led'] {
  const peer = /peer|member|volunteer|betroffene|selbst/i.test(text);
  const professional = /profes|staff|clinic|therap|nurse|fach/i.test(text);
  if (/both|beide/i.test(text) || (peer && professional)) return 'both';
  return peer ? 'peer' : professional ? 'professional' : undefined;
}

/** Minutes of a length such as "90", "1.5 hours" or "01:30:00". Zero: not said. */
function lengthOf(text: string): number {
  const [, number = '', minutes, hours] = /^(\d+(?:[.,]\d+)?)(?::(\d\d))?[:\d\s]*(h|st)?/i.exec(text) ?? [];
  const value = +number.replace(',', '.');
  return Math.round(minutes ? value * 60 + +minutes : hours ? value * 60 : value);
}

const dateOf = (text: string, country?: string): string | undefined => {
  const date = /^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? datesIn(text, country)[0];
  return date && date < 'a' ? date : undefined;
};

/** Names and addresses are the same when their letters and digits are. */
const plain = (text: string) => text.toLowerCase().replace(/[^a-z\d\x80-\uffff]+/g, ' ').trim();

/** Latitude and longitude, and whether they stand for a box. */
function positionOf({ coordinates, latitude, longitude }: Row, note: Note): { at?: [number, number]; box?: boolean } {
  const text = textOf(coordinates) || joined([textOf(latitude).replace(',', '.'), textOf(longitude).replace(',', '.')], ',');
  if (!text) return {};
  const [south, west, north = south, east = west] = text.split(',').map(Number) as [number, number, number?, number?];
  const at: [number, number] = [(south + north!) / 2, (west + east!) / 2];
  if (Math.abs(at[0]) <= 90 && Math.abs(at[1]) <= 180) return { at, box: north !== south };
  note('bad-position', coordinates ? 'coordinates' : 'latitude');
  return {};
}

function areaOf({ regions, region, sub_region, sub_sub_region, state, county, city }: Row): string[] {
  const regionList = Array.isArray(regions) ? regions : textOf(regions ?? region).split('>');
  const areas = [...regionList, sub_region, sub_sub_region].map(textOf).filter(Boolean);
  return areas[0] ? areas : [...new Set([state, county, city].map(textOf).filter(Boolean))];
}

/** One line. What is in it already is not said again: "12 High Street, Leeds" with the town Leeds. */
function addressOf({ formatted_address, address, city, state, postal_code, country }: Row): string {
  let line = '';
  for (const part of [formatted_address, address, city, joined([textOf(state), textOf(postal_code)], ' '), country]) {
    const text = linesOf(part).replace(/[\s,]*\n[\s,]*/g, ', ').replace(/[\s,]+$/, '');
    if (text && !line.includes(text)) line = joined([line, text], ', ');
  }
  return line;
}

/** When a row happens. With schedules, a problem is only a warning. */
function readTimes(text: string, time: string, end: string, row: Row, country?: string): When {
  const length = lengthOf(textOf(row.minutes)) || 60;
  let when = readWhen(end ? text.replace(time, `${time}–${end}`) : text, length, country);
  if (when.problem && end) {
    const shorter = readWhen(text, length, country);
    if (!shorter.problem) when = { ...shorter, problem: 'unclear-end' };
  }
  const more: Partial<Schedule> = {};
  if (row.rule) more.rule = textOf(row.rule);
  for (const key of ['except', 'extra'] as const) if (row[key]) more[key] = datesIn(textOf(row[key]), country);
  const until = datesIn(textOf(row.until), country)[0];
  const schedules = when.schedules.map((schedule) => ({ ...schedule, ...more }));
  for (const schedule of schedules) if (until && schedule.rule) schedule.rule += `;UNTIL=${until.replaceAll('-', '')}`;
  const fault = schedules[0] && checkSchedule({ ...schedules[0], timeZone: 'UTC' });
  return fault ? { schedules: [], problem: fault.code } : { ...when, schedules };
}

/**
 * Reads rows that hold one field in each key, under the names of the Meeting Guide format and a few of our own. Formats
 * that are tables are brought to these names first.
 *
 * @param clock24 Times without am or pm are on a clock of 24 hours, as the format says: `7:30` is in the morning.
 */
export function flatReader(options: ReadOptions, note: Note, clock24: boolean): (row: Row) => Found | undefined {
  const { country, origin } = options;
  const clockOf = (value: unknown) => (clock24 ? textOf(value).replace(/^\d:/, '0$&') : textOf(value));
  const known = new Map<string, unknown>();
  /** Equal things of a list are one thing: lists repeat their places, times and labels in row after row. */
  const share = <T>(key: string, make: () => T): T => {
    if (!known.has(key)) known.set(key, make());
    return known.get(key) as T;
  };

  function linkOf(row: Row, field: string): LinkText {
    const text = textOf(row[field]);
    const link = nothing.test(text) ? {} : readLink(text, origin);
    if (link.problem) note(link.problem, field);
    return link;
  }

  function phoneOf(row: Row, field: string): string | undefined {
    const text = textOf(row[field]);
    const phone = readPhone(text);
    if (text && !phone && !nothing.test(text)) note('unclear-phone', field);
    return phone;
  }

  function zoneOf(row: Row): string {
    for (const zone of [textOf(row.timezone), options.timeZone]) {
      if (!zone) continue;
      if (isTimeZone(zone)) return zone;
      note('bad-time-zone', 'timezone', { zone });
    }
    note('no-time-zone');
    return unknownZone;
  }

  function labelsOf(row: Row): Labels {
    const { types, topics, audience, languages, access } = row;
    return share(`l${[types, topics, audience, languages, access].join('|')}`, () => readLabels(row, note));
  }

  function placeOf(row: Row, address: string): Place | undefined {
    const { at, box } = positionOf(row, note);
    const name = textOf(row.location);
    const notes = linesOf(row.location_notes);
    const area = areaOf(row);
    const exact = name || address || at;
    if (!exact && !area[0]) return;
    const approximate = !exact || !!box || isYes(row.approximate);
    return share(`p${[name, address, at, approximate, notes, area].join('|')}`, () =>
      fill<Place>({ area: area[0] ? area : none, approximate, ...(at && { latitude: at[0], longitude: at[1] }) }, { name, address, notes }),
    );
  }

  /** The schedules of a row; or none, and its own words about them where there are any. */
  function timesOf(row: Row): { schedules: readonly Schedule[]; words?: string } {
    const list = Array.isArray(row.day) ? row.day.map(textOf) : textOf(row.day).split(/[,;|]/);
    const day = list.map((item) => days[item.trim() as never] ?? item).join(', ');
    const time = clockOf(row.time);
    const end = clockOf(row.end_time);
    const since = textOf(row.start);
    const words = joined([textOf(row.frequency), day, textOf(row.when), textOf(row.dates), time], ' ');
    if (!words) return { schedules: [] };
    const text = row.rule ? `${since} ${time}` : since ? `${words} since ${since}` : words;
    const key = [text, end, row.minutes, row.rule, row.except, row.extra, row.until].join('|');
    const { schedules, problem } = share(`w${key}`, () => readTimes(text, time, end, row, country));
    if (problem) {
      const columns = problem === 'unclear-end' ? ['end_time'] : /time/.test(problem) ? ['time', 'when'] : ['rule', 'when', 'frequency', 'day', 'dates', 'start'];
      note(problem, columns.find((column) => textOf(row[column])), { words });
    }
    if (!schedules[0]) return { schedules: [], words: joined([words, end], '–') };
    const timeZone = zoneOf(row);
    return {
      schedules: share(`z${key}|${timeZone}`, () =>
        schedules.map((schedule) => share(timeZone + JSON.stringify(schedule), () => ({ ...schedule, timeZone }))),
      ),
    };
  }

  return (row) => {
    const name = textOf(row.name) || textOf(row.group) || textOf(row.location);
    if (!name) {
      note('no-name', 'name', {}, true);
      return;
    }
    const id = textOf(row.slug) || textOf(row.id);
    const labels = labelsOf(row);
    const address = addressOf(row);
    const virtual = nowhere.test(address);
    const place = placeOf(row, virtual ? '' : address);
    const { schedules, words = '' } = timesOf(row);

    const join = linkOf(row, 'conference_url');
    const dialIn = textOf(row.conference_phone);
    const phone = phoneOf(row, 'conference_phone');
    const onlineNotes = joined(
      [virtual ? address : '', linesOf(row.conference_url_notes), phone === dialIn ? '' : dialIn, linesOf(row.conference_phone_notes)],
      '\n',
    );
    const online =
      join.url || phone || onlineNotes
        ? share(`o${[join.url, phone, onlineNotes].join('|')}`, () => fill<NonNullable<Session['online']>>({}, { url: join.url, phone, notes: onlineNotes }))
        : undefined;

    const site = linkOf(row, 'website');
    const other = readLink(textOf(row.contact), origin);
    const email = readLink(textOf(row.email)).email ?? other.email ?? join.email ?? site.email;
    const called = phoneOf(row, 'phone') ?? readPhone(other.words ?? '');
    const contact =
      email || called || other.url
        ? share(`c${[email, called, other.url].join('|')}`, () => fill<NonNullable<Group['contact']>>({}, { email, phone: called, url: other.url }))
        : undefined;

    const attendance = textOf(row.attendance_option);
    const remote = join.url || join.words || join.email || phone || virtual || labels.online;
    const here = place && !place.approximate && !labels.closed;
    const way = wayOf(attendance) ?? (!remote ? 'in-person' : here ? 'hybrid' : 'online');
    const closed = way === 'in-person' && (labels.closed || (attendance === 'inactive' && !here));
    const session = fill<Session>(
      { id, way, status: closed ? 'paused' : statusOf(textOf(row.status)) },
      { place, online, reveal: /ask|yes|ja/i.test(textOf(row.reveal)) ? 'ask' : undefined, notes: joined([words, linesOf(row.notes)], '\n') },
    );
    const group = fill<Group>(
      {
        id,
        name,
        topics: labels.topics,
        audience: labels.audience,
        languages: labels.languages,
        access: labels.access,
        sessions: schedules[0] ? schedules.map((schedule) => ({ ...session, schedule })) : [session],
      },
      {
        about: joined([linesOf(row.about), linesOf(row.group_notes)], '\n'),
        cost: textOf(row.cost),
        led: ledOf(textOf(row.led)),
        joining: joined([linesOf(row.joining), join.words ?? ''], '\n'),
        url: site.url ?? linkOf(row, 'url').url,
        contact,
        updated: dateOf(textOf(row.updated), country),
        checked: dateOf(textOf(row.checked), country),
        source: textOf(row.source) || origin,
      },
    );
    const where = plain((here && place.address) || joined([(here && place.name) || '', ...(place?.area ?? [])], ' '));
    const meets = textOf(row.group_id) || (here && where) || online?.url || online?.phone || [where, email, called].join('|');
    // For other people, or in another language, it is another group to whoever looks for one.
    return { group, where, key: [plain(name), labels.audience, labels.languages, meets].join('|') };
  };
}
