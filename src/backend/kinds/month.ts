import { monthsUntil } from '../../domain/retention.ts';

/** Place of a month in the order of what was published: the newest first, and all of one month at the same place. */
export const keyOfMonth = (at: string): number => -monthsUntil(at);
