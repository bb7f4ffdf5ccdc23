import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { reading } from '../../domain/identifying/find.ts';
import { isRead, packsFor } from '../../domain/identifying/load.ts';
import { alike, decide, lookAgain, type Passage, type Softening } from '../../domain/identifying/passages.ts';
import type { Identifying, IdentifyingKind } from '../../domain/identifying/types.ts';
import { fill, msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { locales } from '../../locales/generated/story-glasses.ts';
import { inSlices } from '../../internal/slices.ts';
import { styles } from './glasses.styles.ts';

/** How long a writer stops typing before the text is looked through, in milliseconds. */
const lookAfter = 250;

/** Words of somebody else within a sentence of ours keep their own direction. */
const apart = (words: string): string => `\u2068${words}\u2069`;

/** Why each kind of thing is shown, in plain words. */
const reasons = (): Record<IdentifyingKind, string> => ({
  name: msg('People who know you could tell by this name who is meant.'),
  phone: msg('Anybody could call this number and find out whose it is.'),
  email: msg('Anybody could write to this address, and it often leads to a name.'),
  handle: msg('With this name, anybody could find the account and what it shows.'),
  link: msg('This link could lead to you, or to somebody you write about.'),
  address: msg('This tells where you or somebody else can be found.'),
  postcode: msg('This tells roughly where somebody lives.'),
  'id-number': msg('A number like this belongs to one person only.'),
  date: msg('Somebody who remembers this day could tell who you are.'),
  organisation: msg('People from there could recognise you, or somebody you write about.'),
});

/**
 * Privacy glasses: shows a text with what could tell who somebody is, why, and gentler words that can take its place with
 * one press. Nothing has to be changed, everything can be undone, and no word leaves the device. It never says that a text
 * is safe. For the inside of other elements: `define('story-glasses', StoryGlasses)` after loading this file, then
 *
 *     <story-glasses .text=${text} .written=${'en-GB'} .country=${'GB'} .softened=${(text) => keep(text)}></story-glasses>
 */
export class StoryGlasses extends PeerElement {
  static override styles = [...PeerElement.styles, styles];

  static override properties = {
    text: { attribute: false },
    written: { attribute: false },
    country: { attribute: false },
    softened: { attribute: false },
    softening: { state: true },
    said: { state: true },
  };

  /** The text to look through. What the writer decided stays where a changed text still has the words. */
  text = '';

  /** The language of the text, a BCP 47 tag. Default: that of the page around. */
  written?: string;

  /** Whose telephone numbers are read as those at home, ISO 3166. Default: the country of `written`. */
  country?: string;

  /** Called with the whole text after each change and each undo. No event, so that nothing else on the page hears it. */
  softened?: (text: string) => void;

  private softening: Softening = { text: '', passages: [] };
  /** What was done last, for those who cannot see it. */
  private said?: Passage;
  protected override readonly locales = locales;
  #waiting?: ReturnType<typeof setTimeout>;
  #looking = new AbortController();
  /** What was looked through last. */
  #looked?: string;

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#waiting);
    this.#looking.abort();
    this.#looked = undefined;
  }

  protected override updated(changed: PropertyValues) {
    super.updated(changed);
    const wanted = this.#wanted;
    if (!this.isConnected || wanted === this.#looked) return;
    const first = this.#looked === undefined;
    this.#looked = wanted;
    clearTimeout(this.#waiting);
    this.#looking.abort();
    const { signal } = (this.#looking = new AbortController());
    this.#waiting = setTimeout(() => void this.#look(signal), first ? 0 : lookAfter);
  }

  override render() {
    const { text, passages } = this.softening.text === this.text ? this.softening : { text: this.text, passages: [] };
    return this.frame(html`
      <h3>${msg('What could tell who somebody is')}</h3>
      <p>${msg('Your words are looked at on this device only. They are not sent anywhere for this. Change what you like and leave what you like: it is your story.')}</p>
      <div class="both">
        <div class="text" part="text" dir="auto" lang=${this.#written}>${this.#marked(text, passages)}</div>
        ${passages.length ? html`<ol aria-label=${msg('Words that could tell who somebody is')}>${passages.map((each, i) => this.#note(each, i))}</ol>` : nothing}
      </div>
      <div role="status" class="unseen">${this.said ? outcome(this.said) : nothing}</div>
      <div class="also" part="also">
        ${isRead(this.#written) ? nothing : html`<p>${msg('We know little of the language you write in, so we miss even more.')}</p>`}
        <p>${msg('No list of words sees everything. What happened, where and when can also tell people who you are. Read it once more as somebody who knows you would.')}</p>
        <p>${msg('If you share your story, a person reads it too, and looks out for this.')}</p>
      </div>
    `);
  }

  /** What decides what is found. */
  get #wanted(): string {
    return [this.text, this.#written, this.country].join('\0');
  }

  get #written(): string {
    return this.written || this.language.locale;
  }

  /** The text with its passages marked and numbered, as the notes are. */
  #marked(text: string, passages: readonly Passage[]): unknown {
    let at = 0;
    const pieces = passages.map(({ start, end, state }, i) => [
      text.slice(at, start),
      html`<mark class=${state} @click=${() => this.#focus(i)}>${text.slice(start, (at = end))}${number(i)}</mark>`,
    ]);
    return [pieces, text.slice(at)];
  }

  #note(passage: Passage, i: number): TemplateResult {
    const { text } = this.softening;
    const { start, end, state, kind, confidence } = passage;
    return html`<li class=${state} part="note">
      <p class="quote" dir="auto" lang=${this.#written}>
        ${number(i)} ${beginning(text.slice(0, start))}<mark class=${state}>${text.slice(start, end)}</mark>${ending(text.slice(end))}
      </p>
      ${state === 'open'
        ? html`<p>${reasons()[kind]} ${confidence === 'possible' ? msg('We are not sure about this one.') : nothing}</p>`
        : html`<p class="quiet">${state === 'left' ? msg('You left this as it is.') : fill(msg('Before, it said “{words}”.'), { words: apart(passage.words) })}</p>`}
      <div class="acts">${state === 'open' ? this.#choices(passage, i) : this.#undo(passage, i)}</div>
    </li>`;
  }

  #choices({ suggestion, words }: Passage, i: number): TemplateResult {
    const same = alike(this.softening.passages, i);
    const about = html`<span class="unseen">: ${apart(words)}</span>`;
    const instead = fill(msg('Write “{words}” instead'), { words: apart(suggestion) });
    return html`
      <button type="button" @click=${() => this.#decide([i], 'changed')}>${instead}${about}</button>
      ${same.length > 1
        ? html`<button type="button" @click=${() => this.#decide(same, 'changed', i)}>${msg('Change it everywhere')}${about}</button>`
        : nothing}
      <button type="button" @click=${() => this.#decide([i], 'left')}>${msg('Leave it as it is')}${about}</button>
    `;
  }

  #undo({ words }: Passage, i: number): TemplateResult {
    return html`<button type="button" @click=${() => this.#decide([i], 'open')}>${msg('Undo')}<span class="unseen">: ${apart(words)}</span></button>`;
  }

  #decide(indices: readonly number[], state: Passage['state'], focus = indices[0]!) {
    const before = this.text;
    this.softening = indices.reduce((softening, i) => decide(softening, i, state), this.softening);
    this.text = this.softening.text;
    // It is known what stands there now: no need to look again.
    this.#looked = this.#wanted;
    this.said = this.softening.passages[focus];
    void this.#focus(focus);
    if (this.text !== before) this.softened?.(this.text);
  }

  /** Where the button was that is gone now, there are others. */
  async #focus(index: number) {
    await this.updateComplete;
    this.renderRoot.querySelectorAll('li')[index]?.querySelector('button')?.focus();
  }

  /** Looks through the text in slices, so that a long one does not hold up the page. Another text ends it. */
  async #look(signal: AbortSignal) {
    const { text, country } = this;
    const locale = this.#written;
    const packs = await packsFor(text, locale);
    let found: Identifying[] = [];
    const steps = (function* () {
      found = yield* reading(text, packs, { locale, country });
    })();
    const done = await inSlices(steps, signal).then(
      () => !signal.aborted,
      () => false,
    );
    if (done) this.softening = lookAgain(this.softening, text, found);
  }
}

/** What a press has done. */
const outcome = ({ state, suggestion, words }: Passage): string => {
  const said = { changed: msg('It now says “{words}”.'), left: msg('“{words}” stays as it is.'), open: msg('It says “{words}” again.') };
  return fill(said[state], { words: apart(state === 'changed' ? suggestion : words) });
};

/** The number of a mark and its note. */
const number = (i: number): TemplateResult => html`<sup><span class="unseen"> ${msg('Note')} </span>${i + 1}</sup>`;

/** The end of what stands before a passage, and the beginning of what stands after it. */
const beginning = (text: string) => (text.length > 40 ? `… ${text.slice(text.indexOf(' ', text.length - 40) + 1 || -40)}` : text);
const ending = (text: string) => (text.length > 40 ? `${text.slice(0, text.lastIndexOf(' ', 40) + 1 || 40)}…` : text);
