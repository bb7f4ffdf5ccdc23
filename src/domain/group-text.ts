import type { Group } from './group.ts';

/** The words of a group that a search looks through. */
export const groupText = (group: Group): string =>
  [
    group.name,
    group.about,
    ...group.topics,
    ...group.audience,
    ...group.sessions.flatMap(({ place }) => [place?.name, place?.address, ...(place?.area ?? [])]),
  ].join('\n');
