import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryEntry } from '../../client/checkin-history.ts';
import { css } from '../../internal/css.ts';
import { chosenFacts } from '../../internal/checkin-words.ts';
import { msg } from '../../internal/localize.ts';
import { whenName } from './entry.ts';
import { within, type HistoryHost, type HistoryPanel } from './host.ts';

const paper = css`
  body {
    font: 12pt/1.5 system-ui, sans-serif;
    color: black;
    background: white;
  }
  article {
    break-inside: avoid;
    margin-block: 0 1.2em;
  }
  h2 {
    margin: 0;
    font-size: 1em;
  }
  p,
  dl,
  dd {
    margin: 0;
  }
  dl > div {
    display: flex;
    gap: 0.5em;
  }
  dt {
    font-weight: 600;
  }
  .words {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .room {
    block-size: 8em;
    border-block-end: 1px solid;
  }
`;

/** A sheet to take to somebody: what is on it, its writer chooses. It is made in a frame of its own, so that nothing of the page is on it. */
export class Panel implements HistoryPanel {
  readonly #host: HistoryHost;
  #from = '';
  #to = '';
  #printing: readonly HistoryEntry[] = [];
  #with = { chosen: true, words: true, room: false };

  constructor(host: HistoryHost) {
    this.#host = host;
  }

  render(): TemplateResult {
    return html`<form @submit=${this.#print}>
      <p>${msg('A sheet to take to somebody: a friend, a doctor, your group. You choose what is on it.')}</p>
      <p class="row dates">
        <label>${msg('From')} <input type="date" .value=${this.#from} @change=${(event: Event) => (this.#from = (event.target as HTMLInputElement).value)} /></label>
        <label>${msg('To')} <input type="date" .value=${this.#to} @change=${(event: Event) => (this.#to = (event.target as HTMLInputElement).value)} /></label>
      </p>
      <fieldset>
        <legend>${msg('On the sheet')}</legend>
        ${this.#tick('chosen', msg('What I chose: feelings, energy, what would help'))} ${this.#tick('words', msg('My own words'))} ${this.#tick('room', msg('Room to write'))}
      </fieldset>
      <p><button>${msg('Print')}</button></p>
      ${this.#sheet()}
    </form>`;
  }

  #tick(part: 'chosen' | 'words' | 'room', label: string): TemplateResult {
    const change = (event: Event) => (this.#with = { ...this.#with, [part]: (event.target as HTMLInputElement).checked });
    return html`<label class="tick"><input type="checkbox" .checked=${this.#with[part]} @change=${change} />${label}</label>`;
  }

  readonly #print = async (event: SubmitEvent) => {
    event.preventDefault();
    // An event forgets what it was about as soon as one waits.
    const root = (event.target as HTMLElement).getRootNode() as ShadowRoot;
    const host = this.#host;
    const chosen = [...within(host.entries, this.#from, this.#to)].reverse();
    if (!chosen.length) return host.say(() => msg('Nothing is kept of these days.'));
    // It is drawn where the words are in the language of the element, and copied.
    this.#printing = chosen;
    host.requestUpdate();
    await host.updateComplete;
    printed(root, root.querySelector<HTMLElement>('.sheet')!);
    this.#printing = [];
    host.requestUpdate();
  };

  #sheet(): TemplateResult | typeof nothing {
    const { entryView: view } = this.#host;
    if (!this.#printing.length) return nothing;
    return html`<div class="sheet" hidden title=${msg('Notes')}>
      ${this.#printing.map(
        (entry) => html`<article>
          <h2>${whenName(entry, view.locale)}</h2>
          ${this.#with.words && entry.words ? html`<p class="words" dir="auto">${entry.words}</p>` : nothing}
          ${this.#with.chosen ? html`<dl>${chosenFacts(entry, view.vocabulary, view.locale).map(([term, said]) => html`<div><dt>${term}:</dt><dd>${said}</dd></div>`)}</dl>` : nothing}
        </article>`,
      )}
      ${this.#with.room ? html`<div class="room"></div>` : nothing}
    </div>`;
  }
}

/** Prints a copy of something alone. The frame goes once it is printed, or with the next one. */
function printed(root: ShadowRoot, sheet: HTMLElement) {
  root.querySelector('iframe')?.remove();
  const frame = document.createElement('iframe');
  frame.className = 'unseen';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  root.append(frame);
  const page = frame.contentWindow as Window & typeof globalThis;
  const { lang, dir } = root.querySelector<HTMLElement>('.base')!;
  Object.assign(page.document.documentElement, { lang, dir });
  page.document.title = sheet.title;
  const styles = new page.CSSStyleSheet();
  // A sheet of styles belongs to the page that made it.
  styles.replaceSync(Array.from(paper.styleSheet!.cssRules, ({ cssText }) => cssText).join(''));
  page.document.adoptedStyleSheets = [styles];
  page.document.body.append(...[...sheet.children].map((each) => page.document.importNode(each, true)));
  page.addEventListener('afterprint', () => frame.remove());
  page.print();
}
