import { html, nothing, type TemplateResult } from 'lit';
import { handOverLasts, type Hold, type HoldReason } from '../../domain/hold.ts';
import { fill, msg } from '../../internal/localize.ts';

/** Why a story is held, said so that it judges nobody. */
export const holdReasonWords = (): Record<HoldReason, string> => ({
  'danger-self': msg('The writer may come to harm by their own hand'),
  'danger-other': msg('Somebody else may be in danger'),
  child: msg('A child may be in danger'),
  'abuse-now': msg('Abuse or violence goes on now'),
  legal: msg('The law, or an authority, asks for it'),
});

/** A day, as one says it. */
export const dayWords = (day: string, locale: string): string => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));

/** Whether nobody was reached: the server says so after a day, also where it was never told what came of it. */
export const nobodyReached = ({ told, at }: Pick<Hold, 'told' | 'at'>, now = Date.now()): boolean => told === 'failed' || (told === 'waiting' && at !== undefined && now - Date.parse(at) >= handOverLasts);

/** Who was told, and what is left to do by hand. */
export function toldWords(hold: Pick<Hold, 'told' | 'at'>, call?: string): TemplateResult {
  if (nobodyReached(hold)) return html`<strong>${msg('Nobody was reached.')}</strong> ${callWords(call)}`;
  if (hold.told === 'yes') return html`${msg('The program of your space has been told, without any words of the story.')}`;
  if (hold.told === 'waiting') return html`${msg('The program of your space is being told. It is tried again until it answers.')}`;
  return html`${msg('No program is told from here.')} ${callWords(call)}`;
}

const callWords = (call: string | undefined): string => (call ? fill(msg('Call or write to: {who}.'), { who: `\u2068${call}\u2069` }) : msg('Call whom your team agreed on.'));

/** What its writer knows of it. */
export function tellWords({ tell, tellReview }: Pick<Hold, 'tell' | 'tellReview'>, locale: string): unknown {
  if (tell === 'now') return msg('The writer is told with their receipt.');
  return tellReview ? fill(msg('The writer is not told yet. Decide anew by {day}.'), { day: dayWords(tellReview, locale) }) : nothing;
}
