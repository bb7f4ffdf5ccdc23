import { html, nothing, type TemplateResult } from 'lit';
import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { type ChainedEntry, type LogAct, logActs, type LogEntry } from '../../domain/log.ts';
import { LogCheck } from '../../domain/log-chain.ts';
import { css } from '../../internal/css.ts';
import { fill, msg, withCatalog } from '../../internal/localize.ts';
import { saveFile } from '../../internal/save-file.ts';
import { breathe, inSlices } from '../../internal/slices.ts';
import { choiceField } from '../story-share/fields.ts';
import type { Admin, AdminView } from './admin.ts';
import { actNames, entrySentence } from './log-words.ts';

const pageSize = 100;
/** As many as a server answers at once. */
const bigPage = 200;
/** So much of it is looked through without being asked, newest first: a long one takes minutes. */
const lookedAtFirst = 1000;

/** How far the chain was looked through. */
type Checked = 'not' | 'newest' | 'all' | 'failed';

/** The log in words, newest first: who did what when, by opaque names. It looks through the chain itself, in the page. */
export class View implements AdminView {
  readonly #admin: Admin;
  #entries: LogEntry[] = [];
  #next: string | null | undefined;
  #act: LogAct | '' = '';
  #reading = false;
  #error?: unknown;
  #checked: Checked = 'not';
  #whole = true;
  /** How far back it was looked, ISO 8601, while it is. */
  #lookedTo?: string | undefined;
  #checking = false;
  #saving = false;
  #told?: unknown;
  readonly #leaving = new AbortController();

  constructor(admin: Admin) {
    this.#admin = admin;
    void this.#read();
    void this.#check(lookedAtFirst);
  }

  drop(): void {
    this.#leaving.abort();
  }

