import { collectionAbilities as can } from '../../client/abilities.ts';
import type { Decision, Sending, Story } from '../../domain/story.ts';
import type { Row } from '../store.ts';
import type { Acting, Kind } from './kind.ts';
import { distrustAll, distrustShown, expireStory, month, monthsUntil, sendingOf } from './life.ts';

export const stories: Kind<'stories'> = {
  can: can.stories,
  index: ({ topics, language, text, helped, line }) => ({
    terms: { topic: topics as string[], language: [language as string], ...(line ? { line: ['yes'] } : {}), ...(helped ? { helped: ['yes'] } : {}) },
    text: [text, helped, line].filter(Boolean).join('\n'),
  }),
  // It was taken from readers after the backup. Whatever its writer had changed is not there.
  async erase(row, acting) {
    if (acting.settings && isOver(row.record as unknown as Story, acting.settings.keptMonths, acting.now)) return expireStory(row, acting);
    await distrustAll(row, acting);
  },
  distrust: distrustShown,
};

/** In these states a sending waits for nobody but its writer, and is not kept longer than a story would be. */
export const waitsForWriter = ['changes-asked', 'not-published'] as const satisfies readonly Sending['state'][];

/** Month in which somebody last decided about a sending, or else in which it came. */
export async function lastMoved(sending: Row, { tx }: Acting): Promise<string | undefined> {
  const decided = (await tx.having('decisions', 'sending', sending.id)).map(({ record }) => (record as unknown as Decision).at);
  return [...decided, sendingOf(sending).sent].filter((at) => at !== undefined).sort().at(-1)?.slice(0, 7);
}

/** Whether something of this month is older than the space keeps stories. */
export function isOver({ month: at }: Pick<Story, 'month'>, keptMonths: number, now: number): boolean {
  return monthsUntil(month(now)) - monthsUntil(at) > keptMonths;
}
