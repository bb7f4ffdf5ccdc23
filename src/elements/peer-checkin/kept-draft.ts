import { html, nothing, type TemplateResult } from 'lit';
import { Draft } from '../../controllers/draft.ts';
import { msg } from '../../internal/localize.ts';
import { box } from './fields.ts';
import { nothingSaid, type CheckinHost, type Said } from './host.ts';

export { styles } from './acts.styles.ts';

/** Words that were begun survive a reload if somebody asked for that, on this device. */
export class KeptDraft {
  readonly #host: CheckinHost;
  readonly #draft: Draft<Said>;
  #found?: Said | undefined;

  constructor(host: CheckinHost, key: string) {
    this.#host = host;
    this.#draft = new Draft(key, nothingSaid, () => host.requestUpdate());
  }

  /** What was typed goes along with what is kept. */
  follow(said: Said) {
    // Only what is there now: a word that was taken out must not stay behind.
    this.#draft.value = said;
    if (this.#draft.keeping === 'yes') this.#draft.change({});
  }

  /** Looks whether there is something from another time. */
  async look(): Promise<void> {
    this.#found = await this.#draft.kept();
    if (this.#found) this.#host.requestUpdate();
  }

  /** It was sent, or is not wanted any more. */
  done() {
    this.#found = undefined;
    if (this.#draft.keeping !== 'no') void this.#draft.forgetKept();
    this.#draft.clear();
  }

  /** Nothing of it stays in the page. What somebody asked to have kept on the device stays there. */
  forget() {
    this.#found = undefined;
    this.#draft.clear();
  }

  /** Whoever comes back chooses what becomes of it; nothing of it is shown before. */
  offer(): TemplateResult | typeof nothing {
    const found = this.#found;
    if (!found) return nothing;
    return html`<div class="aside" role="status">
      <p>${msg('Words that you began are kept on this device.')}</p>
      <div class="acts">
        <button type="button" @click=${() => this.#resume(found)}>${msg('Go on with them')}</button>
        <button type="button" @click=${this.#drop}>${msg('Delete them')}</button>
      </div>
    </div>`;
  }

  tick(): TemplateResult {
    const { keeping } = this.#draft;
    const change = (keep: boolean) => {
      this.#draft.value = this.#host.said;
      void (keep ? this.#draft.keep() : this.#draft.forgetKept());
    };
    return html`${box('checkbox', 'draft', 'keep', msg('Keep what I write on this device until it is sent'), keeping === 'yes', change, msg('Otherwise it is gone when this page is closed. Whoever uses this browser could find it.'))}
      <p role="status" class="quiet">${keeping === 'failed' ? msg('This browser does not let us keep anything. Your words are in this page only.') : nothing}</p>`;
  }

  #resume(found: Said) {
    this.#found = undefined;
    this.#draft.resume(found);
    this.#host.begin(found);
  }

  readonly #drop = async () => {
    this.#found = undefined;
    await this.#draft.forgetKept();
    this.#host.turn('#title');
  };
}
