import { type RawBuilder, sql } from 'kysely';
import type { Box } from './database.ts';

const world: Box = [-180, -90, 180, 90];
/** Mean radius of the earth in kilometres, as the library has it. */
const radius = 6371.0088;
const degrees = (radians: number) => (radians * 180) / Math.PI;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres in which the nearest are looked for, step by step; the last one is farther than any place. */
export const rings = [1, 3, 9, 27, 81, 243, 729, 2187, 6561, 21_000];

/** The square of half the straight line through the earth to the session `s`, with the radius as 1: it grows with the distance. */
export function chordTo({ latitude, longitude }: { latitude: number; longitude: number }): RawBuilder<number> {
  const north = sql`sin((radians(s.latitude) - ${radians(latitude)}) / 2)`;
  const east = sql`sin(radians(s.longitude - ${longitude}) / 2)`;
  return sql`(${north} * ${north} + cos(radians(s.latitude)) * ${Math.cos(radians(latitude))} * ${east} * ${east})`;
}

/** The same for a distance. */
export const chordOf = (km: number): number => Math.sin(Math.min(km / radius, Math.PI) / 2) ** 2;

/** The distance for it. Below zero for less than none. */
export const kilometresOf = (chord: number): number => (chord < 0 ? -1 : 2 * radius * Math.asin(Math.sqrt(Math.min(1, chord))));

/** A box as one or, where it crosses the 180th meridian, two that do not. */
export function boxesOf([west, south, east, north]: Box): Box[] {
  return west <= east ? [[west, south, east, north]] : [[west, south, 180, north], [-180, south, east, north]];
}

/** Boxes in which everything lies that is within a distance, and somewhat more: the distance itself is measured afterwards. */
export function boxesAround(place: { latitude: number; longitude: number }, km: number): Box[] {
  const { latitude } = place;
  const longitude = ((((place.longitude + 180) % 360) + 360) % 360) - 180;
  const angle = (Math.max(0, km) / radius) * 1.001 + 1e-7;
  if (!(angle < Math.PI) || Math.abs(latitude) > 90) return [world];
  const south = latitude - degrees(angle);
  const north = latitude + degrees(angle);
  // Around a pole there are all longitudes.
  if (south <= -90 || north >= 90) return [[-180, Math.max(-90, south), 180, Math.min(90, north)]];
  const across = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos((latitude * Math.PI) / 180)))) * 1.001 + 1e-7;
  const west = longitude - across;
  const east = longitude + across;
  if (across >= 180) return [[-180, south, 180, north]];
  if (west < -180) return [[west + 360, south, 180, north], [-180, south, east, north]];
  if (east > 180) return [[west, south, 180, north], [-180, south, east - 360, north]];
  return [[west, south, east, north]];
}
