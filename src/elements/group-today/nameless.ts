import { html, nothing, type TemplateResult } from 'lit';
import type { WordBatch } from '../../domain/checkin-share.ts';
import { fewestPeople, type ReleasePlan, slotOf } from '../../domain/nameless-view.ts';
import { type CheckinNames, checkinNames, helpWords } from '../../internal/checkin-words.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { TodayHost, View } from './host.ts';
import { whenOf } from './when.ts';

export { styles } from './words.styles.ts';

const dayMs = 864e5;
/** After a watch ended it is asked again, in milliseconds. */
const askAgain = 30_000;

/** What a group reads where the place wants no names: words by what they are about, released at fixed times, and nothing about who. */
export class Nameless implements View {
  readonly #host: TodayHost;
  readonly #leaving = new AbortController();
  #batch?: WordBatch | undefined;
  #error: unknown;
  #asked = 0;
  /** When there is something else to read, in milliseconds. */
  #next = 0;
  known = false;

  constructor(host: TodayHost) {
    this.#host = host;
    this.#follow();
  }

  get #plan(): ReleasePlan {
    return this.#host.space.checkins!.releases!;
  }

  /** Somebody who takes back what is theirs hides all of it, at once. */
  #follow() {
    const { signal } = this.#leaving;
    const { client, membership } = this.#host;
    document.addEventListener('visibilitychange', () => document.hidden || void this.read(), { signal });
    if (!client.can.collections.batches?.watch) return;
    const again = () => setTimeout(() => signal.aborted || watch(), askAgain);
    const watch = () => client.collection('batches').watch({ where: { group: membership.group } }, { ready: () => void this.read(), change: () => void this.read(), error: again }, { signal });
    watch();
  }

  close() {
    this.#leaving.abort();
    this.#batch = undefined;
  }

  /** Time passes: what was shown goes, and what comes next may be there. */
  minute() {
    if (Date.now() >= this.#next || this.#host.client.reach !== 'shared') void this.read();
  }

  async read(): Promise<void> {
    const asked = (this.#asked += 1);
    const { client, membership } = this.#host;
    try {
      const { items } = await client.collection('batches').list({ where: { group: membership.group } }, this.#leaving);
      if (asked !== this.#asked || this.#leaving.signal.aborted) return;
      const now = Date.now();
      this.#batch = items.find(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
      this.#next = slotOf(this.#plan, now).from;
      this.#error = undefined;
      this.known = true;
    } catch (error) {
      if (asked !== this.#asked || this.#leaving.signal.aborted) return;
      // What may have been hidden meanwhile is not shown on trust.
      this.#batch = undefined;
      this.#error = error;
    }
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    if (this.#error) return this.#host.trouble(this.#error, () => void this.read());
    if (!this.known) return html`${nothing}`;
    return this.#batch ? this.#words(this.#batch) : this.#none();
  }

  #words(batch: WordBatch): TemplateResult {
    const { locale } = this.#host.words;
    const list = new Intl.ListFormat(locale, { type: 'unit' });
    const names = checkinNames(this.#host.space.checkins?.vocabulary, locale);
    const named = (kind: keyof CheckinNames) => (batch[kind] ?? []).map((code) => names[kind].find((word) => word.code === code)?.name ?? code.replaceAll('-', ' '));
    const helps = helpWords();
    const each: [string, string[]][] = [
      [msg('Somebody feels'), named('feelings')],
      [msg('Energy'), named('energies')],
      [msg('What would do somebody good'), named('needs')],
      [msg('What would help'), (batch.helps ?? []).map((code) => helps[code as keyof typeof helps] ?? code)],
    ];
    const { from, to } = batch;
    return html`<section class="batch" part="batch" aria-label=${msg('Words of the group')}>
      <dl>
        ${each.map(([term, words]) => (words.length ? html`<div><dt>${term}</dt><dd>${list.format([...words].sort(new Intl.Collator(locale).compare))}</dd></div>` : nothing))}
      </dl>
      <p class="quiet">${fill(msg('These words are from the time before {from}, and stay until {to}. Nobody is told whose they are, and they are in no order.'), { from: whenOf(from, locale), to: whenOf(to, locale) })}</p>
      <p class="quiet">${this.#when()}</p>
    </section>`;
  }

  #none(): TemplateResult {
    return html`<p role="status" class="none">${msg('There is nothing to read just now.')} ${this.#when()}</p>`;
  }

  /** When there can be something to read, on the clock of whoever reads. */
  #when(): string {
    const { locale } = this.#host.words;
    const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
    const now = Date.now();
    const times: number[] = [];
    for (let at = slotOf(this.#plan, now).from; at < now + dayMs; at = slotOf(this.#plan, at).from) times.push(at);
    const clock = new Set([...times].sort((a, b) => a - b).map((time) => format.format(time)));
    const values = { times: new Intl.ListFormat(locale, { type: 'conjunction' }).format(clock), least: this.#host.space.checkins!.least ?? fewestPeople };
    return fill(msg('Words are shown at {times}, if at least {least} different people of the group have written in the time before. If somebody takes back what is theirs, all of them go.'), values);
  }
}
