import { html, nothing, type TemplateResult } from 'lit';
import type { Report } from '../../domain/report.ts';
import { msg } from '../../internal/localize.ts';
import { staffWords, styles as staff } from '../../internal/staff-words.ts';
import { reasonWords } from '../story-list/report-words.ts';
import type { Panel, TodayHost } from './host.ts';
import { styles as panel } from './panel.styles.ts';

export const styles = [panel, staff];

/** What came of the check-ins that somebody reported: nobody reports to silence. What was reported is not shown again. */
export class Reported implements Panel {
  readonly #host: TodayHost;
  #reports?: Report[] | undefined;
  #error: unknown;

  constructor(host: TodayHost) {
    this.#host = host;
    void this.#read();
  }

  render(): TemplateResult {
    const reports = this.#reports;
    return html`<section class="panel" part="panel" aria-label=${msg('What you reported')}>
      ${this.#error ? this.#host.trouble(this.#error, () => void this.#read()) : nothing}
      ${reports && !reports.length ? html`<p role="status">${msg('You have reported nothing here, or it is long ago.')}</p>` : nothing}
      ${reports?.map((report) => this.#one(report))}
      <p class="row"><button type="button" class="plain" @click=${() => this.#host.closePanel()}>${msg('Close')}</button></p>
    </section>`;
  }

  #one({ reason, state, message }: Report): TemplateResult {
    return html`<p>
        <strong>${reasonWords()[reason]}:</strong>
        ${state === 'read' ? msg('somebody of the team has read it.') : msg('nobody of the team has read it yet. It is waiting, and is not forgotten.')}
      </p>
      ${message ? staffWords(html`<p class="words" dir="auto">${message}</p>`) : nothing}`;
  }

  async #read() {
    try {
      const { items } = await this.#host.client.collection('reports').list();
      this.#reports = items.filter(({ checkin }) => checkin !== undefined);
      this.#error = undefined;
    } catch (error) {
      this.#error = error;
    }
    this.#host.requestUpdate();
  }
}