  render(): TemplateResult {
    const options = [{ value: '' as const, words: msg('Everything') }, ...logActs.map((value) => ({ value, words: actNames()[value] }))];
    return html`
      <p class="quiet">${msg('What the team did, each by an opaque name, and nobody’s words. Nothing in it can be changed unseen: each entry holds a mark of the one before.')}</p>
      <div class="panel" part="log-check">
        <h4>${msg('Is the log whole?')}</h4>
        <p role="status">${this.#chainWords()}</p>
        <p class="acts">
          <button type="button" aria-disabled=${this.#checking} @click=${this.#checkAll}>${msg('Look through all of it')}</button>
          <button type="button" aria-disabled=${this.#saving} @click=${this.#save}>${msg('Save the log as a file')}</button>
        </p>
        <p class="quiet">${msg('That you save it is written into the log first. The file has one entry in each line, as “peer-support-server export” writes them.')}</p>
        ${this.#told ?? nothing}
      </div>
      ${choiceField<LogAct | ''>('log-act', msg('Show'), this.#act, options, this.#choose)}
      <ol class="entries" part="entries" reversed>
        ${this.#entries.map((entry) => this.#entry(entry))}
      </ol>
      ${this.#error === undefined ? nothing : this.#admin.host.trouble(this.#error, () => void this.#read())}
      <p role="status" class="quiet">${this.#reading ? msg('One moment …') : this.#entries.length || this.#error !== undefined ? nothing : msg('Nothing of this kind stands in the log.')}</p>
      ${this.#next && !this.#reading ? html`<p><button type="button" @click=${() => void this.#read()}>${msg('Show older ones')}</button></p>` : nothing}
    `;
  }

  #entry(entry: LogEntry): TemplateResult {
    const { at, by, sending, report, act, what } = entry;
    return html`<li>
      <span class="what">${entrySentence(entry)}</span>
      <span class="facts">
        <time datetime=${at}>${this.#moment(at)}</time>
        ${by === undefined ? nothing : html`<span>${msg('by')} <bdi>${by}</bdi></span>`} ${act === 'take-over' && what !== undefined ? html`<span>${msg('from')} <bdi>${what}</bdi></span>` : nothing} ${act === 'objection' && what !== undefined ? html`<span>${msg('written by')} <bdi>${what}</bdi></span>` : nothing}
        ${sending === undefined ? nothing : html`<span>${msg('story')} <bdi>${sending}</bdi></span>`} ${report === undefined ? nothing : html`<span>${msg('report')} <bdi>${report}</bdi></span>`}
      </span>
    </li>`;
  }

  #moment(at: string): string {
    return new Intl.DateTimeFormat(this.#admin.host.words.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(at));
  }

  #chainWords(): string {
    if (this.#checking) return this.#lookedTo === undefined ? msg('It is being looked through …') : fill(msg('It is being looked through. Whole back to {when} so far …'), { when: this.#moment(this.#lookedTo) });
    if (!this.#whole) return msg('It is broken. What is wrong stands above.');
    if (this.#checked === 'all') return msg('All of it was looked through, and it is whole.');
    if (this.#checked === 'newest') return msg('Its newest part was looked through, and is whole.');
    if (this.#checked === 'failed') return msg('It could not be looked through to its end. That says nothing about it; please try again.');
    return msg('Nobody has looked yet.');
  }

  readonly #choose = (act: LogAct | '') => {
    this.#act = act;
    this.#entries = [];
    this.#next = undefined;
    this.#reading = false;
    void this.#read();
  };

  async #read() {
    if (this.#reading) return;
    const act = this.#act;
    this.#reading = true;
    this.#error = undefined;
    this.#admin.host.requestUpdate();
    try {
      const { items, next } = await this.#page(pageSize, this.#next ?? undefined, act || undefined);
      if (act !== this.#act) return;
      this.#entries = [...this.#entries, ...items];
      this.#next = next;
    } catch (error) {
      if (act !== this.#act) return;
      this.#error = error;
    }
    this.#reading = false;
    this.#admin.host.requestUpdate();
  }

  #page(limit: number, cursor?: string, act?: LogAct) {
    const { client } = this.#admin.host;
    return client.collection('log').list({ limit, ...(cursor !== undefined && { cursor }), ...(act && { where: { act } }) }, { signal: this.#leaving.signal });
  }

  /** Every page of it, newest first. A server that is asked too often is waited for. */
  async *#pages(): AsyncGenerator<{ items: LogEntry[]; last: boolean }> {
    for (let cursor: string | undefined; ; ) {
      const { items, next } = await this.#patiently(() => this.#page(bigPage, cursor));
      yield { items, last: next === null };
      if (next === null || next === cursor) return;
      cursor = next;
      // Each page may be short work, and the next one be here already.
      await breathe();
    }
  }

  async #patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!PeerError.is(error) || error.code !== 'rate-limited') throw error;
        await pause(error.retryAfterMs ?? 10_000, this.#leaving.signal);
      }
    }
  }

  readonly #checkAll = () => void this.#check(Infinity);

  /** Looks through the chain from its newest entry on, in slices, so that the page stays free. */
  async #check(most: number) {
    if (this.#checking) return;
    const { host } = this.#admin;
    const { signal } = this.#leaving;
    const check = new LogCheck(host.client.space);
    this.#checking = true;
    this.#lookedTo = undefined;
    host.requestUpdate();
    try {
      let looked = 0;
      let ended = false;
      for await (const { items, last } of this.#pages()) {
        await inSlices(each(items, (entry) => check.next(entry as ChainedEntry, (entry as ChainedEntry).place)), signal);
        looked += items.length;
        this.#lookedTo = items.at(-1)?.at;
        if (check.faults.length) this.#admin.broken([...check.faults]);
        host.requestUpdate();
        ended = last;
        if (looked >= most) break;
      }
      if (ended) check.end();
      this.#checked = ended ? 'all' : 'newest';
    } catch {
      if (signal.aborted) return;
      this.#checked = 'failed';
    }
    this.#checking = false;
    this.#whole = !check.faults.length;
    if (this.#checked === 'all' || !this.#whole) this.#admin.broken([...check.faults]);
    host.requestUpdate();
  }

  /** That it leaves is written down first: without that, nothing does. */
  readonly #save = async () => {
    if (this.#saving) return;
    const { host } = this.#admin;
    this.#saving = true;
    this.#tell(html`<p role="status">${msg('The file is being made …')}</p>`);
    try {
      await host.client.collection('log').create({ act: 'export', what: 'log' }, { intent: newIntent(), signal: this.#leaving.signal });
      const lines: string[] = [];
      for await (const { items } of this.#pages()) await inSlices(each(items, (entry) => lines.push(`${JSON.stringify(entry)}\n`)), this.#leaving.signal);
      saveFile('log.ndjson', lines.join(''), 'application/x-ndjson');
      this.#tell(withCatalog(host.words, () => html`<p role="status">${fill(msg('The file is called “{name}”. Keep it where only those find it who may read the log.'), { name: 'log.ndjson' })}</p>`));
    } catch (error) {
      if (this.#leaving.signal.aborted) return;
      this.#tell(withCatalog(host.words, () => host.trouble(error, () => void this.#save())));
    }
    this.#saving = false;
    host.requestUpdate();
  };

  #tell(words: unknown) {
    this.#told = words;
    this.#admin.host.requestUpdate();
  }
}

/** Does something with each, one step at a time. */
function* each<T>(items: readonly T[], act: (item: T) => unknown): Generator<void, void> {
  for (const item of items) {
    act(item);
    yield;
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)), { once: true });
  });

export const styles = css`
  .list > * {
    min-inline-size: 0;
  }
  #log-act {
    inline-size: 100%;
    max-inline-size: 30rem;
    min-block-size: 2.5rem;
    margin-block-start: 0.2rem;
  }
  .entries {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .entries li {
    display: grid;
    gap: 0.15rem;
    padding-block: 0.5rem;
    border-block-end: 1px solid var(--border);
    content-visibility: auto;
    contain-intrinsic-size: auto 3.5rem;
  }
  .entries .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 1rem;
    color: var(--muted);
    font-size: 0.92em;
  }
  .entries bdi {
    overflow-wrap: anywhere;
  }
  .panel > * + * {
    margin-block-start: 0.5rem;
  }
`;
