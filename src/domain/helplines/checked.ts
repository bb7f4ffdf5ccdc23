/** How far a date of checking can be trusted: `old` after twelve months; `unknown` without one, or with one that cannot be. */
export type Freshness = 'fresh' | 'old' | 'unknown';

/** The first moment of the day or month, in milliseconds; NaN for what is no date. */
export function checkedOn(checked: string | undefined): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(checked ?? '') ?? [];
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1));
  // 31 February is not 3 March.
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(checked!) ? NaN : at;
}

/** Twelve months after the first moment of the date it is old. A date that is still to come is not believed. */
export function freshness(checked: string | undefined, now: number): Freshness {
  const at = checkedOn(checked);
  // A day's grace: the world is not on one date.
  if (!(at <= now + 864e5)) return 'unknown';
  return new Date(at).setUTCFullYear(new Date(at).getUTCFullYear() + 1) < now ? 'old' : 'fresh';
}
