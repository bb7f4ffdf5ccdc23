import { distance } from '../../domain/distance.ts';
import type { Group, Place, Session } from '../../domain/group.ts';
import { fold } from '../../domain/search.ts';

/** How far people travel to a group, at most, in kilometres. */
const reachKm = 40;

/**
 * One byte for each group: 1 for those with a session at a place, and those that can be joined online.
 *
 * @param near - "latitude,longitude" in degrees, or words that the place's name, address or area must all hold.
 */
export function nearby(near: string): (groups: readonly Group[]) => Uint8Array {
  const point = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(near);
  const words = fold(near).split(/[\s,]+/).filter(Boolean);
  const there = (place: Place) => {
    if (point) return distance(place, { latitude: +point[1]!, longitude: +point[2]! }) <= reachKm;
    const text = fold([place.name, place.address, ...place.area].join(' '));
    return words.every((word) => text.includes(word));
  };
  const answers = ({ way, place }: Session) => way !== 'in-person' || (place !== undefined && there(place));
  return (groups) => Uint8Array.from(groups, (group) => +group.sessions.some(answers));
}
