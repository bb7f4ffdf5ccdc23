import { html, nothing, type TemplateResult } from 'lit';
import type { CheckinDraft, Greeter } from '../../domain/checkin-share.ts';
import { checkinStays, untilOf, type CheckinAudience, type CheckinStays } from '../../domain/checkin.ts';
import { helpWords, chosenWords } from '../../internal/checkin-words.ts';
import { slotOf } from '../../domain/nameless-view.ts';
import { fill, msg } from '../../internal/localize.ts';
import { timeZoneHere } from '../../internal/zone-here.ts';
import { chosen, nameGroups, nameOfCompanion, nobodyOnDuty, whoGreets, whoSees } from './audience.ts';
import { box, lineField } from './fields.ts';
import { type CheckinHost, type Own, saidOf } from './host.ts';
import { People } from './people.ts';
import { apart, listed, staysUntil, told, whenOf } from './told.ts';

export { styles } from './acts.styles.ts';

/** What is waited for, but for a second at most: what is read out should not change meanwhile. */
export const soon = (what: Promise<unknown>): Promise<unknown> => Promise.race([what.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1000))]);

/** Who will see it and for how long: named exactly, before anything is sent, and only for oneself until somebody chooses otherwise. */
export class Who {
  readonly #host: CheckinHost;
  audience: CheckinAudience = 'me';
  group?: string | undefined;
  people: string[] = [];
  stays: CheckinStays = 'today';
  name = '';
  /** Done once the names of the groups are here. */
  readonly named: Promise<unknown>;
  /** What is said of time counts from here: it does not change with every minute that somebody writes. */
  #since = Date.now();
  #greeters: Greeter[] = [];
  #asked = 0;

  constructor(host: CheckinHost) {
    this.#host = host;
    this.named = soon(this.#nameGroups());
  }

  /** Codes by which people come to know each other here. */
  get #exchange(): People {
    return (this.#host.parts.people ??= new People(this.#host));
  }

  /** Groups that the page names, or those of the member. */
  #ids: string[] = [];

  get #checkins() {
    return this.#host.place.space?.checkins;
  }

