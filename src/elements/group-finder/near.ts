import type { Group, Place, Session } from '../../domain/group.ts';
import { fold } from '../../domain/search.ts';

/** How far people travel to a group, at most, in kilometres. */
const reachKm = 40;
const earthKm = 6371;

/** Great-circle distance in kilometres, by the haversine formula. */
function distance(from: readonly [number, number], to: readonly [number, number]): number {
  const [latitude, longitude, otherLatitude, otherLongitude] = [...from, ...to].map((degrees) => (degrees * Math.PI) / 180) as [number, number, number, number];
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  return 2 * earthKm * Math.asin(Math.sqrt(half(otherLatitude - latitude) + Math.cos(latitude) * Math.cos(otherLatitude) * half(otherLongitude - longitude)));
}

/**
 * One byte for each group: 1 for those with a session at a place, and those that can be joined online.
 *
 * @param near - "latitude,longitude" in degrees, or words that the place's name, address or area must all hold.
 */
export function nearby(near: string): (groups: readonly Group[]) => Uint8Array {
  const point = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(near);
  const words = fold(near).split(/[\s,]+/).filter(Boolean);
  const there = ({ name, address, area, latitude, longitude }: Place) => {
    if (point) return latitude !== undefined && longitude !== undefined && distance([+point[1]!, +point[2]!], [latitude, longitude]) <= reachKm;
    const text = fold([name, address, ...area].join(' '));
    return words.every((word) => text.includes(word));
  };
  const answers = ({ way, place }: Session) => way !== 'in-person' || (place !== undefined && there(place));
  return (groups) => Uint8Array.from(groups, (group) => +group.sessions.some(answers));
}
