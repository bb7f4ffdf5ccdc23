import { html, nothing, type TemplateResult } from 'lit';
import { goneSaidMonths, monthOf, monthsAfter } from '../../domain/retention.ts';
import type { Sending } from '../../domain/story.ts';
import { fill, msg } from '../../internal/localize.ts';
import { monthName } from '../story-list/story.ts';

/** Whether its writer is asked now whether it may stay. */
export const isAsked = ({ until, review, state }: Sending, now = Date.now()): boolean => state !== 'expired' && until !== undefined && review !== undefined && review <= monthOf(now);

/** Until when it is there, and what happens then: nothing of it is a surprise. */
export function staysWords(sending: Sending, locale: string, onStay: () => void): TemplateResult | typeof nothing {
  const { until, review, story } = sending;
  if (until === undefined) return nothing;
  const values = { month: monthName(until, locale), from: monthName(review ?? until, locale) };
  const stays = story ? msg('It stays until {month}; then it goes, and for a year this page says so.') : msg('Your words are kept for you until {month}; then they are deleted, and for a year this page says so.');
  if (!isAsked(sending)) return html`<p>${fill(stays, values)} ${review === until ? nothing : fill(msg('From {from} on you are asked here whether it may stay longer.'), values)}</p>`;
  return html`<div class="alert asked">
    <p>${story ? msg('Is it still right for you that others read this?') : msg('Shall we keep your words for you for longer?')}</p>
    <p>${fill(stays, values)} ${msg('If you do nothing, it happens as it was promised.')}</p>
    <button type="button" class="main" @click=${onStay}>${story ? msg('It may stay') : msg('Keep it longer')}</button>
  </div>`;
}

/** When and why it went, with nothing of its words. */
export function goneWords({ gone, because }: Sending, locale: string): TemplateResult | typeof nothing {
  if (gone === undefined) return nothing;
  const why = because === 'story-gone' ? msg('The story that it answered has gone, so these words were deleted too, in {month}.') : msg('It went in {month}, when the time was over that was said here before.');
  return html`<p>${fill(why, { month: monthName(gone, locale) })} ${fill(msg('This page says so until {month}; then your receipt opens nothing any more.'), { month: monthName(monthsAfter(gone, goneSaidMonths), locale) })}</p>`;
}
