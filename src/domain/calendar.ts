import type { CalendarEvent } from './calendar-events.ts';
import type { Engine } from './engine.ts';
import type { Group, Place, Schedule, Session } from './group.ts';
import { dayMs, type Plan, visitDays } from './plain-schedule.ts';
import { localTime, ruleYears, timeZoneLines } from './vtimezone.ts';
import { toInstant, unknownZone } from './zone.ts';

export interface CalendarOptions {
  /** When the file is made (DTSTAMP). Default: now. */
  now?: Date;
  /**
   * A neutral title, such as "Appointment", for a calendar that others can see. With it, nothing in the file names the
   * group or what it is about: no name, topic, description, link, telephone number, coordinates or name of a building. What
   * is left of the place are the parts of its address that share no word with the group.
   */
  title?: string;
  /** Words before the join link and the telephone number in the description. Default: English. */
  labels?: { join: string; phone: string };
}

/** Backslash, semicolon, comma and line end, as RFC 5545 section 3.3.11 says. Other control characters have no place in it. */
const text = (words: string) =>
  words
    .trim()
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\u0000-\u001f\u007f]/g, '');

const encoder = new TextEncoder();

/** Lines of at most 75 octets that break between characters (RFC 5545 section 3.1). */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    octets += size;
    if (octets > 75) {
      folded += '\r\n ';
      octets = size + 1;
    }
    folded += character;
  }
  return folded;
}

/** 64 bits that stay the same for the same words, and do not tell them (FNV-1a). */
function idOf(words: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const octet of encoder.encode(words)) hash = BigInt.asUintN(64, (hash ^ BigInt(octet)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

/** The words of at least four letters, in lower case. */
const wordsOf = (texts: (string | undefined)[]) => texts.join(' ').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);

function neutralAddress(group: Group, { name = '', address = '', area }: Place): string {
  const areas = wordsOf(area);
  const telling = wordsOf([group.name, name, ...group.topics, ...group.audience]).filter((word) => !areas.includes(word));
  if (name.trim()) telling.push(name.trim().toLowerCase());
  return address
    .split(/\s*,\s*/)
    .filter((part) => part && !telling.some((word) => part.toLowerCase().includes(word)))
    .join(', ');
}

function placeText({ name, address }: Place, area: string | undefined): string {
  const where = address ?? area ?? '';
  return name && !where.includes(name) ? [name, where].filter(Boolean).join(', ') : where;
}

/** What a calendar shows of a session: property names and values that are ready to be written. */
function factsOf(group: Group, session: Session, { title, labels }: CalendarOptions): string[] {
  const { place, online, reveal, notes, way } = session;
  const here = way === 'online' ? undefined : place;
  const isOpen = reveal !== 'ask';
  const where = (location: string | undefined) => (location ? [`LOCATION:${text(location)}`] : []);
  if (title !== undefined) return [`SUMMARY:${text(title) || 'Appointment'}`, ...where(isOpen && here ? neutralAddress(group, here) : '')];

  const area = here?.area.slice().reverse().join(', ');
  const { join, phone } = labels ?? { join: 'Join online', phone: 'Join by phone' };
  const description = [group.joining, notes];
  if (isOpen) description.push(here?.notes, online?.url && `${join}: ${online.url}`, online?.phone && `${phone}: ${online.phone}`, online?.notes);
  const told = description.filter((line) => line?.trim());
  const facts = [`SUMMARY:${text(group.name)}`, ...where(isOpen && here ? placeText(here, area) : area)];
  if (isOpen && here && !here.approximate && here.latitude !== undefined && here.longitude !== undefined) facts.push(`GEO:${here.latitude};${here.longitude}`);
  if (/^https?:\/\/\S+$/i.test(group.url ?? '')) facts.push(`URL:${group.url}`);
  if (told.length) facts.push(`DESCRIPTION:${text(told.join('\n'))}`);
  return facts;
}

/** The event of a plain schedule: its rule stands as it is. */
function plainEvents(schedule: Schedule, plan: Plan): CalendarEvent[] {
  const events: CalendarEvent[] = [];
  visitDays(schedule, plan, plan.start, (day) => events.push({ day, rule: plan.rule?.text }));
  return events;
}

/** The file of `toICalendar`, with the engine that reads its schedules: `plain` will do where all of them are. */
export function calendarFile(engine: Engine, group: Group, session?: Session, options: CalendarOptions = {}): string {
  const now = +(options.now ?? new Date());
  const zones = new Map<string, number>();
  const events: string[] = [];
  for (const one of session ? [session] : group.sessions) {
    const { schedule, status } = one;
    if (!schedule || status === 'paused' || status === 'ended') continue;
    const plan = engine.readSchedule(schedule);
    if (!plan) continue;
    const { timeZone, minutes } = schedule;
    const facts = factsOf(group, one, options);
    // Floating without a zone.
    const times = (name: string, days: number[] = []) =>
      days.length ? [`${name}${timeZone === unknownZone ? '' : `;TZID=${timeZone}`}:${days.map((day) => localTime(day * dayMs + plan.time)).join()}`] : [];
    (engine.eventsOf ?? plainEvents)(schedule, plan, localTime).forEach(({ day, rule, except, extra }, at) => {
      zones.set(timeZone, Math.min(zones.get(timeZone) ?? Infinity, toInstant(timeZone, day * dayMs + plan.time)));
      events.push(
        'BEGIN:VEVENT',
        `UID:${idOf([group.source, group.id, one.id, at && day].join('\n'))}@calendar.invalid`,
        `DTSTAMP:${localTime(now)}Z`,
        ...times('DTSTART', [day]),
        // Minutes are exact; days would follow the clocks (RFC 5545 section 3.3.6).
        ...(minutes ? [`DURATION:PT${minutes}M`] : []),
        ...(rule ? [`RRULE:${rule}`] : []),
        ...times('EXDATE', except),
        ...times('RDATE', extra),
        ...facts,
        'END:VEVENT',
      );
    });
  }
  if (!events.length) return '';
  zones.delete(unknownZone);
  const zoneLines = [...zones].flatMap(([timeZone, first]) => timeZoneLines(timeZone, first - dayMs, new Date(Math.max(now, first)).getUTCFullYear() + ruleYears));
  const product = options.title === undefined ? 'peer-support-elements' : 'Calendar';
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//${product}//EN`, 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', ...zoneLines, ...events, 'END:VCALENDAR'];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}
