import { html, type TemplateResult } from 'lit';
import type { Checkin } from '../../domain/checkin.ts';
import { historyToCsv, historyToJson } from '../../domain/history-file.ts';
import { msg } from '../../internal/localize.ts';
import { saveFile } from '../../internal/save-file.ts';
import { toldInWords } from './entry.ts';
import type { HistoryHost, HistoryPanel } from './host.ts';

/** The history as a file. */
export class Panel implements HistoryPanel {
  readonly #host: HistoryHost;

  constructor(host: HistoryHost) {
    this.#host = host;
  }

  render(): TemplateResult {
    return html`
      <p>
        <strong>${msg('A file is not locked, even if your history is. Whoever finds it can read it.')}</strong>
        ${msg('It is called “notes”, and lies among the downloads of this device.')}
      </p>
      <p class="row">
        <button type="button" @click=${this.#table}>${msg('Save a table for a spreadsheet')}</button>
        <button type="button" @click=${() => saveFile('notes.json', historyToJson(this.#host.entries), 'application/json')}>${msg('Save everything, to bring it back later')}</button>
      </p>
    `;
  }

  readonly #table = () => {
    const { entries, entryView: view } = this.#host;
    const told = () => ({ title: msg('In words'), of: (entry: Checkin) => toldInWords(entry, view) });
    this.#host.inWords(() => saveFile('notes.csv', historyToCsv(entries, told()), 'text/csv;charset=utf-8'));
  };
}
