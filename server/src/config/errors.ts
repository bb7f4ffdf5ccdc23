import type * as z from 'zod';
import { hintFor, namesAt } from './hints.ts';

/** What is wrong with the configuration, in sentences. Never holds a value: some are secret. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** Puts what a schema found wrong into sentences that name the place. */
export function faultsOf(issues: readonly z.core.$ZodIssue[], value: unknown): string[] {
  return [...new Set(issues.flatMap((issue) => faultOf(issue, value)))];
}

function faultOf(issue: z.core.$ZodIssue, whole: unknown): string[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownName(path, key));
  if (issue.code === 'custom' && issue.message === 'one-key') return [`${placeOf(path)} needs either secret or jwksUrl, and not both.`];
  if (issue.code === 'custom' && issue.message === 'same-feed') return [`${placeOf(path)} names one list twice. Give each a name of its own.`];
  if (issue.code === 'custom' && issue.message === 'too-wide') return [`${placeOf(path)} is too wide: whoever is in it can say that they are somebody else. Name the proxies themselves, or at most a /8 of IPv4 or of private IPv6 addresses, or a /32 of others.`];
  const wanted = hintFor(path) ?? 'another value';
  if (issue.code === 'custom' && path.at(-1) === 'ages') return [`${placeOf(path)} ends before it begins.`];
  if (valueAt(whole, path) === undefined) return [`${placeOf(path)} is missing: ${wanted}.`];
  return [`${placeOf(path)} is not right. Wanted: ${wanted}.`];
}

export const placeOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'The configuration';

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, name) => (at as Record<PropertyKey, unknown> | undefined | null)?.[name], value);

function unknownName(path: readonly PropertyKey[], name: string): string {
  const names = namesAt(path);
  const near = names.find((known) => distance(known.toLowerCase(), name.toLowerCase()) <= 2);
  const advice = near ? ` Is it “${near}”?` : names.length ? ` Known here: ${names.join(', ')}.` : '';
  return `${placeOf([...path, name])} is not known.${advice}`;
}

/** How many letters have to change to make one word the other. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}
