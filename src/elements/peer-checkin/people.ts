import { html, nothing, type TemplateResult } from 'lit';
import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { credentialHash } from '../../client/receipt.ts';
import type { Companion } from '../../domain/checkin-share.ts';
import { fill, msg } from '../../internal/localize.ts';
import { nameOfCompanion } from './audience.ts';
import { lineField } from './fields.ts';
import type { CheckinHost } from './host.ts';
import { apart, whenOf } from './told.ts';

/** Letters and digits that nobody takes for one another, 32 of them. */
const signs = '0123456789abcdefghjkmnpqrstvwxyz';

/** A code of 130 random bits, made in the page. */
function newCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return Array.from(bytes, (byte) => signs[byte & 31]).join('');
}

/** In groups, so that it can be read out. */
const spoken = (code: string): string => code.match(/.{1,5}/g)!.join('-');

/** What was typed, as the code was made: however it was written down. */
const plainCode = (typed: string): string => typed.toLowerCase().replace(/o/g, '0').replace(/[il]/g, '1').replace(/[^\da-z]/g, '');

type Act = 'offer' | 'redeem' | 'end';

/** Two who want to be reachable for each other: one offers a code, the other enters it, and either can end it. */
export class People {
  readonly #host: CheckinHost;
  #open?: Act | undefined;
  #own = '';
  #typed = '';
  #code?: string | undefined;
  #shown = false;
  #busy = false;
  #trouble?: (() => string) | undefined;
  #ending?: Companion | undefined;
  #intent = newIntent();

  constructor(host: CheckinHost) {
    this.#host = host;
  }

  /** The code and the names that were typed go with the page. */
  forget() {
    this.#own = this.#typed = '';
    this.#code = this.#ending = this.#trouble = undefined;
    this.#open = undefined;
  }

  async read(): Promise<void> {
    const { client, place } = this.#host;
    place.companions = (await client.collection('companions').list()).items;
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    const { companions = [] } = this.#host.place;
    const toggle = (act: Act, words: string) => html`<button type="button" aria-expanded=${this.#open === act} @click=${() => this.#toggle(act)}>${words}</button>`;
    const panels: Record<Act, () => TemplateResult> = { offer: () => this.#offer(), redeem: () => this.#redeem(), end: () => this.#list(companions) };
    return html`<div class="acts">
        ${toggle('offer', msg('Offer somebody a code'))} ${toggle('redeem', msg('Enter a code'))} ${companions.length ? toggle('end', msg('End it with somebody')) : nothing}
      </div>
      ${this.#open ? html`<div class="card">${panels[this.#open]()} <p role="alert">${this.#trouble?.() ?? nothing}</p></div>` : nothing}`;
  }

  #toggle(act: Act) {
    const open = this.#open === act ? undefined : act;
    this.forget();
    this.#open = open;
    this.#intent = newIntent();
    this.#host.requestUpdate();
  }

  #offer(): TemplateResult {
    if (!globalThis.crypto?.subtle) return html`<p>${msg('This page cannot make a code, because its address does not begin with https.')}</p>`;
    if (this.#code) return this.#offered(this.#code);
    return html`<p>${msg('You make a code and give it to one person you trust, by whatever way you like. It is good once, for seven days. Whoever enters it can send you check-ins, and you can send them yours.')}</p>
      ${this.#nameField()}
      <button type="button" aria-disabled=${this.#busy} @click=${this.#make}>${msg('Make a code')}</button>`;
  }

  #offered(code: string): TemplateResult {
    const show = () => {
      this.#shown = !this.#shown;
      this.#host.requestUpdate();
    };
    return html`<p>${msg('The code is ready. Whoever reads it could use it in your friend’s place, so give it to them alone. It is shown here only as long as this page is open.')}</p>
      <button type="button" aria-expanded=${this.#shown} @click=${show}>${this.#shown ? msg('Hide the code') : msg('Show the code')}</button>
      ${this.#shown ? html`<p><output class="code" dir="ltr" translate="no">${spoken(code)}</output></p>` : nothing}`;
  }

  #redeem(): TemplateResult {
    return html`<p>${msg('Somebody gave you a code? With it, you can send each other check-ins. Either of you can end that at any time.')}</p>
      ${this.#nameField()} ${this.#codeField()}
      <button type="button" aria-disabled=${this.#busy} @click=${this.#enter}>${msg('Use the code')}</button>`;
  }

