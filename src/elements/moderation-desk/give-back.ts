import { html, nothing, type TemplateResult } from 'lit';
import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import type { Claim } from '../../domain/story.ts';
import { msg } from '../../internal/localize.ts';
import type { DeskHost } from './desk-host.ts';

/** What came of it: of all of them, of some, or of none. */
type Came = 'all' | 'some' | 'none';

/**
 * Gives back everything that somebody has taken, at the end of a shift. It is the one thing that is done to many at once, since
 * it hurts nobody: nothing is decided by it, what was typed stays, and all of it can be taken again.
 */
export class GiveBack {
  #asking = false;
  #busy: 'giving' | 'taking' | undefined;
  #given: readonly Claim[] = [];
  #told: (() => unknown) | undefined;
  readonly #host: DeskHost;

  constructor(host: DeskHost) {
    this.#host = host;
  }

  render(): TemplateResult {
    const there = this.#claims.length > 0;
    const busy = this.#busy;
    return html`<div class="give-back" role="group" aria-label=${msg('Give everything back')} tabindex="-1">
      ${there ? html`<p class="acts"><button type="button" aria-expanded=${this.#asking} aria-disabled=${!!busy} @click=${this.#ask}>${msg('Give everything back')}</button></p>` : nothing}
      ${this.#asking && there ? this.#question() : nothing}
      <p role="status">${busy === 'giving' ? msg('It is being given back …') : busy === 'taking' ? msg('It is being taken again …') : nothing}</p>
      ${busy ? nothing : this.#told?.()}
      ${this.#given.length && !busy ? html`<p class="acts"><button type="button" @click=${this.#takeAgain}>${msg('Take them again')}</button></p>` : nothing}
    </div>`;
  }

  #question(): TemplateResult {
    return html`<div class="alert care">
      <p>${msg('Give back everything that is with you? Others can take it then. Nothing is decided by that, and what you wrote stays here.')}</p>
      <p class="acts">
        <button type="button" class="main" @click=${this.#give}>${msg('Give it back')}</button>
        <button type="button" class="plain" @click=${this.#ask}>${msg('Keep it')}</button>
      </p>
    </div>`;
  }

  /** What can be given back. What was decided a moment ago cannot, until it holds. */
  get #claims(): readonly Claim[] {
    return this.#host.queue.mine.filter(({ key }) => !this.#host.queue.held.has(key)).map(({ claim }) => claim);
  }

  readonly #ask = () => {
    if (this.#busy) return;
    this.#asking = !this.#asking;
    this.#told = undefined;
    this.#host.requestUpdate();
  };

  readonly #give = async () => {
    const all = this.#claims;
    this.#begin('giving');
    const { client, queue } = this.#host;
    const came = await this.#each(all, async (claim) => {
      await client.collection('claims').remove(claim.id).catch((error: unknown) => {
        // Its time was over, or somebody has taken it over.
        if (!PeerError.is(error) || error.code !== 'not-found') throw error;
      });
      queue.freed(claim);
      this.#given = [...this.#given, claim];
    });
    this.#end(() => gaveWords(came), came === 'all');
  };

  readonly #takeAgain = async () => {
    const all = this.#given;
    this.#begin('taking');
    const { client, queue } = this.#host;
    const came = await this.#each(all, async ({ sending, report }) => {
      queue.taken(await client.collection('claims').create(sending === undefined ? { report: report! } : { sending }, { intent: newIntent() }));
    });
    this.#end(() => tookWords(came), came === 'all');
  };

  /** One after the other, and to the end: one that fails keeps no other from it. */
  async #each(all: readonly Claim[], act: (claim: Claim) => Promise<void>): Promise<Came> {
    let done = 0;
    for (const claim of all) await act(claim).then(() => (done += 1), () => {});
    return done === all.length ? 'all' : done ? 'some' : 'none';
  }

  #begin(busy: 'giving' | 'taking') {
    this.#busy = busy;
    this.#asking = false;
    this.#given = [];
    this.#told = undefined;
    this.#host.requestUpdate();
    // What was pressed is gone.
    void this.#host.updateComplete.then(() => this.#host.shadowRoot!.querySelector<HTMLElement>('.give-back')?.focus());
  }

  #end(words: () => string, well: boolean) {
    this.#busy = undefined;
    this.#told = () => html`<p role=${well ? 'status' : 'alert'}>${words()}</p>`;
    this.#host.requestUpdate();
  }
}

function gaveWords(came: Came): string {
  if (came === 'all') return msg('Everything is given back, and others can take it. What you wrote is still here.');
  return came === 'some' ? msg('Some are given back. The others could not be, and are still with you: please try again.') : msg('Nothing could be given back. It is still with you: please try again.');
}

function tookWords(came: Came): string {
  if (came === 'all') return msg('They are with you again.');
  return came === 'some' ? msg('Some are with you again. The others are read by somebody else now, or were decided.') : msg('They are read by somebody else now, or were decided.');
}
