import type { Group, Place, Schedule, Session } from './group.ts';
import { completeRule, dayMs, isPast, type Plan, readSchedule, type Rule, visitDays, WEEKLY } from './schedule.ts';
import { isRegular } from './regular.ts';
import { localTime, timeZoneLines } from './vtimezone.ts';
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

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
/** Years of changes of the clocks to write down or to prove a rule with. */
const zoneYears = 20;
/** Sessions at 24:00 by the month cannot be said in a rule: their dates are listed. Five years of weeks. */
const mostListed = 260;

/** Backslash, semicolon, comma and line end, as RFC 5545 section 3.3.11 says. Other control characters have no place in it. */
const text = (words: string) =>
  words
    .trim()
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\u0000-\u001f\u007f]/g, '');

/** Lines of at most 75 octets that break between characters (RFC 5545 section 3.1). */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const point = character.codePointAt(0)!;
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** 128 bits that stay the same for the same words, and do not tell them. */
function idOf(words: string): string {
  const part = (seed: number) => {
    let hash = 0x811c9dc5 ^ seed;
    for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193 + seed * 2);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
  };
  const [, ...parts] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec([1, 5, 11, 17].map(part).join(''))!;
  return parts.join('-');
}

/** The words of at least four letters, in lower case. */
const wordsOf = (texts: (string | undefined)[]) => texts.join(' ').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);

function neutralAddress(group: Group, { name, address = '', area }: Place): string {
  const areas = wordsOf(area);
  const telling = wordsOf([group.name, name, ...group.topics, ...group.audience]).filter((word) => !areas.includes(word));
  return address
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part && !telling.some((word) => part.toLowerCase().includes(word)) && part.toLowerCase() !== name?.trim().toLowerCase())
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

/** The first days of a rule, cancelled ones too, as far as its UNTIL and COUNT go. */
function ruleDays({ timeZone }: Schedule, { start, time, rule }: Plan, isEnough: (days: number[]) => boolean): number[] {
  const days: number[] = [];
  visitDays(rule!, start, start, (day) => {
    if (rule!.UNTIL && isPast(rule!.UNTIL, day, time, toInstant(timeZone, day * dayMs + time))) return true;
    days.push(day);
    return isEnough(days);
  });
  return days;
}

/**
 * The rule in the words of RFC 5545. Its dates are those the sessions begin on, which is the day after for 24:00; undefined
 * if it cannot be moved by a day. `skipped` occurrences before DTSTART are taken off COUNT.
 */
function ruleLine(rule: Rule, { timeZone }: Schedule, { start, time }: Plan, skipped: number): string | undefined {
  const { FREQ, INTERVAL, WKST, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS } = completeRule(rule, start);
  const shift = time === dayMs ? 1 : 0;
  if (shift && (FREQ > WEEKLY || BYMONTHDAY || BYMONTH)) return;
  const weekday = (at: number) => weekdays[(at + shift) % 7]!;
  const parts = [`FREQ=${frequencies[FREQ]}`];
  if (INTERVAL > 1) parts.push(`INTERVAL=${INTERVAL}`);
  if (COUNT) parts.push(`COUNT=${COUNT - skipped}`);
  if (UNTIL) {
    const wall = UNTIL.kind === 'date' ? UNTIL.at + time : UNTIL.at;
    parts.push(`UNTIL=${localTime(UNTIL.kind === 'utc' ? wall : toInstant(timeZone, wall))}${timeZone === unknownZone ? '' : 'Z'}`);
  }
  if (BYDAY) parts.push(`BYDAY=${BYDAY.map(([nth, day]) => `${nth || ''}${weekday(day)}`).join()}`);
  if (BYMONTHDAY) parts.push(`BYMONTHDAY=${BYMONTHDAY.join()}`);
  if (BYMONTH) parts.push(`BYMONTH=${BYMONTH.join()}`);
  if (BYSETPOS) parts.push(`BYSETPOS=${BYSETPOS.join()}`);
  if (WKST !== 1 || shift) parts.push(`WKST=${weekday(WKST)}`);
  return `RRULE:${parts.join(';')}`;
}

/** An event of the file: the day it begins on, and what repeats it. */
interface CalendarEvent {
  day: number;
  repeats: string[];
  /** The one that the session is; the others are days that were added before it begins. */
  isMain: boolean;
}