  #nameField(): TemplateResult {
    return lineField('own-name', msg('The name by which they will know you'), this.#own, (own) => (this.#own = own));
  }

  #codeField(): TemplateResult {
    return lineField('code', msg('The code'), this.#typed, (typed) => (this.#typed = typed));
  }

  #list(companions: readonly Companion[]): TemplateResult {
    const ending = this.#ending;
    if (ending) {
      return html`<p>${ending.state === 'offered' ? msg('The code is not good any more then.') : fill(msg('You and {name} cannot send each other anything then, and what you sent each other is gone for the other. It cannot be undone; a new code begins anew.'), { name: nameOfCompanion(ending) })}</p>
        <div class="acts">
          <button type="button" class="sure" aria-disabled=${this.#busy} @click=${() => this.#end(ending)}>${msg('End it')}</button>
          <button type="button" @click=${() => this.#ask(undefined)}>${msg('Leave it as it is')}</button>
        </div>`;
    }
    const words = (each: Companion) =>
      each.state === 'joined' ? nameOfCompanion(each) : fill(msg('a code that nobody used yet, good until {when}'), { when: whenOf(Date.parse(each.expires!), this.#host.words.locale) });
    return html`<ul>${companions.map((each) => html`<li>${words(each)} <button type="button" class="plain" aria-label=${fill(msg('End it: {name}'), { name: words(each) })} @click=${() => this.#ask(each)}>${msg('End it')}</button></li>`)}</ul>`;
  }

  #ask(ending: Companion | undefined) {
    this.#ending = ending;
    this.#intent = newIntent();
    this.#host.turn(ending ? '.sure' : '[aria-expanded=true]');
  }

  readonly #make = () =>
    this.#work(async () => {
      if (!this.#own.trim()) return () => msg('Please write a name by which they will know you.');
      const code = newCode();
      await this.#host.client.collection('companions').create({ own: this.#own.trim(), offer: await credentialHash(code) }, { intent: newIntent() });
      this.#code = code;
      this.#shown = false;
      return undefined;
    });

  readonly #enter = () =>
    this.#work(async () => {
      const code = plainCode(this.#typed);
      if (!this.#own.trim()) return () => msg('Please write a name by which they will know you.');
      if (code.length < 16) return () => msg('This is no whole code yet.');
      const { name = '' } = await this.#host.client.collection('companions').create({ own: this.#own.trim(), code }, { intent: this.#intent });
      this.#toggle('redeem');
      this.#host.say(() => fill(msg('You and {name} can send each other check-ins now.'), { name: apart(name) }));
      return undefined;
    });

  #end(companion: Companion) {
    return this.#work(async () => {
      await this.#host.client.collection('companions').remove(companion.id, { intent: this.#intent }).catch((error: unknown) => {
        // Already gone is what was wanted.
        if (!(PeerError.is(error) && error.code === 'not-found')) throw error;
      });
      const { who } = this.#host.parts;
      if (who) who.people = who.people.filter((id) => id !== companion.id);
      this.#toggle('end');
      this.#host.say(() => msg('It is ended, for both of you.'));
      return undefined;
    });
  }

  async #work(run: () => Promise<(() => string) | undefined>) {
    if (this.#busy) return;
    this.#busy = true;
    this.#trouble = undefined;
    this.#host.requestUpdate();
    try {
      this.#trouble = await run();
      if (!this.#trouble) await this.read();
    } catch (error) {
      this.#trouble = () => whyNot(error);
    } finally {
      this.#busy = false;
      this.#host.requestUpdate();
    }
  }
}

function whyNot(error: unknown): string {
  const code = PeerError.is(error) ? error.code : undefined;
  if (code === 'not-found') return msg('This code is not good. It may have been used, or its seven days are over. Is it written as you got it?');
  if (code === 'conflict') return msg('You know each other already, or it is your own code: somebody else has to enter that.');
  if (code === 'forbidden' || code === 'signed-out') return msg('This is not possible here at the moment. Signing in may help.');
  return msg('This does not work right now. Please try again in a few minutes.');
}
