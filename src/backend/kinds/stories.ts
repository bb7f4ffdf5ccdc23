import { collectionAbilities as can } from '../../client/abilities.ts';
import { isMonthOver, monthsAfter } from '../../domain/retention.ts';
import type { Decision } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import type { Acting, Kind } from './kind.ts';
import { distrustAll, distrustShown, expireStory, sendingOf } from './life.ts';

export const stories: Kind<'stories'> = {
  can: can.stories,
  // Until when it stays is its writer's to know: whoever reads would learn when they were last here.
  view: ({ until: _, ...record }) => record as AnyRecord,
  // It was taken from readers after the backup. Whatever its writer had changed is not there.
  async erase(row, acting) {
    if (acting.settings && isOver(row, acting.settings.keptMonths, acting.now)) return expireStory(row, acting);
    await distrustAll(row, acting);
  },
  distrust: distrustShown('stories'),
};

/** Month in which somebody last decided about a sending, or else in which it came. */
export async function lastMoved(sending: Row, { tx }: Acting): Promise<string | undefined> {
  const decided = (await tx.having('decisions', 'sending', sending.id)).map(({ record }) => (record as unknown as Decision).at);
  return [...decided, sendingOf(sending).sent].filter((at) => at !== undefined).sort().at(-1)?.slice(0, 7);
}

/** Whether the time of what readers have is over: what was promised, or else what the space says of its month. */
export function isOver({ record }: Pick<Row, 'record'>, keptMonths: number, now: number): boolean {
  const { until, month: at } = record as { until?: string; month?: string };
  return at !== undefined && isMonthOver(until ?? monthsAfter(at, keptMonths), now);
}
