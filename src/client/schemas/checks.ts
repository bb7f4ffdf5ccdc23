import { plain } from './patterns.ts';

/** For what is read without zod. */
export type Check = (value: unknown) => boolean;

export const text =
  (most: number, ...patterns: RegExp[]): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most && [plain, ...patterns].every((pattern) => pattern.test(value));
export const some = /[^]/;
export const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
