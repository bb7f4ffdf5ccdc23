import { html, nothing, type TemplateResult } from 'lit';
import type { StoryText } from '../../domain/story.ts';
import { beginning, paragraphs } from '../../domain/paragraphs.ts';
import { msg } from '../../internal/localize.ts';
import { noteName } from './notes.ts';

/*
 * How a story is read, and nothing else draws one: readers in `<story-list>`, writers in the preview of `<story-share>`, and
 * whoever reads before publishing see the same words in the same shape. Its styles are in `story.styles.ts`.
 * It is plain text: nothing in it is a link, a picture or markup.
 */

/** What can be shown: a published story, or one that is being written. */
export type ShownStory = Pick<StoryText, 'text' | 'helped' | 'topics' | 'notes' | 'language'> & {
  /** `YYYY-MM`. Absent: this month. */
  month?: string;
};

export interface StoryView {
  /** BCP 47 tag of the reader, for the month. */
  locale: string;
  /** Whether all of it is read. One with notes shows nothing of its words before, others their beginning. */
  open: boolean;
  onToggle: () => void;
  /** Makes the ids of its parts different from those of another story in the same shadow root. */
  key?: string | number;
  /** What stands below an opened story. */
  below?: unknown;
  /** What stands beside its notes. */
  beside?: unknown;
  /** What stands between its notes and its words. */
  between?: unknown;
}

/** About how much of a long story is read before it is opened, in characters. */
const about = 600;

/** One story, closed or open. */
export function storyCard(story: ShownStory, view: StoryView): TemplateResult {
  const { open, onToggle, key = '', below, beside, between } = view;
  const noted = story.notes.length > 0;
  const begun = beginning(story.text, about);
  // A short one is all there at once; only notes close it.
  const opens = noted || begun !== story.text || !!story.helped;
  const id = `story${key}`;
  const turn = html`<p class="turn">
    <button type="button" class=${noted && !open ? '' : 'plain'} part="open" aria-expanded=${open} aria-describedby=${id} @click=${onToggle}>
      ${open ? msg('Close this story') : noted ? msg('Read this story') : msg('Read the whole story')}
    </button>
  </p>`;
  return html`<article class="story" part="story" aria-labelledby=${id}>
    <h3 id=${id} tabindex="-1">${monthName(story.month, view.locale)}${story.topics.map((topic) => html` <span class="topic"><bdi>${topic}</bdi></span>`)}</h3>
    ${noted ? storyNotes(story.notes, view.locale, beside) : nothing} ${noted && opens ? turn : nothing} ${between}
    ${open || !opens
      ? [storyWords(story.text, story.language), story.helped ? whatHelped(story.helped, story.language) : nothing]
      : noted
        ? nothing
        : storyWords(begun, story.language)}
    ${opens && !noted ? turn : nothing}
    ${open || !opens ? below : nothing}
  </article>`;
}

/** What a reader may want to know before opening it. Short, and said once. */
function storyNotes(notes: readonly string[], locale: string, beside: unknown): TemplateResult {
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).formatToParts(notes.map(noteName));
  return html`<p class="notes" part="notes">
      ${msg('Before you read, this story speaks of:')} ${list.map(({ type, value }) => (type === 'element' ? html`<strong><bdi>${value}</bdi></strong>` : value))}
    </p>
    ${beside ? html`<p class="beside">${beside}</p>` : nothing}`;
}

/** The words in paragraphs. Each has the direction of its own first letter, and what turns directions around ends with it. */
export const storyWords = (text: string, language: string): TemplateResult =>
  html`<div class="words" part="words" lang=${language}>${paragraphs(text).map((each) => html`<p dir="auto">${each}</p>`)}</div>`;

/** What helped, in the writer's words. */
const whatHelped = (helped: string, language: string) =>
  html`<section class="helped" part="helped">
    <h4>${msg('What helped')}</h4>
    ${storyWords(helped, language)}
  </section>`;

/** "October 2026": nothing finer is known to anybody. */
export function monthName(month: string | undefined, locale: string): string {
  const at = month ? Date.parse(`${month}-01`) : Date.now();
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
}
