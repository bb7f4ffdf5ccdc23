import type { SharedCheckin } from '../../domain/checkin-share.ts';
import { noticeDistress } from '../../domain/distress.ts';
import { type Fold, foldOf } from '../../domain/folding.ts';

/** What was found, as long as the words are in the page. */
const found = new WeakMap<SharedCheckin, { locale: string; fold: Fold | undefined }>();

/** Whether the words of a check-in wait to be asked for. They are looked at on this device alone. */
export function fold(checkin: SharedCheckin, locale: string): Fold | undefined {
  const before = found.get(checkin);
  if (before?.locale === locale) return before.fold;
  const fold = checkin.words ? foldOf(checkin.words, noticeDistress(checkin.words, locale)) : undefined;
  found.set(checkin, { locale, fold });
  return fold;
}
