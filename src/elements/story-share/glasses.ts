import { html, nothing, type TemplateResult } from 'lit';
import { isRead, readerOf } from '../../domain/identifying/load.ts';
import { alike, decide, lookAgain, type Passage, type Softening } from '../../domain/identifying/passages.ts';
import type { IdentifyingKind } from '../../domain/identifying/types.ts';
import { fill, msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { locales } from '../../locales/generated/story-glasses.ts';
import { styles } from './glasses.styles.ts';

/** How long a writer stops typing before the text is looked through, in milliseconds. */
const lookAfter = 250;

/** The longest that looking keeps the page busy at a time, in milliseconds. */
const sliceMs = 8;

const wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

/** Words of somebody else within a sentence of ours keep their own direction. */
const apart = (words: string): string => `\u2068${words}\u2069`;
const say = (sentence: string, words: string): string => fill(sentence, { words: apart(words) });

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
  static override properties = { text: { attribute: false } };

  /** The text to look through. What the writer decided stays where a changed text still has the words. */
  text = '';

  /** The language of the text, a BCP 47 tag. Default: that of the page around. It is asked for with each new text. */
  written?: string;

  /** Whose telephone numbers are read as those at home, ISO 3166. Default: the country of `written`. It is asked for likewise. */
  country?: string;

  /** Called with the whole text after each change and each undo. No event, so that nothing else on the page hears it. */
  softened?: (text: string) => void;

  protected override readonly locales = locales;
  /** What was looked through last. */
  #seen: Softening = { text: '', passages: [] };
  /** What was done last, for those who cannot see it. */
  #said?: Passage | undefined;
  /** A text that is looked through ends the looking through another. */
  #turn = 0;
  /** The words of the language could not be fetched. */
  #lost?: unknown;

  protected override updated() {
    if (this.#seen.text !== this.text && !this.#lost) void this.#look(++this.#turn);
  }

  override render() {
    const written = this.#written;
    const passages = this.#seen.text === this.text ? this.#seen.passages : [];
    return this.frame(html`
      <h3 id="title">${msg('What could tell who somebody is')}</h3>
      <p>${msg('Your words are looked at on this device only. They are not sent anywhere for this. Change what you like and leave what you like: it is your story.')}</p>
      <div class="text" part="text" dir="auto" lang=${written}>${this.#marked(passages)}</div>
      ${passages.length ? html`<ol aria-labelledby="title">${passages.map(this.#note, this)}</ol>` : nothing}
      ${this.#lost ? this.alert(this.#lost, this.#again) : nothing}
      <div role="status" class="unseen">${this.#said && outcome(this.#said)}</div>
      <div class="also" part="also">
        ${isRead(written) ? nothing : html`<p>${msg('We know little of the language you write in, so we miss even more.')}</p>`}
        <p>${msg('No list of words sees everything. What happened, where and when can also tell people who you are. Read it once more as somebody who knows you would.')}</p>
        <p>${msg('If you share your story, a person reads it too, and looks out for this.')}</p>
      </div>
    `);
  }

  get #written(): string {
    return this.written || this.language.locale;
  }

  /** The text with its passages marked and numbered, as the notes are. */
  #marked(passages: readonly Passage[]): unknown {
    const { text } = this;
    let at = 0;
    const pieces = passages.map(({ start, end, state }, i) => [
      text.slice(at, start),
      html`<mark class=${state} @click=${() => this.#focus(i)}>${text.slice(start, (at = end))}${number(i)}</mark>`,
    ]);
    return [pieces, text.slice(at)];
  }

  #note({ start, end, state, kind, confidence, words, suggestion }: Passage, i: number, all: readonly Passage[]): TemplateResult {
    const { text } = this;
    const same = alike(all, i);
    const button = (label: string, next: Passage['state'], which = [i]) =>
      html`<button type="button" @click=${() => this.#decide(which, next, i)}>${label}<span class="unseen">: ${apart(words)}</span></button>`;
    return html`<li class=${state} part="note">
      <p dir="auto" lang=${this.#written}>
        ${number(i)} ${beginning(text.slice(0, start))}<mark class=${state}>${text.slice(start, end)}</mark>${ending(text.slice(end))}
      </p>
      ${state === 'open'
        ? html`<p>${reasons()[kind]} ${confidence === 'possible' ? msg('We are not sure about this one.') : nothing}</p>
            ${button(say(msg('Write “{words}” instead'), suggestion), 'changed')}${same[1] ? button(msg('Change it everywhere'), 'changed', same) : nothing}${button(msg('Leave it as it is'), 'left')}`
        : html`<p class="quiet">${state === 'left' ? msg('You left this as it is.') : say(msg('Before, it said “{words}”.'), words)}</p>
            ${button(msg('Undo'), 'open')}`}
    </li>`;
  }

  #decide(indices: readonly number[], state: Passage['state'], focus: number) {
    const { text, passages } = (this.#seen = indices.reduce((softening, i) => decide(softening, i, state), this.#seen));
    this.#said = passages[focus];
    this.requestUpdate();
    void this.#focus(focus);
    if (text === this.text) return;
    this.text = text;
    this.softened?.(text);
  }

  /** Where the button was that is gone now, there are others. */
  async #focus(index: number) {
    await this.updateComplete;
    this.renderRoot.querySelectorAll('li')[index]?.querySelector('button')?.focus();
  }

  readonly #again = () => {
    this.#lost = undefined;
    this.requestUpdate();
  };

  /** Looks through the text in slices, so that a long one does not hold up the page. */
  async #look(turn: number) {
    const { text, country } = this;
    const locale = this.#written;
    await wait(turn > 1 ? lookAfter : 0);
    const read = await readerOf(text, locale).catch((error: unknown) => void (this.#lost = error));
    if (!read) return this.requestUpdate();
    const steps = read({ locale, country });
    for (let began = 0; turn === this.#turn && this.isConnected; ) {
      if (performance.now() - began > sliceMs) {
        await wait(0);
        began = performance.now();
      }
      const { done, value } = steps.next();
      if (!done) continue;
      this.#seen = lookAgain(this.#seen, text, value);
      return this.requestUpdate();
    }
  }
}

/** What a press has done. */
const outcome = ({ state, suggestion, words }: Passage): string =>
  state === 'changed' ? say(msg('It now says “{words}”.'), suggestion) : say(state === 'left' ? msg('“{words}” stays as it is.') : msg('It says “{words}” again.'), words);

/** The number of a mark and its note. */
const number = (i: number): TemplateResult => html`<sup><span class="unseen"> ${msg('Note')} </span>${i + 1}</sup>`;

/** The end of what stands before a passage, and the beginning of what stands after it. */
const beginning = (text: string) => (text[40] ? `… ${text.slice(text.indexOf(' ', text.length - 40) + 1 || -40)}` : text);
const ending = (text: string) => (text[40] ? `${text.slice(0, text.lastIndexOf(' ', 40) + 1 || 40)}…` : text);
