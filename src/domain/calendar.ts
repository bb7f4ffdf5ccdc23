import type { Engine } from './engine.ts';
import type { Group, Place, Schedule, Session } from './group.ts';
import { dayMs, type Plan } from './plain-schedule.ts';
import { localTime, ruleYears, timeZoneLines, weekdays } from './vtimezone.ts';
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

/** Sessions at 24:00 by the month cannot be said in a rule: their dates are listed. Five years of weeks. */
const mostListed = 260;

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

/** The first days of a rule, cancelled ones too, as far as its UNTIL and COUNT go. */
function ruleDays(engine: Engine, schedule: Schedule, plan: Plan, isEnough: (days: number[]) => boolean): number[] {
  const days: number[] = [];
  engine.visitDays(schedule, plan, plan.start, (day) => {
    days.push(day);
    return isEnough(days);
  });
  return days;
}

/**
 * The rule for a calendar that knows no 24:00: its dates are those the sessions begin on, the day after. Undefined if it
 * cannot be moved by a day. `skipped` occurrences before DTSTART are taken off COUNT.
 */
function ruleLine({ timeZone }: Schedule, plan: Plan, skipped: number): string | undefined {
  const { COUNT, UNTIL } = plan.rule!;
  let { text } = plan.rule!;
  if (plan.time === dayMs) {
    if (/MONTH|YEAR/.test(text)) return;
    if (!/WKST/.test(text)) text += ';WKST=MO';
    text = text.replace(/\b(SU|MO|TU|WE|TH|FR|SA)\b/g, (weekday) => weekdays[(weekdays.indexOf(weekday) + 1) % 7]!);
  }
  if (COUNT) text = text.replace(/COUNT=\d+/, `COUNT=${COUNT - skipped}`);
  if (UNTIL) {
    const { at, kind } = UNTIL;
    // RFC 5545 wants UTC here, but for floating times.
    const until = localTime(kind === 'utc' ? at : toInstant(timeZone, kind === 'date' ? at + plan.time : at));
    text = text.replace(/UNTIL=\w+/, `UNTIL=${until}${timeZone === unknownZone ? '' : 'Z'}`);
  }
  return `RRULE:${text}`;
}

/** `;TZID=Europe/London:20260106T193000`; floating without a zone. */
const timesOf = ({ timeZone }: Schedule, { time }: Plan, days: number[]) =>
  `${timeZone === unknownZone ? '' : `;TZID=${timeZone}`}:${days.map((day) => localTime(day * dayMs + time)).join()}`;

/** The events of a session, the one that it is first; the others are days that were added before it begins. */
function eventsOf(engine: Engine, schedule: Schedule, plan: Plan): { day: number; repeats: string[] }[] {
  const { start, rule, except = [], extra = [] } = plan;
  const isRegular = (day: number) => engine.isRegular!(schedule, plan, day);
  const isOn = (day: number) => !except.includes(day);
  const sorted = (days: number[]) => [...new Set(days)].sort((a, b) => a - b);
  const dates = (name: string, days: number[]) => (days.length ? [name + timesOf(schedule, plan, days)] : []);
  const added = sorted(extra).filter((day) => day >= start && isOn(day) && !isRegular(day));

  const upToFirst = rule ? ruleDays(engine, schedule, plan, (days) => isOn(days.at(-1)!)) : [start];
  const first = upToFirst.filter(isOn)[0] ?? added[0];
  if (first === undefined) return [];
  const early = added.filter((day) => day < first).map((day) => ({ day, repeats: [] }));
  const later = added.filter((day) => day > first);
  const line = rule && upToFirst.some(isOn) && ruleLine(schedule, plan, upToFirst.length - 1);
  if (line) {
    const cancelled = sorted(except).filter((day) => day > first && isRegular(day));
    return [{ day: first, repeats: [line, ...dates('EXDATE', cancelled), ...dates('RDATE', later)] }, ...early];
  }
  const listed = rule ? ruleDays(engine, schedule, plan, (days) => days.length >= mostListed).filter(isOn) : [];
  // Without a rule the first day is listed too: not every reader takes it from DTSTART.
  const all = sorted([first, ...listed, ...later]);
  return [{ day: first, repeats: dates('RDATE', all[1] === undefined ? [] : all) }, ...early];
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
    eventsOf(engine, schedule, plan).forEach(({ day, repeats }, at) => {
      zones.set(timeZone, Math.min(zones.get(timeZone) ?? Infinity, toInstant(timeZone, day * dayMs + plan.time)));
      events.push(
        'BEGIN:VEVENT',
        `UID:${idOf([group.source, group.id, one.id, at && day].join('\n'))}@calendar.invalid`,
        `DTSTAMP:${localTime(now)}Z`,
        `DTSTART${timesOf(schedule, plan, [day])}`,
        // Minutes are exact; days would follow the clocks (RFC 5545 section 3.3.6).
        ...(minutes ? [`DURATION:PT${minutes}M`] : []),
        ...repeats,
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
