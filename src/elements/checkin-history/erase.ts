import { html, type TemplateResult } from 'lit';
import { msg } from '../../internal/localize.ts';
import { within, type HistoryHost, type HistoryPanel } from './host.ts';

/** Deleting some days, with a way back, or everything, without. */
export class Panel implements HistoryPanel {
  readonly #host: HistoryHost;
  #from = '';
  #to = '';
  #sure = false;

  constructor(host: HistoryHost) {
    this.#host = host;
  }

  render(): TemplateResult {
    return html`
      <form @submit=${this.#days}>
        <p class="row dates">
          <label>${msg('From')} <input type="date" required .value=${this.#from} @change=${(event: Event) => (this.#from = (event.target as HTMLInputElement).value)} /></label>
          <label>${msg('To')} <input type="date" required .value=${this.#to} @change=${(event: Event) => (this.#to = (event.target as HTMLInputElement).value)} /></label>
        </p>
        <p><button>${msg('Delete these days')}</button></p>
      </form>
      ${this.everything()}
    `;
  }

  /** Also for whoever forgot the passphrase. */
  everything(): TemplateResult {
    return html`<form @submit=${this.#all}>
      <label class="tick"><input type="checkbox" required .checked=${this.#sure} @change=${(event: Event) => (this.#sure = (event.target as HTMLInputElement).checked)} />${msg('Everything goes, and cannot be brought back')}</label>
      <p><button>${msg('Delete everything')}</button></p>
    </form>`;
  }

  readonly #days = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = within(this.#host.entries, this.#from, this.#to);
    if (chosen.length) void this.#host.erase(chosen);
    else this.#host.say(() => msg('Nothing is kept of these days.'));
  };

  readonly #all = async (event: SubmitEvent) => {
    event.preventDefault();
    const host = this.#host;
    if (!(await host.act(() => host.history.forget()))) return;
    this.#sure = false;
    host.say(() => msg('Everything is deleted.'));
  };
}
