import { html, nothing, type TemplateResult } from 'lit';
import { type DeskItem, type Lane, waitedFor, waits, whyOf } from '../../domain/desk.ts';
import { reasonWords } from '../story-list/report-words.ts';
import { noteName } from '../story-list/notes.ts';
import { msg } from '../../internal/localize.ts';
import { lengthWords, overWords, waitedWords, whyWords } from './desk-words.ts';

/** What the rows of a lane need to know. */
export interface RowsView {
  lane: Lane;
  items: readonly DeskItem[];
  now: number;
  me: string | undefined;
  /** Until when what was decided can be taken back. */
  held: ReadonlyMap<string, string>;
  /** Key of the one that is open. */
  open: string | undefined;
  /** Key of the one that the arrow keys are at; the first where it is not there. */
  at: string | undefined;
  /** The words that rows are in, and the minute that it is: they are drawn anew with another one. */
  language: unknown;
  minute: number;
  /** When it came, in milliseconds since 1970. */
  since(item: DeskItem): number;
  onOpen(item: DeskItem): void;
}

/**
 * Some of the rows of a lane. One of all is in the order of the Tab key, the arrow keys go on from there: nobody has to pass
 * thousands to reach what comes behind them.
 */
export const rows = (items: readonly DeskItem[], view: RowsView, stop: string | undefined): TemplateResult => html`${items.map((item) => row(item, view, item.key === stop))}`;

function row(item: DeskItem, view: RowsView, stop: boolean): TemplateResult {
  const { key, sending, report, claim } = item;
  const over = !waits(item);
  const other = claim !== undefined && claim.by !== view.me;
  const why = whyWords();
  const notes = sending?.notes ?? [];
  const state = over ? overWords(item) : view.held.has(key) ? msg('You have decided; it can still be taken back') : other ? msg('Somebody else reads this') : claim ? msg('With you') : '';
  return html`<div role="listitem" class="row ${over ? 'over' : other ? 'other' : ''}" part="row">
    <button type="button" data-key=${key} tabindex=${stop ? 0 : -1} aria-current=${key === view.open ? 'true' : nothing} @click=${() => view.onOpen(item)}>
      <span class="about">${titleOf(item)}</span>
      ${notes.length && !over ? html`<span class="speaks">${msg('It speaks of:')} ${notes.map((note, i) => html`${i ? ', ' : ''}<bdi>${noteName(note)}</bdi>`)}</span>` : nothing}
      <span class="why">${over ? nothing : whyOf(item).map((each) => html`<span class=${each === 'distress' || each === 'worried' ? 'pressing' : ''}>${why[each]}</span>`)}</span>
      <span class="facts">
        ${state ? html`<strong>${state}</strong>` : nothing} ${over || report ? nothing : html`<span>${lengthWords(sending!.text)}</span>`}
        ${over ? nothing : html`<span>${waitedWords(waitedFor(view.since(item), view.now))}</span>`}
      </span>
    </button>
  </div>`;
}

/** What it is about, as far as its writer said; of a report, why it was made. */
export function titleOf({ sending, report }: DeskItem): unknown {
  if (report) return reasonWords()[report.reason];
  // Each ends the tricks of direction that stand in it.
  if (sending?.topics.length) return sending.topics.map((topic, i) => html`${i ? ' · ' : ''}<bdi>${topic}</bdi>`);
  return sending?.replyTo ? msg('A reply') : msg('A story without a theme');
}
