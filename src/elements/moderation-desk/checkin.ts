import { html, nothing, type TemplateResult } from 'lit';
import type { Report, ReportedCheckin } from '../../domain/report.ts';
import { chosenFacts } from '../../internal/checkin-words.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { DeskHost } from './desk-host.ts';

/** What somebody told their group and somebody of it reported. It is asked for once whoever reads it has said so, and stands nowhere else. */
export class ToldGroup {
  seen?: ReportedCheckin | undefined;
  readonly #host: DeskHost;
  readonly #report: string;
  /** The group by its name, where that is known. */
  #group = '';
  /** Whether the words that are here were asked for, so that those of now may be as well. */
  #opened = false;
  #asking = false;

  constructor(host: DeskHost, { id }: Report) {
    this.#host = host;
    this.#report = id;
  }

  /** Whether it was asked for: then nothing there means that it is gone. */
  get opened(): boolean {
    return this.#opened;
  }

  /** It is not with whoever reads here any more: nothing of it stays in this page. */
  forget(): void {
    this.seen = undefined;
    this.#opened = false;
  }

  /** Reads it as its group sees it now. */
  async read(): Promise<void> {
    const { client } = this.#host;
    const report = await client.collection('reports').get(this.#report);
    this.seen = report?.seen;
    this.#opened = !!report?.seen || !!report?.gone;
    if (!this.seen || this.#group || !client.can.collections.groups?.get) return;
    this.#group = (await client.collection('groups').get(this.seen.group).catch(() => null))?.name ?? '';
  }

  /** Whether its writer has changed it or taken it back since. What is gone leaves this page at once. */
  async look(): Promise<'changed' | 'gone' | undefined> {
    if (!this.seen || this.#asking) return undefined;
    const before = this.seen;
    this.#asking = true;
    try {
      const now = await this.#host.client.collection('reports').get(this.#report);
      if (now?.gone) this.seen = undefined;
      return now?.gone ? 'gone' : now?.seen && now.seen.at !== before.at ? 'changed' : undefined;
    } catch {
      // It is asked again.
      return undefined;
    } finally {
      this.#asking = false;
    }
  }

  /** As its group sees it; `words` are what its writer wrote, if anything. */
  render(words: unknown): TemplateResult {
    const seen = this.seen!;
    const { locale } = this.#host.words;
    const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(seen.at));
    return html`<section class="told-group" aria-labelledby="told-title">
      <h4 id="told-title">${this.#group ? fill(msg('What the group “{group}” was told'), { group: `\u2068${this.#group}\u2069` }) : msg('What the group was told')}</h4>
      ${seen.changed ? html`<p><strong>${msg('Its writer changed it after it was reported. What was reported may stand there no more.')}</strong></p>` : nothing}
      ${seen.hidden ? html`<p><strong>${msg('Its group does not see it at the moment.')}</strong></p>` : nothing}
      ${seen.name !== undefined ? html`<p class="quiet">${fill(msg('Under the name {name}, on {when}'), { name: `\u2068${seen.name}\u2069`, when })}</p>` : html`<p class="quiet">${fill(msg('Without a name, on {when}'), { when })}</p>`}
      ${words ?? nothing} ${this.#facts(seen)}
    </section>`;
  }

  #facts(seen: ReportedCheckin): TemplateResult {
    const { locale } = this.#host.words;
    return html`<dl>
      ${chosenFacts(seen, this.#host.space?.checkins?.vocabulary, locale).map(([term, said]) => html`<div><dt>${term}</dt><dd><bdi>${said}</bdi></dd></div>`)}
    </dl>`;
  }
}

/** Nobody can be held here, because nothing is published: what helps where somebody may be in danger, to be read in peace. */
export function inDanger(plan: readonly string[] = []): TemplateResult {
  const ours = [msg('If a life is at risk at this moment, call the emergency services first. This page calls nobody.'), msg('Ask somebody of the team to look at it with you. Nobody should carry this alone.')];
  return html`<details class="danger">
    <summary>${msg('Somebody may be in danger')}</summary>
    <p>${plan.length ? msg('What your team agreed on, to be read in peace:') : msg('What helps now, to be read in peace:')}</p>
    <ul>
      ${(plan.length ? plan : ours).map((each) => html`<li dir="auto">${each}</li>`)}
    </ul>
  </details>`;
}
