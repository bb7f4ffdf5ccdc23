import { html, nothing, type TemplateResult } from 'lit';
import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { takeBack } from '../../client/take-back.ts';
import { answersFor } from '../../domain/answering.ts';
import type { CheckinResponse, ResponseKind, SharedCheckin } from '../../domain/checkin-share.ts';
import { CheckinAnsweredEvent } from '../../events/checkin-answered.ts';
import { fill, msg } from '../../internal/localize.ts';
import { responseWords } from '../../internal/response-words.ts';
import type { ListHost } from './host.ts';

/** One answer that is on its way, or did not get there: the same act, however often it is tried. */
interface Act {
  intent: string;
  /** What was meant: to say it, or to take it back. */
  says: boolean;
  /** Under which name it is said, or what is taken back: another one makes another act of it. */
  of: string;
  state: 'busy' | 'failed';
  error?: unknown;
}

/** What somebody says to the others, in words that only the writer of each sees, and takes back by pressing again. */
export class Answers {
  readonly #list: ListHost;
  readonly #acts = new Map<string, Act>();
  /** The name under which answers go. Kept nowhere. */
  #name = '';
  /** Where the name is asked for. */
  #naming?: string | undefined;
  /** Where an answer was taken back last. */
  #back?: string | undefined;

  constructor(list: ListHost) {
    this.#list = list;
  }

  get #host() {
    return this.#list.host;
  }

  render({ id, help }: SharedCheckin, key: string): TemplateResult {
    const said = this.#said(id);
    const words = responseWords();
    const kinds = answersFor(help, said.map(({ kind }) => kind));
    return html`<div class="answers" role="group" aria-label=${msg('Your answer')} aria-describedby="of-${key}">
        ${kinds.map((kind) => this.#button(id, kind, words[kind]))}
      </div>
      <p class="said" role="status">${said.length ? this.#told(id) : this.#back === id ? msg('You took it back. Nobody has it any more.') : nothing}</p>
      ${kinds.map((kind) => this.#trouble(id, kind))}
      ${help === 'nothing' ? html`<p class="quiet">${msg('They ask for no answer. You can just be there.')}</p>` : nothing}
      ${help === 'ideas' ? html`<p class="quiet">${msg('If you have an idea, tell them when you meet.')}</p>` : nothing}
      ${this.#naming === id ? this.#field(key) : nothing}`;
  }

  #button(id: string, kind: ResponseKind, words: string): TemplateResult {
    const busy = this.#acts.get(`${kind} ${id}`)?.state === 'busy';
    const pressed = this.#said(id).some((each) => each.kind === kind);
    return html`<button type="button" class="answer" part="answer" aria-pressed=${pressed} aria-disabled=${busy} @click=${() => void this.#press(id, kind)}>${words}</button>`;
  }

  /** What was said, to whoever said it and to nobody else. */
  #told(id: string): string {
    const words = responseWords();
    const list = new Intl.ListFormat(this.#host.words.locale, { type: 'conjunction' });
    const said = this.#said(id);
    const name = said.find((each) => each.name)?.name;
    const what = list.format(said.map(({ kind }) => `“${words[kind]}”`));
    return name ? fill(msg('You said: {words}. Only they see it, from {name}.'), { words: what, name: `\u2068${name}\u2069` }) : fill(msg('You said: {words}. Only they see it, from somebody of the group.'), { words: what });
  }

  #trouble(id: string, kind: ResponseKind): TemplateResult | typeof nothing {
    const act = this.#acts.get(`${kind} ${id}`);
    return act?.state === 'failed' ? this.#host.trouble(act.error, () => void this.#press(id, kind, true)) : nothing;
  }

  /** The way to a name for one's answers, where they are asked for. */
  named({ id, help }: SharedCheckin, key: string): TemplateResult | typeof nothing {
    if (help === 'nothing') return nothing;
    const open = this.#naming === id;
    const toggle = () => {
      this.#naming = open ? undefined : id;
      this.#host.requestUpdate();
      if (!open) this.#host.turn(`#name-${key}`);
    };
    const words = this.#name.trim() ? fill(msg('Your next answer goes from {name}'), { name: `\u2068${this.#name.trim()}\u2069` }) : msg('Answer under a name');
    return html`<button type="button" class="plain named" aria-expanded=${open} aria-describedby="of-${key}" @click=${toggle}>${words}</button>`;
  }

  #field(key: string): TemplateResult {
    const change = (event: Event) => (this.#name = (event.target as HTMLInputElement).value);
    return html`<p class="field">
      <label for="name-${key}">${msg('The name by which they know you. Leave it empty to answer without one.')}</label>
      <input id="name-${key}" maxlength="60" autocomplete="off" dir="auto" .value=${this.#name} @input=${change} />
    </p>`;
  }

  #said(id: string) {
    return this.#list.feed.said.get(id) ?? [];
  }

  /** @param again - What did not get there is meant once more, whatever was found out meanwhile. */
  async #press(id: string, kind: ResponseKind, again = false): Promise<void> {
    const key = `${kind} ${id}`;
    const before = this.#acts.get(key);
    if (before?.state === 'busy') return;
    const said = this.#said(id).find((each) => each.kind === kind);
    const says = again && before ? before.says : !said;
    // It got there, and only the answer to it did not come.
    if (says === !!said) return this.#done(id, key, says);
    const of = said ? said.id : this.#name.trim();
    const intent = before?.says === says && before.of === of ? before.intent : newIntent();
    this.#set(key, { intent, says, of, state: 'busy' });
    try {
      if (said) await this.#unsay(id, said, intent);
      else await this.#say(id, kind, intent, of);
      this.#done(id, key, says);
    } catch (error) {
      this.#set(key, { intent, says, of, state: 'failed', error });
      // It may have been taken back meanwhile: then there is nobody to answer any more.
      if (PeerError.is(error) && error.code === 'not-found') await this.#list.feed.look([id]);
    }
  }

  /** It is shown once the backend has it. */
  async #say(id: string, kind: ResponseKind, intent: string, name: string) {
    const said = await this.#host.client.collection('responses').create({ checkin: id, kind, ...(name && { name }) }, { intent });
    this.#list.feed.answered(id, (these) => [...these.filter((each) => each.kind !== kind), said]);
  }

  async #unsay(id: string, said: CheckinResponse, intent: string) {
    if ((await takeBack(this.#host.client.collection('responses'), said.id, { intent })) === 'unknown') throw new PeerError('unavailable');
    this.#list.feed.answered(id, (these) => these.filter(({ kind }) => kind !== said.kind));
  }

  #done(id: string, key: string, says: boolean) {
    this.#back = says ? undefined : id;
    this.#set(key);
    this.#host.dispatchEvent(new CheckinAnsweredEvent());
  }

  #set(key: string, act?: Act) {
    if (act) this.#acts.set(key, act);
    else this.#acts.delete(key);
    this.#host.requestUpdate();
  }
}