  get #withNames(): boolean {
    return !!this.#checkins?.names;
  }

  /** Whom it can be for here. */
  get audiences(): CheckinAudience[] {
    const { companions } = this.#host.place;
    return (this.#checkins?.audiences ?? ['me']).filter((each) => each === 'me' || (companions && (each === 'people' || this.#ids.length)));
  }

  /** As it was sent. */
  take({ audience, group, people = [], stays = 'today', name = '' }: Own) {
    Object.assign(this, { audience, group, people: [...people], stays, name });
    void this.#readGreeters().catch(() => {});
  }

  /** For another check-in: only for oneself again, so that nothing goes to others by habit. */
  forget() {
    Object.assign(this, { audience: 'me', group: undefined, people: [], stays: 'today', name: '' });
  }

  choose(audience: CheckinAudience, group?: string) {
    this.#set({ audience, group });
    // What cannot be read now is read again before anything is shown as others will see it.
    void this.fresh().catch(() => {});
  }

  /** What is sent, as it is on the screen. */
  get draft(): CheckinDraft {
    const { said } = this.#host;
    const { audience, group, people, stays, name } = this;
    return {
      ...saidOf({ ...said, words: said.words?.trim() }),
      audience,
      stays,
      timeZone: timeZoneHere(),
      ...(audience === 'people' && { people }),
      ...(audience === 'group' && { group: group! }),
      ...(audience === 'group' && this.#withNames && { ...(name.trim() && { name: name.trim() }), ...(said.help !== 'nothing' && this.#greeters.length && { greeters: this.#greeters.map(({ id }) => id) }) }),
    };
  }

  /** What has to be chosen before. */
  get missing(): (() => string) | undefined {
    if (this.audience === 'people' && !chosen(this.#host.place.companions, this.people).length) return () => msg('Please choose who will see it, or keep it for yourself.');
    const { feelings, energy, need, help } = this.#host.said;
    if (this.audience === 'group' && !this.#withNames && !feelings.length && !energy && !need && !help) return () => msg('Words of your own are not shown to the group. Please choose a word of the lists as well, or keep it for yourself.');
    return undefined;
  }

  /** In one sentence, below what was written. */
  sentence(): TemplateResult {
    return html`<p>${whoSees(this.#host, this)} ${this.#until(this.stays)}</p>`;
  }

  panel(): TemplateResult {
    const host = this.#host;
    const { audiences } = this;
    return html`
      ${audiences.length > 1 ? this.#choice(audiences) : html`<p>${msg('Here a check-in is for yourself alone.')}</p>`}
      ${this.audience === 'people' ? this.#companions() : nothing}
      ${this.audience === 'group' ? this.#more() : nothing}
      ${this.audience === 'me' ? nothing : html`<p>${nobodyOnDuty()}</p>`}
      <fieldset>
        <legend>${msg('How long it is there')}</legend>
        ${checkinStays.map((stays) => box('radio', 'stays', stays, this.#stayWords(stays), this.stays === stays, () => this.#set({ stays }), stays === 'today' ? msg('Your time zone goes along, so that the day is yours. Nobody else sees it.') : undefined))}
        ${this.#tooShort()}
      </fieldset>
      ${host.edited ? nothing : host.parts.keep?.tick()}
    `;
  }

  #choice(audiences: readonly CheckinAudience[]): TemplateResult {
    const choose = (audience: CheckinAudience, group?: string) => this.choose(audience, group);
    const radio = (value: string, words: string, audience: CheckinAudience, group?: string, hint?: string) =>
      box('radio', 'audience', value, words, this.audience === audience && this.group === group, () => choose(audience, group), hint);
    return html`<fieldset>
      <legend>${msg('Who will see it')}</legend>
      ${radio('me', msg('Only me'), 'me')}
      ${audiences.includes('people') ? radio('people', msg('People I choose'), 'people', undefined, msg('Those with whom you exchanged a code. Nobody can be looked up here, and nobody sees whom else you know.')) : nothing}
      ${audiences.includes('group')
        ? this.#ids.map((id, at) => radio(`group-${at}`, this.#host.place.groups?.[id] ?? msg('My group'), 'group', id))
        : nothing}
    </fieldset>`;
  }

  #companions(): TemplateResult {
    const host = this.#host;
    const joined = (host.place.companions ?? []).filter(({ state }) => state === 'joined');
    const change = (id: string, yes: boolean) => this.#set({ people: yes ? [...this.people, id] : this.people.filter((each) => each !== id) });
    return html`<fieldset>
        <legend>${msg('Who of them')}</legend>
        ${joined.map((each, at) => box('checkbox', 'person', `${at}`, nameOfCompanion(each), this.people.includes(each.id), (yes) => change(each.id, yes), fill(msg('They know you as {name}.'), { name: apart(each.own) })))}
        ${joined.length ? nothing : html`<p>${msg('There is nobody yet with whom you exchanged a code.')}</p>`}
      </fieldset>
      ${this.#exchange.render()}`;
  }

  #more(): TemplateResult {
    if (!this.#withNames) return html`${nothing}`;
    return html`${lineField('name', msg('A name for this check-in, if you like'), this.name, (name) => this.#set({ name }), msg('Without one, it is from somebody of the group.'))}
      <p>${whoGreets(this.#host, this.#greeters)}</p>`;
  }

  #stayWords(stays: CheckinStays): string {
    const words: Record<CheckinStays, string> = { today: msg('Today'), week: msg('Seven days'), kept: msg('Until I remove it') };
    const end = untilOf({ stays, at: new Date(this.#since).toISOString() }, timeZoneHere());
    return end === undefined ? words[stays] : fill(msg('{time}: it goes on {when}'), { time: words[stays], when: whenOf(end, this.#host.words.locale) });
  }

  #until(stays: CheckinStays): string {
    const before = this.#host.edited;
    const end = before && before.stays === stays ? before.until && Date.parse(before.until) : untilOf({ stays, at: new Date(this.#since).toISOString() }, timeZoneHere());
    return staysUntil(end || undefined, this.#host.words.locale);
  }

  /** What ends before the words of the group are gone again is not among them. */
  #tooShort(): TemplateResult | typeof nothing {
    const { releases } = this.#checkins ?? {};
    if (this.audience !== 'group' || this.#withNames || !releases || this.stays === 'kept') return nothing;
    const end = untilOf({ stays: this.stays, at: new Date(this.#since).toISOString() }, timeZoneHere())!;
    if (end >= slotOf(releases, this.#since).to) return nothing;
    return html`<p role="note"><strong>${msg('That is too short for the group: your words would be gone before it has read them. With seven days they can be among them.')}</strong></p>`;
  }

  /** Before it goes to others: exactly as they will see it, and who they are. */
  preview(onSend: () => void): TemplateResult {
    const host = this.#host;
    const greets = this.audience === 'group' && this.#withNames;
    return html`<section class="step" aria-labelledby="title">
      <h3 id="title" part="title" tabindex="-1">${msg('As others will see it')}</h3>
      <div class="card" part="preview">${this.#seen()}</div>
      <p><strong>${whoSees(host, this)}</strong> ${this.#until(this.stays)}</p>
      ${greets ? html`<p>${whoGreets(host, this.#greeters)}</p>` : nothing}
      <p>${nobodyOnDuty()}</p>
      <div class="acts">
        <button type="button" class="main" @click=${onSend}>${host.edited ? msg('Share the change') : msg('Share it')}</button>
        <button type="button" @click=${() => host.back('who')}>${msg('Back')}</button>
      </div>
    </section>`;
  }

  #seen(): TemplateResult {
    const host = this.#host;
    const { said, place } = host;
    if (this.audience === 'people') {
      const each = chosen(place.companions, this.people);
      return html`${each.map((one) => html`<p>${fill(msg('{reader} sees it from {name}.'), { reader: nameOfCompanion(one), name: apart(one.own) })}</p>`)} ${told(host, said)}`;
    }
    if (this.#withNames) return html`<p class="from">${this.name.trim() ? apart(this.name.trim()) : msg('Somebody of the group')}</p>${told(host, said)}`;
    return this.#wordsOnly();
  }

  /** What of it can be among the words of a group without names. */
  #wordsOnly(): TemplateResult {
    const { said, place, words } = this.#host;
    const { feelings, energy, need } = chosenWords(said, place.vocabulary, words.locale);
    const each: [string, string | undefined][] = [
      [msg('Somebody feels'), listed(feelings, words.locale, 'unit')],
      [msg('Energy'), energy],
      [msg('What would do somebody good'), need],
      [msg('What would help'), said.help && helpWords()[said.help]],
    ];
    return html`<dl>${each.map(([term, is]) => (is ? html`<div><dt>${term}</dt><dd>${is}</dd></div>` : nothing))}</dl>
      ${said.words?.trim() ? html`<p>${msg('Words of your own are not shown to the group.')}</p>` : nothing}`;
  }

  /** Who is there may have changed since the page was opened: nobody is told of it who was not named. */
  async fresh(): Promise<void> {
    this.#since = Date.now();
    if (this.audience === 'people') await this.#exchange.read();
    await this.#readGreeters();
  }

  #set(part: Partial<Pick<Who, 'audience' | 'group' | 'people' | 'stays' | 'name'>>) {
    if (!('name' in part)) this.#since = Date.now();
    Object.assign(this, part);
    this.#host.requestUpdate();
  }

  async #nameGroups(): Promise<void> {
    const { client, group } = this.#host;
    const { memberships } = client.can.collections;
    this.#ids = (group ?? '').split(',').map((id) => id.trim()).filter(Boolean);
    if (!this.#ids.length && memberships?.list?.where?.includes('mine')) {
      const { items } = await client.collection('memberships').list({ where: { mine: 'yes' } }).catch(() => ({ items: [] }));
      this.#ids = [...new Set(items.flatMap((each) => each.group ?? []))];
    }
    await nameGroups(this.#host, this.#ids);
    this.#host.requestUpdate();
  }

  async #readGreeters(): Promise<void> {
    const asked = (this.#asked += 1);
    const { group, audience } = this;
    this.#greeters = [];
    if (audience !== 'group' || !this.#withNames || this.#checkins?.greetAfterMinutes === undefined) return;
    const { items } = await this.#host.client.collection('greeters').list({ where: { group: group! } });
    if (asked !== this.#asked) return;
    this.#greeters = items.filter(({ mine }) => !mine);
    this.#host.requestUpdate();
  }
}
