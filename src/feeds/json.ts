import type { Group, Place, Schedule, Session } from '../domain/group.ts';
import { checkSchedule } from '../domain/check-schedule.ts';
import { isTimeZone, unknownZone } from '../domain/zone.ts';
import { fill, isRow, none, textOf, type Found, type Importer, type Note, type Row } from './importer.ts';
import { readLink } from './odd.ts';
import { flatReader, mail } from './rows.ts';
import type { ReadOptions } from './types.ts';

/**
 * Our own JSON: `{ "groups": […] }` or the bare array, of `Group` objects. Empty lists, `"status": "on"` and
 * `"approximate": false` may be left out; what all groups share may stand once, beside `groups`: `timeZone`,
 * `languages`, `source`. A group without `sessions` is read as one flat row: `{ "name": …, "when": …, "address": … }`.
 */
export const importer: Importer = {
  format: 'json',
  open(source, options, note) {
    const header = isRow(source) ? source : {};
    const rows = isRow(source) ? source.groups : source;
    return Array.isArray(rows) ? { rows, read: groupReader(header, options, note) } : note('not-a-list', undefined, {}, true);
  },
};

const ways = ['in-person', 'online', 'hybrid'] as const;
const statuses = ['on', 'paused', 'full', 'ended'] as const;
const reveals = ['open', 'ask'] as const;
const leaders = ['peer', 'professional', 'both'] as const;

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined => values.find((known) => known === value);

function listOf(value: unknown): string[] {
  const items = (Array.isArray(value) ? value : [value]).map(textOf).filter(Boolean);
  return items.length ? items : none;
}

/** Reads groups one by one, with what the list's header says of them all. */
export function groupReader(header: Row, options: ReadOptions, note: Note): (row: Row) => Found | void {
  const shared = new Map<string, object>();
  /** Equal things of a list are one thing. */
  const share = <T extends object>(thing: T): T => {
    const key = JSON.stringify(thing);
    if (!shared.has(key)) shared.set(key, thing);
    return shared.get(key) as T;
  };
  const timeZone = textOf(header.timeZone) || options.timeZone;
  const languages = listOf(header.languages);
  const source = textOf(header.source) || options.origin || '';
  const { read: flat } = flatReader({ ...options, timeZone, origin: source }, note, false);

  function urlOf(row: Row, field = 'url'): string | undefined {
    const text = textOf(row[field]);
    if (!text) return;
    const { url, problem } = readLink(text, options.origin);
    if (problem) note(problem, field);
    return url;
  }

  function zoneOf(row: Row): string {
    for (const zone of [textOf(row.timeZone), timeZone]) {
      if (!zone) continue;
      if (zone === unknownZone) break;
      if (isTimeZone(zone)) return zone;
      note('bad-time-zone', 'timeZone', { zone });
    }
    note('no-time-zone');
    return unknownZone;
  }

  function scheduleOf(value: unknown): Schedule | undefined {
    if (!isRow(value)) return;
    const { minutes = 60 } = value;
    const dates = (value: unknown) => (Array.isArray(value) && value.length ? value.map(textOf) : undefined);
    const schedule = fill<Schedule>(
      { start: textOf(value.start), time: textOf(value.time), minutes: minutes as number, timeZone: zoneOf(value) },
      { rule: textOf(value.rule), except: dates(value.except), extra: dates(value.extra) },
    );
    const fault = checkSchedule({ ...schedule, timeZone: 'UTC' });
    if (!fault) return share(schedule);
    note(fault.code, fault.field, { words: fault.value ?? '' });
    return;
  }

  function placeOf(value: unknown): Place | undefined {
    if (!isRow(value)) return;
    const { latitude, longitude } = value;
    const valid = Math.abs(latitude as number) <= 90 && Math.abs(longitude as number) <= 180;
    if (!valid && (latitude ?? longitude) !== undefined) note('bad-position', 'latitude');
    return share(
      fill<Place>(
        {
          area: listOf(value.area),
          approximate: value.approximate === true,
          ...(valid && { latitude: Number(latitude), longitude: Number(longitude) }),
        },
        { name: textOf(value.name), address: textOf(value.address), notes: textOf(value.notes) },
      ),
    );
  }

  function onlineOf(value: unknown): Session['online'] {
    if (!isRow(value)) return;
    return share(fill<NonNullable<Session['online']>>({}, { url: urlOf(value), phone: textOf(value.phone), notes: textOf(value.notes) }));
  }

  function sessionOf(row: Row): Session {
    const place = placeOf(row.place);
    const online = onlineOf(row.online);
    return fill<Session>(
      {
        id: textOf(row.id),
        way: oneOf(ways, row.way) ?? (online ? (place ? 'hybrid' : 'online') : 'in-person'),
        status: oneOf(statuses, row.status) ?? 'on',
      },
      { schedule: scheduleOf(row.schedule), place, online, reveal: oneOf(reveals, row.reveal), notes: textOf(row.notes) },
    );
  }

  function contactOf(value: unknown): Group['contact'] {
    if (!isRow(value)) return;
    const email = textOf(value.email);
    const contact = fill<NonNullable<Group['contact']>>({}, { url: urlOf(value), email: mail.test(email) ? email : '', phone: textOf(value.phone) });
    return Object.keys(contact)[0] ? contact : undefined;
  }

  return (row) => {
    if (!Array.isArray(row.sessions)) return flat(row);
    const name = textOf(row.name);
    if (!name) return note('no-name', 'name', {}, true);
    // Groups are whole here, so there is no key to put rows together by: two of one name are two groups.
    return {
      group: fill<Group>(
        {
          id: textOf(row.id),
          name,
          topics: listOf(row.topics),
          audience: listOf(row.audience),
          languages: 'languages' in row ? listOf(row.languages) : languages,
          access: listOf(row.access),
          sessions: row.sessions.filter(isRow).map(sessionOf),
        },
        {
          about: textOf(row.about),
          cost: textOf(row.cost),
          led: oneOf(leaders, row.led),
          joining: textOf(row.joining),
          url: urlOf(row),
          contact: contactOf(row.contact),
          updated: textOf(row.updated),
          checked: textOf(row.checked),
          source: textOf(row.source) || source,
        },
      ),
    };
  };
}
