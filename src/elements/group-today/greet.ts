import { html, nothing, type TemplateResult } from 'lit';
import type { Stored } from '../../adapters/adapter.ts';
import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { takeBack } from '../../client/take-back.ts';
import type { Greeter, QuietHours } from '../../domain/checkin-share.ts';
import { isQuiet } from '../../domain/quiet-hours.ts';
import { weekdays } from '../../domain/space.ts';
import { fill, msg } from '../../internal/localize.ts';
import { timeZoneHere } from '../../internal/zone-here.ts';
import type { ListHost, Panel } from './host.ts';

export { styles } from './panel.styles.ts';

type Trouble = 'name' | 'hours' | 'changed' | 'failed';

/** Being there for those whom nobody answered: who does is named to them before they send, and has hours of peace. */
export class Greeting implements Panel {
  readonly #list: ListHost;
  #own?: Stored<Greeter> | undefined;
  #name = '';
  #peace = false;
  #from = '21:00';
  #to = '09:00';
  #busy = false;
  #trouble?: Trouble | undefined;
  #error: unknown;
  #said?: (() => string) | undefined;
  #intent = newIntent();
  #sent = '';

  constructor(list: ListHost) {
    this.#list = list;
  }

  get #host() {
    return this.#list.host;
  }

  /** Whether what waits is shown now: to somebody who wants to be there, and is not left in peace just now. */
  get waits(): boolean {
    const quiet = this.#own?.quiet;
    return !!this.#own && !(quiet && isQuiet([{ days: [...weekdays], ...quiet }], Date.now()));
  }

  async read(): Promise<void> {
    const { client, membership } = this.#host;
    const { items } = await client.collection('greeters').list({ where: { group: membership.group } });
    this.#take(items.find(({ mine }) => mine));
  }

  #take(own: Stored<Greeter> | undefined) {
    this.#own = own;
    if (own) {
      const { name, quiet } = own;
      this.#name = name;
      this.#peace = !!quiet;
      if (quiet) [this.#from, this.#to] = [quiet.from, quiet.to];
    }
    this.#host.requestUpdate();
  }

  /** What nobody had answered when the list was made. How long it waits is nobody's burden. */
  waiting(): TemplateResult | typeof nothing {
    const { waiting, items } = this.#list.feed;
    if (!this.waits || !waiting.length) return nothing;
    return html`<section class="waits" part="waiting" aria-labelledby="waits">
      <h4 id="waits">${msg('Nobody had answered when this came to you')}</h4>
      <p class="quiet">${msg('You said that you would like to be there. You need not answer now, or at all.')}</p>
      ${waiting.map((each) => this.#list.card(items.find(({ id }) => id === each.twin) ?? each))}
    </section>`;
  }

  render(): TemplateResult {
    const own = this.#own;
    return html`<section class="panel" part="panel" aria-label=${msg('Be there when nobody answers')}>
      <p>${msg('Sometimes nobody answers for a while. Whoever wants to be there for that can say so here, and stop at any time. Then you are shown what waits, in this place.')}</p>
      <p><strong>${msg('Whoever writes to the group reads your name before they send, so that they know who may see it.')}</strong></p>
      ${own ? html`<p>${this.#standing(own)}</p>` : nothing}
      <form @submit=${this.#save} novalidate>
        <p class="field">
          <label for="greet-name">${msg('The name by which they know you')}</label>
          <input id="greet-name" required maxlength="60" autocomplete="off" dir="auto" .value=${this.#name} aria-invalid=${this.#trouble === 'name'} aria-describedby="greet-trouble" @input=${(event: Event) => (this.#name = (event.target as HTMLInputElement).value)} />
        </p>
        <label class="tick"><input type="checkbox" .checked=${this.#peace} @change=${this.#onPeace} />${msg('Leave me in peace at certain hours')}</label>
        ${this.#peace ? this.#hours() : nothing}
        <p role="alert" id="greet-trouble">${this.#troubleWords()}</p>
        <p class="row">
          <button aria-disabled=${this.#busy}>${own ? msg('Save the change') : msg('I’ll be there')}</button>
          ${own ? html`<button type="button" aria-disabled=${this.#busy} @click=${this.#stop}>${msg('Stop being there')}</button>` : nothing}
          <button type="button" class="plain" @click=${() => this.#host.closePanel()}>${msg('Close')}</button>
        </p>
      </form>
      <p role="status" class="greet-said" tabindex="-1">${this.#said?.() ?? nothing}</p>
      ${this.#trouble === 'failed' ? this.#host.trouble(this.#error) : nothing}
    </section>`;
  }

  #standing({ name, quiet }: Greeter): string {
    const values = { name: `\u2068${name}\u2069`, ...(quiet && { from: this.#clock(quiet.from), to: this.#clock(quiet.to), zone: quiet.timeZone }) };
    return quiet ? fill(msg('You are there as {name}, but not from {from} to {to} by the clock of {zone}.'), values) : fill(msg('You are there as {name}, at any hour.'), values);
  }

  #clock(time: string): string {
    return new Intl.DateTimeFormat(this.#host.words.locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(Date.parse(`1970-01-01T${time}Z`));
  }

  #hours(): TemplateResult {
    const field = (label: string, value: string, change: (value: string) => void) =>
      html`<label>${label} <input type="time" required .value=${value} aria-describedby="greet-trouble" @change=${(event: Event) => change((event.target as HTMLInputElement).value)} /></label>`;
    return html`<p class="row">${field(msg('From'), this.#from, (value) => (this.#from = value))} ${field(msg('To'), this.#to, (value) => (this.#to = value))}</p>
      <p class="quiet">${fill(msg('By the clock where you are: {zone}. Nobody else sees these hours.'), { zone: timeZoneHere() })}</p>`;
  }

  #troubleWords(): string | typeof nothing {
    switch (this.#trouble) {
      case 'name':
        return msg('Please write the name by which they know you.');
      case 'hours':
        return msg('Please choose two different times, from when until when you want peace.');
      case 'changed':
        return msg('This was changed somewhere else meanwhile. What holds now is above; please look and save once more.');
      default:
        return nothing;
    }
  }

  readonly #onPeace = (event: Event) => {
    this.#peace = (event.target as HTMLInputElement).checked;
    this.#host.requestUpdate();
  };

  get #quiet(): QuietHours | undefined {
    return this.#peace ? { from: this.#from, to: this.#to, timeZone: timeZoneHere() } : undefined;
  }

  readonly #save = (event: SubmitEvent) => {
    event.preventDefault();
    const name = this.#name.trim();
    const quiet = this.#quiet;
    if (!name) return this.#refuse('name', '#greet-name');
    if (quiet && !(quiet.from && quiet.to && quiet.from !== quiet.to)) return this.#refuse('hours', '.panel input[type=time]');
    void this.#act(JSON.stringify(['save', name, quiet]), async (intent) => {
      const { client, membership } = this.#host;
      const greeters = client.collection('greeters');
      const own = this.#own;
      this.#take(own ? await greeters.update(own.id, { name, quiet: quiet ?? null }, { rev: own.rev!, intent }) : await greeters.create({ group: membership.group, name, ...(quiet && { quiet }) }, { intent }));
      return () => msg('You are there from now on. Thank you.');
    });
  };

  readonly #stop = () =>
    void this.#act('stop', async (intent) => {
      if ((await takeBack(this.#host.client.collection('greeters'), this.#own!.id, { intent })) === 'unknown') throw new PeerError('unavailable');
      this.#take(undefined);
      return () => msg('You are not named any more, and nothing waits for you.');
    });

  #refuse(trouble: Trouble, focus: string) {
    this.#trouble = trouble;
    this.#host.turn(focus);
  }

  /** One act, however often it is tried. */
  async #act(sent: string, run: (intent: string) => Promise<() => string>): Promise<void> {
    if (this.#busy) return;
    if (sent !== this.#sent) this.#intent = newIntent();
    this.#sent = sent;
    this.#busy = true;
    this.#trouble = this.#said = undefined;
    this.#host.requestUpdate();
    try {
      this.#said = await run(this.#intent);
      this.#sent = '';
      this.#host.turn('.greet-said');
    } catch (error) {
      this.#error = error;
      this.#trouble = PeerError.is(error) && error.code === 'conflict' ? 'changed' : 'failed';
      if (this.#trouble === 'changed') await this.read().catch(() => {});
    }
    this.#busy = false;
    this.#host.requestUpdate();
  }
}