function eventsOf(schedule: Schedule, plan: Plan): CalendarEvent[] {
  const { start, time, rule, except } = plan;
  const isOn = (day: number) => !except.includes(day);
  const dates = (name: string, days: number[]) => {
    const values = days.map((day) => localTime(day * dayMs + time)).join();
    return values ? [`${name}${schedule.timeZone === unknownZone ? '' : `;TZID=${schedule.timeZone}`}:${values}`] : [];
  };
  // Without a rule the first day is listed too: not every reader takes it from DTSTART.
  const listed = (days: number[]) => (days.length > 1 ? dates('RDATE', days) : []);
  const added = [...new Set(plan.extra)].filter((day) => day >= start && isOn(day) && !isRegular(schedule, plan, day)).sort((a, b) => a - b);

  const upToFirst = rule ? ruleDays(schedule, plan, (days) => isOn(days.at(-1)!)) : [start];
  const first = upToFirst.at(-1);
  if (first === undefined || !isOn(first)) return added.slice(0, 1).map((day) => ({ day, repeats: listed(added), isMain: true }));

  const before = added.filter((day) => day < first).map((day) => ({ day, repeats: [], isMain: false }));
  const later = added.filter((day) => day > first);
  const line = rule && ruleLine(rule, schedule, plan, upToFirst.length - 1);
  const others = rule && !line ? ruleDays(schedule, plan, (days) => days.length >= mostListed) : [];
  const cancelled = line ? [...new Set(except)].filter((day) => day > first && isRegular(schedule, plan, day)).sort((a, b) => a - b) : [];
  const repeats = line
    ? [line, ...dates('EXDATE', cancelled), ...dates('RDATE', later)]
    : listed([first, ...others.filter((day) => day > first && isOn(day)), ...later].sort((a, b) => a - b));
  return [...before, { day: first, repeats, isMain: true }];
}

/** `PT1H30M`. Hours and minutes only: they are exact, days would follow the clocks (RFC 5545 section 3.3.6). */
const duration = (minutes: number) => `PT${minutes >= 60 ? `${Math.floor(minutes / 60)}H` : ''}${minutes % 60 ? `${minutes % 60}M` : ''}`;

/**
 * A calendar file (RFC 5545) with one session, or with all sessions of a group that have a schedule. Paused and ended
 * sessions, schedules that cannot be read or have no dates left out, and empty when nothing is left. With `reveal: 'ask'`
 * the area is all that is said of the place, and nothing of the way to join online.
 *
 * The same session has the same UID in every file, so that adding it again changes it in the calendar instead of doubling it.
 * Times of an unknown zone are floating. Changes of the clocks are given for twenty years, and for good where they keep to a rule.
 */
export function toICalendar(group: Group, session?: Session, options: CalendarOptions = {}): string {
  const now = +(options.now ?? new Date());
  const zones = new Map<string, number>();
  const events: string[] = [];
  for (const one of session ? [session] : group.sessions) {
    const { schedule, status } = one;
    const plan = schedule && readSchedule(schedule);
    if (!plan || status === 'paused' || status === 'ended') continue;
    const { timeZone, minutes } = schedule;
    const facts = factsOf(group, one, options);
    for (const { day, repeats, isMain } of eventsOf(schedule, plan)) {
      const wall = day * dayMs + plan.time;
      zones.set(timeZone, Math.min(zones.get(timeZone) ?? Infinity, toInstant(timeZone, wall)));
      events.push(
        'BEGIN:VEVENT',
        `UID:${idOf([group.source, group.id, one.id, isMain ? '' : day].join('\n'))}@calendar.invalid`,
        `DTSTAMP:${localTime(now)}Z`,
        `DTSTART${timeZone === unknownZone ? '' : `;TZID=${timeZone}`}:${localTime(wall)}`,
        ...(minutes ? [`DURATION:${duration(minutes)}`] : []),
        ...repeats,
        ...facts,
        'END:VEVENT',
      );
    }
  }
  if (!events.length) return '';
  zones.delete(unknownZone);
  const zoneLines = [...zones].flatMap(([timeZone, first]) => timeZoneLines(timeZone, first - dayMs, Date.UTC(new Date(Math.max(now, first)).getUTCFullYear() + zoneYears + 1, 0)));
  const product = options.title === undefined ? 'peer-support-elements' : 'Calendar';
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//${product}//EN`, 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', ...zoneLines, ...events, 'END:VCALENDAR'];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}
