import * as z from 'zod/mini';
import { languagePattern, monthPattern, plain } from './patterns.ts';

export const text = (most: number, least = 0) => z.string().check(z.minLength(least), z.maxLength(most), z.regex(plain));
/** Text that says something: spaces alone do not. */
export const said = (most: number) => z.string().check(z.maxLength(most), z.regex(plain), z.regex(/\S/));
export const words = (most = 100) => z.array(text(200, 1)).check(z.maxLength(most));
const address = (protocol: RegExp) => z.url({ protocol }).check(z.maxLength(2000), z.regex(plain));

export const webAddress = address(/^https?$/);
/** A contact may also be reached by a link that opens the mail or telephone program. */
export const contactAddress = address(/^(https?|mailto|tel)$/);
export const email = z.string().check(z.maxLength(254), z.regex(/^[^\s@<>]+@[^\s@<>]+$/));
export const phone = text(100, 2);
export const id = text(200, 1);
export const day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));
export const month = z.string().check(z.regex(monthPattern));
export const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/));
export const language = z.string().check(z.maxLength(35), z.regex(languagePattern));
export const country = z.string().check(z.regex(/^[A-Z]{2}$/));
/** A time of day, `HH:MM`. */
export const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
export const timeZone = z.string().check(z.maxLength(64), z.regex(/^[\w+/-]+$/));
/** SHA-256 in base64url. */
export const hash = z.string().check(z.regex(/^[\w-]{43}$/));
export const rev = z.optional(text(200, 1));
