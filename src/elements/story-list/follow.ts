import type { PeerClient } from '../../client/client.ts';
import type { Story } from '../../domain/story.ts';
import type { StoryPages } from './story-pages.ts';

/** How often a page that is looked at looks again, in milliseconds. */
const every = 5 * 60_000;
/** One that was away so long looks again when it comes back. */
const away = 60_000;
const most = 100;

/**
 * Keeps the page true: what its writer took back, changed, or what was hidden meanwhile is not read any more. Readers may not
 * watch, because a moment at which a story appears could tell who wrote it; and the list is read again, not the story that
 * is open, so that nobody learns what somebody reads.
 */
export function follow(client: PeerClient, pages: () => StoryPages | undefined, signal: AbortSignal): void {
  let looked = Date.now();
  const look = () => {
    if (document.hidden) return;
    looked = Date.now();
    void lookAgain(client, pages(), signal).catch(() => {});
  };
  const timer = setInterval(look, every);
  signal.addEventListener('abort', () => clearInterval(timer));
  document.addEventListener('visibilitychange', () => Date.now() - looked > away && look(), { signal });
}

async function lookAgain(client: PeerClient, pages: StoryPages | undefined, signal: AbortSignal) {
  if (pages?.status !== 'done') return;
  const there = pages.stories.filter(({ id }) => !pages.gone.has(id));
  if (!there.length) return;
  const found = new Map<string, Story>();
  const stories = client.collection('stories');
  for await (const { items } of stories.pages({ ...pages.query, limit: Math.min(most, there.length) }, { signal })) {
    for (const each of items) found.set(each.id, each);
    // New ones may have come before them; more than a few pages are not read for that.
    if (there.every(({ id }) => found.has(id)) || found.size > there.length + most) break;
  }
  for (const { id } of there) pages.replace(id, found.get(id) ?? (await stories.get(id, { signal })));
}
