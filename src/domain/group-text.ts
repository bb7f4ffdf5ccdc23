import type { Group } from './group.ts';

/** The words of a group that a search looks through: of a place that is told only on asking, the area. */
export const groupText = (group: Group): string =>
  [
    group.name,
    group.about,
    ...group.topics,
    ...group.audience,
    ...group.sessions.flatMap(({ place, reveal }) => [...(reveal === 'ask' ? [] : [place?.name, place?.address]), ...(place?.area ?? [])]),
  ].join('\n');
