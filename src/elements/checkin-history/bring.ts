import { html, nothing, type TemplateResult } from 'lit';
import { newIn, readHistoryFile, type FileFault, type FileProblem } from '../../domain/history-file.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { HistoryHost, HistoryPanel } from './host.ts';

const faultWords = (): Record<FileFault, string> => ({
  'not-ours': msg('This is no file of check-ins.'),
  newer: msg('A newer version of this page made this file. Load the page again and try once more.'),
  'too-long': msg('This file is too long.'),
  'not-a-checkin': msg('this is no check-in'),
  empty: msg('nothing is said in it'),
  feelings: msg('the feelings cannot be read'),
  words: msg('the words are too long or damaged'),
  energy: msg('the energy cannot be read'),
  need: msg('what would do you good cannot be read'),
  help: msg('what would help cannot be read'),
  audience: msg('whom it is for cannot be read'),
  stays: msg('how long it stays cannot be read'),
  at: msg('the date cannot be read'),
  'unknown-key': msg('something in it is not known here'),
});

/** Check-ins from a file that this element made. */
export class Panel implements HistoryPanel {
  readonly #host: HistoryHost;
  #problems: readonly FileProblem[] = [];

  constructor(host: HistoryHost) {
    this.#host = host;
  }

  render(): TemplateResult {
    return html`
      <p>${msg('Bring check-ins from a file that you saved here or on another device. What is here stays.')}</p>
      <p><label>${msg('The file')} <input type="file" accept=".csv,.json,text/csv,application/json" @change=${this.#read} /></label></p>
      ${this.#problems.length ? this.#told() : nothing}
    `;
  }

  /** Each row that could not be read, by its number, so that it can be found. */
  #told(): TemplateResult {
    const names = faultWords();
    const whole = this.#problems.find(({ row }) => row === undefined);
    if (whole) return html`<p role="alert">${names[whole.faults[0]!]}</p>`;
    const list = new Intl.ListFormat(this.#host.entryView.locale, { type: 'conjunction' });
    return html`<div role="alert">
      <p>${msg('These rows of the file could not be read. All others were.')}</p>
      <ul>
        ${this.#problems.slice(0, 50).map(({ row, faults }) => html`<li>${fill(msg('Row {row}: {reasons}'), { row: row!, reasons: list.format(faults.map((fault) => names[fault])) })}</li>`)}
      </ul>
    </div>`;
  }

  readonly #read = async ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    const host = this.#host;
    const { history, entries } = host;
    const done = await host.act(async () => {
      const { checkins, problems } = readHistoryFile(await file.text());
      this.#problems = problems;
      await history.keep(newIn(checkins, entries));
      return checkins.length;
    });
    // The same file can be chosen again.
    input.value = '';
    if (done && !this.#problems.some(({ row }) => row === undefined)) host.say(() => msg('What could be read of the file is in your history.'));
    host.requestUpdate();
  };
}
