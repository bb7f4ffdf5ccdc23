import { html, type TemplateResult } from 'lit';
import { newIntent } from '../../client/client.ts';
import { takeBack } from '../../client/take-back.ts';
import { GroupLeftEvent } from '../../events/group-left.ts';
import { msg } from '../../internal/localize.ts';
import type { Panel, TodayHost } from './host.ts';

export { styles } from './panel.styles.ts';

type LeaveState = 'idle' | 'unsure' | 'busy' | 'unknown' | 'failed';

/** Leaving the group: what goes with it, said before, and that there is no way back but another invitation. */
export class Leave implements Panel {
  readonly #host: TodayHost;
  readonly #intent = newIntent();
  #sure = false;
  #state: LeaveState = 'idle';
  #error: unknown;

  constructor(host: TodayHost) {
    this.#host = host;
  }

  render(): TemplateResult {
    const { id, group } = this.#host.membership;
    return html`<section class="panel" part="panel" aria-label=${msg('Leave this group')}>
      ${id === group ? this.#byHost() : this.#form()}
      <p class="row"><button type="button" class="plain" @click=${() => this.#host.closePanel()}>${msg('Stay')}</button></p>
    </section>`;
  }

  /** What the sign-in of the page says ends there. */
  #byHost(): TemplateResult {
    return html`<p>${msg('You are in this group by your account with this site, and can only leave it there. Please ask whoever looks after the site.')}</p>
      <p>${msg('Once you have left, the group has nothing of your check-ins any more as soon as you come here again. You can take each of them back yourself now.')}</p>`;
  }

  #form(): TemplateResult {
    const change = (event: Event) => {
      this.#sure = (event.target as HTMLInputElement).checked;
    };
    return html`<p>${msg('What you wrote to the group goes from it at once. It stays with you, and nobody else sees it.')}</p>
      <p>${msg('You are not named any more to those who write. What you said to others stays with them; you can take that back before you leave.')}</p>
      <p>${msg('The group is not told.')}</p>
      <form @submit=${this.#leave} novalidate>
        <label class="tick"><input type="checkbox" id="sure" .checked=${this.#sure} @change=${change} />${msg('I leave, and know that this cannot be undone: to come back I would need another invitation')}</label>
        <p role="alert">${this.#state === 'unsure' ? msg('Please say that you are sure, or stay.') : this.#state === 'unknown' ? msg('No answer came. You may have left already, or not. Trying once more does no harm.') : ''}</p>
        <p class="row"><button aria-disabled=${this.#state === 'busy'}>${msg('Leave the group')}</button></p>
      </form>
      ${this.#state === 'failed' ? this.#host.trouble(this.#error) : ''}`;
  }

  readonly #leave = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.#state === 'busy') return;
    const host = this.#host;
    if (!this.#sure) {
      this.#state = 'unsure';
      return host.turn('#sure');
    }
    const { id, group } = host.membership;
    this.#set('busy');
    try {
      if ((await takeBack(host.client.collection('memberships'), id, { intent: this.#intent })) === 'unknown') return this.#set('unknown');
      host.dispatchEvent(new GroupLeftEvent(group));
      host.left(this);
    } catch (error) {
      this.#error = error;
      this.#set('failed');
    }
  };

  #set(state: LeaveState) {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
