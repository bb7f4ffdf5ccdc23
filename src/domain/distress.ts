import { german } from './distress/de.ts';
import { english } from './distress/en.ts';
import { noticeWith } from './distress/read.ts';
import type { Distress } from './distress/types.ts';

export type { Distress, DistressTopic } from './distress/types.ts';

/**
 * Notices words of distress, so that support comes to the writer at once and a person reads the text first. It errs
 * toward noticing and misses much all the same: it is no assessment of risk, and must never refuse, rank or diagnose
 * anybody. `locale` is a BCP 47 tag; a language other than English and German is `unchecked`, which is urgent.
 */
export const noticeDistress = (text: string, locale: string): Distress => noticeWith(text, locale, [english, german]);
