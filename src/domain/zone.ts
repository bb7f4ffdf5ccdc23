import type { Schedule } from './group.ts';

/**
 * Asking Intl for an offset takes a few microseconds, so offsets are kept for stretches of 2^19 s. That is six days, less
 * than what lies between two changes of any zone since 1970 (the shortest is a week: Recife 2000, Gaza 2040).
 */
export const stretchMs = 524288000;
const dayMs = 864e5;
const mostStretches = 5000;

/**
 * CLDR's name for a zone nobody knows. Its wall-clock times are taken as they are written, as if it were UTC;
 * it is no zone to convert to or from, and nobody is told that a session in it is on now.
 */
export const unknownZone = 'Etc/Unknown';

/** The offset of a stretch, and, if it changes (else Infinity), when and to what. All in milliseconds. */
export interface Stretch {
  offset: number;
  change: number;
  then: number;
}

interface Zone {
  format: (instant: number) => string;
  stretches: Map<number, Stretch>;
}

const zones = new Map<string, Zone | undefined>();

function openZone(name: string): Zone | undefined {
  // Engines read three letters in their own way (BST is Dhaka in V8): only UTC and GMT are beyond doubt.
  if (!/^(UTC|GMT|GB|NZ|[a-z].{3,})$/i.test(name)) return;
  try {
    const { format } = new Intl.DateTimeFormat('en-US', {
      timeZone: name === unknownZone ? 'UTC' : name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    return { format, stretches: new Map() };
  } catch {
    return;
  }
}

function zoneOf(name: string): Zone | undefined {
  if (!zones.has(name)) {
    if (zones.size > 999) zones.clear();
    zones.set(name, openZone(name));
  }
  return zones.get(name);
}

function readOffset(zone: Zone, instant: number): number {
  const [month, day, year, hour, minute, second] = zone.format(instant).match(/\d+/g)!.map(Number) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}

function readStretch(zone: Zone, first: number): Stretch {
  const offset = readOffset(zone, first);
  const then = readOffset(zone, first + stretchMs);
  if (then === offset) return { offset, change: Infinity, then };
  let before = first;
  let change = first + stretchMs;
  while (change - before > 1000) {
    const middle = (before + change) / 2;
    if (readOffset(zone, middle) === offset) before = middle;
    else change = middle;
  }
  return { offset, change, then };
}

/**
 * Whether `name` is a time zone of the IANA database that this engine knows. Abbreviations such as `BST` or `EST` are
 * none, except `UTC` and `GMT`: they mean several zones, and no summer time.
 */
export function isTimeZone(name: string): boolean {
  return name !== unknownZone && hasOffsets(name);
}

/** The schedule on a clock that can be computed: where its zone is not known, its times are taken as written, by another clock. */
export const onClock = (schedule: Schedule, otherwise: string): Schedule =>
  isTimeZone(schedule.timeZone) ? schedule : { ...schedule, timeZone: otherwise };

/** Whether `offsetAt` knows the zone: a time zone, or `unknownZone`. */
export const hasOffsets = (name: string): boolean => !!zoneOf(name);

/** The stretch that an instant is in. The zone must be one that `hasOffsets` accepts. */
export function stretchAt(timeZone: string, instant: number): Stretch {
  const zone = zoneOf(timeZone)!;
  const index = Math.floor(instant / stretchMs);
  let stretch = zone.stretches.get(index);
  if (!stretch) {
    if (zone.stretches.size > mostStretches) zone.stretches.clear();
    zone.stretches.set(index, (stretch = readStretch(zone, index * stretchMs)));
  }
  return stretch;
}

/** Local time minus UTC at an instant, in milliseconds. The zone must be one that `hasOffsets` accepts. */
export function offsetAt(timeZone: string, instant: number): number {
  const { offset, change, then } = stretchAt(timeZone, instant);
  return instant < change ? offset : then;
}

/**
 * The instant of a wall-clock time, which is given as if it were UTC, in milliseconds. As RFC 5545 section 3.3.5 says, a
 * time that does not exist takes the offset before the gap, and of a time that exists twice the first is meant.
 */
export function toInstant(timeZone: string, wall: number): number {
  const before = offsetAt(timeZone, wall - dayMs);
  const after = offsetAt(timeZone, wall + dayMs);
  const early = wall - before;
  if (before === after || offsetAt(timeZone, early) === before) return early;
  return offsetAt(timeZone, wall - after) === after ? wall - after : early;
}
