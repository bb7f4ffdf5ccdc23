import { html, nothing, type TemplateResult } from 'lit';
import type { PeerAdapter, Stored } from '../../adapters/adapter.ts';
import type { CheckinHistory } from '../../client/checkin-history.ts';
import { OneAct } from '../../client/one-act.ts';
import { PeerError } from '../../client/errors.ts';
import { settingsPatch } from '../../client/schemas/settings.ts';
import { drafted, type Put, type Settings, type SettingsPatch } from '../../domain/settings.ts';
import { audiencesOf, type Duty, type Moderation, moderations, type Reason, type SpaceSettings, type SpaceWords, type WatchHours } from '../../domain/space.ts';
import { css } from '../../internal/css.ts';
import { fill, msg, withCatalog } from '../../internal/localize.ts';
import { choiceField, pick, tick, toggled } from '../story-share/fields.ts';
import type { Admin, AdminView } from './admin.ts';
import { checkinFields, isDecided } from './space-checkins.ts';
import { changeWords, closedWords, moderationWords, type SettingName, settingNames } from './space-changes.ts';
import { block, dutyRow, line, reasonRow, rowsField, watchRow } from './space-fields.ts';

/** Texts that may stand there in several languages. */
type Translated = Omit<SpaceWords, 'language'> & { reasons?: Reason[] };

/** Countries whose help lines come with the library. */
const countries = ['AU', 'CA', 'DE', 'GB', 'IE', 'NZ', 'US'];

/** What came of saving. */
type Outcome = 'saved' | 'clash' | 'wrong';

/** The settings of the space: one form, saved at once, shown beforehand as visitors will see it. What was typed stays in this page. */
export class View implements AdminView {
  readonly #admin: Admin;
  #base?: Stored<Settings> | undefined;
  /** What was changed and is not saved. */
  #patch: SettingsPatch = {};
  /** The language of the texts: empty is the first one. */
  #language = '';
  #error?: unknown;
  #saving = false;
  #outcome?: Outcome | undefined;
  /** Which settings somebody else has changed as well, or which are not right. */
  #named: SettingName[] = [];
  /** What visitors would see, and in which language, as it was when it was asked for. */
  #preview?: { settings: SpaceSettings; language: string; members?: { adapter: PeerAdapter; history: CheckinHistory } | undefined } | undefined;
  readonly #act = new OneAct();
  readonly #leaving = new AbortController();

  constructor(admin: Admin) {
    this.#admin = admin;
    void this.#read();
  }

  get written(): boolean {
    return Object.keys(this.#patch).length > 0;
  }

  drop(): void {
    this.#leaving.abort();
    this.#patch = {};
    this.#base = this.#preview = undefined;
  }

  render(): TemplateResult {
    const base = this.#base;
    const trouble = this.#error === undefined ? nothing : this.#admin.host.trouble(this.#error, () => void (this.#base ? this.#save() : this.#read()));
    if (!base) return html`${trouble} ${this.#error === undefined ? html`<p role="status" class="quiet">${msg('One moment …')}</p>` : nothing}`;
    return html`
      <p class="quiet">${msg('What you save here holds at once, for everybody. Nothing is ever published that nobody has read: that cannot be chosen.')}</p>
      ${base.closed.length ? this.#closedNow(base) : nothing}
      <form class="space" part="space" novalidate @submit=${this.#onSubmit}>
        <datalist id="zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}</datalist>
        ${this.#site()} ${this.#texts()} ${this.#reading()} ${this.#checkins()} ${this.#staying()} ${this.#team()} ${this.#before(base)} ${trouble}
        <div role="alert">${this.#told()}</div>
        <p class="acts">
          <button class="main" aria-disabled=${this.#saving}>${msg('Save')}</button>
          ${this.written ? html`<button type="button" @click=${this.#undoAll}>${msg('Take back what I changed')}</button>` : nothing}
          <span role="status">${this.#saving ? msg('It is on its way …') : this.#outcome === 'saved' && !this.written ? msg('It is saved, and holds from now on.') : nothing}</span>
        </p>
      </form>
    `;
  }

  #closedNow({ closed }: Settings): TemplateResult {
    return html`<div class="alert" part="alert">
      <p>${msg('At the moment nothing can be sent here:')}</p>
      <ul>
        ${closed.map((reason) => html`<li>${closedWords()[reason]}</li>`)}
      </ul>
    </div>`;
  }

  #site(): TemplateResult {
    const { from, to } = this.#value('ages');
    const ages = (part: { from?: number; to?: number | undefined }) => {
      const { from: low, to: high } = { from, to, ...part };
      this.#set('ages', { from: low, ...(high !== undefined && { to: high }) });
    };
    const chosen = this.#value('helplines');
    const names = new Intl.DisplayNames(this.#locale, { type: 'region' });
    return this.#section(
      msg('The site'),
      this.#field('title', (id, name) => line({ id, name, value: this.#value('title'), onInput: (title) => this.#set('title', title) })),
      this.#field('privacy', (id, name) => line({ id, name, type: 'url', value: this.#value('privacy'), onInput: (privacy) => this.#set('privacy', privacy) })),
      this.#group('ages', msg('Where adults and minors can both be, only everybody together reads, and nobody writes to a writer.'), html`<div class="pair">
        ${line({ id: 'ages', name: msg('From'), type: 'number', value: `${from}`, onInput: (age) => ages({ from: Number(age || NaN) }) })}
        ${line({ id: 'ages-to', name: msg('Up to (nothing: no end)'), type: 'number', value: to === undefined ? '' : `${to}`, onInput: (age) => ages({ to: age ? Number(age) : undefined }) })}
      </div>`),
      this.#list('languages', msg('Write tags such as “en” or “pt-BR”. The texts below stand in the first one.'), (number) => fill(msg('Language {number}'), { number }), msg('Add a language')),
      this.#group('helplines', undefined, html`<div class="days">
        ${[...new Set([...countries, ...chosen])].map((code) => tick(`helplines-${code}`, names.of(code) ?? code, chosen.includes(code), (there) => this.#set('helplines', toggled(chosen, code, there))))}
      </div>`),
    );
  }

  /** What people read, in each language. */
  #texts(): TemplateResult {
    const languages = this.#value('languages').filter(Boolean);
    const names = this.#languageNames;
    const options = languages.map((tag, at) => ({ value: at ? tag : '', words: names(tag) }));
    const language = this.#language || languages[0];
    const reasons = this.#text('reasons') ?? [];
    return this.#section(
      msg('What people read'),
      options.length > 1
        ? html`${choiceField('text-language', msg('Language of these texts'), this.#language, options, (tag) => this.#choose(tag))}
            ${this.#language ? html`<p class="quiet">${msg('What is empty here is shown in the first language.')}</p>${this.#putBack('translations')}` : nothing}`
        : nothing,
      this.#textList('rules', msg('What you ask of each other. One of them is quoted when something is not published.'), (number) => fill(msg('Rule {number}'), { number }), msg('Add a rule')),
      this.#textGroup('confidentiality', msg('What may have to be passed on, and what nobody here can do. People read it before they write.'), block({ id: 'confidentiality', name: msg('In plain words'), value: this.#text('confidentiality') ?? '', language, onInput: (words) => this.#setText('confidentiality', words) })),
      this.#textList('prompts', msg('Whoever writes can begin with one of them. Without any, those that come with the page are offered.'), (number) => fill(msg('Beginning {number}'), { number }), msg('Add a beginning')),
      this.#textList('topics', msg('Writers can add their own.'), (number) => fill(msg('Theme {number}'), { number }), msg('Add a theme')),
      this.#textGroup('reasons', msg('Only the team sees these. They stand beside those that come with the desk, in the language of the writer. Speak of the words, never of the person.'), rowsField<Reason>({
        id: 'reasons', rows: reasons, name: (number) => fill(msg('Beginning for the team {number}'), { number }), add: msg('Add a beginning for the team'),
        empty: () => ({ for: 'ask-changes', name: '', words: '' }), row: reasonRow(language ?? 'en'), onChange: (rows, focus) => this.#setText('reasons', rows, focus),
      })),
    );
  }

  #reading(): TemplateResult {
    const mode = this.#value('moderation');
    const hint: Record<Moderation, string> = { all: msg('Nothing is shown before somebody has read it and decided.'), two: msg('Whoever decides asks a colleague first. With one moderator alone, nothing could be published.') };
    return this.#section(
      msg('Reading'),
      this.#group('moderation', undefined, html`${moderations.map((each) => pick('moderation', each, moderationWords()[each], mode, (to) => this.#set('moderation', to), hint[each]))}`),
      this.#group('watchHours', msg('People are told these hours before they write.'), rowsField<WatchHours>({
        id: 'watchHours', rows: this.#value('watchHours'), name: (number) => fill(msg('Hours {number}'), { number }), add: msg('Add hours'),
        empty: () => ({ days: ['MO', 'TU', 'WE', 'TH', 'FR'], from: '09:00', to: '17:00', timeZone: this.#zone }), row: watchRow(this.#locale), onChange: (rows, focus) => this.#set('watchHours', rows, focus),
      })),
      this.#number('readWithinHours', msg('Nothing: no time is promised.')),
      this.#number('batchHours', msg('Stories appear together, so that nobody can tell which was decided when. Nothing: each at once.')),
      this.#field('replies', (id, name) => tick(id, name, this.#value('replies') === true, (yes) => this.#set('replies', yes), msg('The team reads each reply first.'))),
    );
  }

  #checkins(): TemplateResult {
    const checkins = this.#value('checkins');
    const fields = checkinFields({
      value: checkins && isDecided(checkins) ? checkins : undefined,
      zone: this.#zone,
      locale: this.#locale,
      mixed: !audiencesOf(this.#draft).includes('group'),
      onChange: (value, focus) => this.#set('checkins', value, focus),
    });
    return this.#section(msg('Check-ins'), this.#group('checkins', msg('Members can say how they are. Without this, each of them keeps that for themselves.'), fields));
  }

  #staying(): TemplateResult {
    return this.#section(
      msg('How long it stays'),
      this.#number('keptMonths', msg('It holds for what is sent from now on. What was sent before keeps the time that its writer was told.')),
      this.#number('reviewMonths', msg('So many months before the end. Nothing: two.')),
      this.#number('backupDays', msg('What was withdrawn can still be in a backup. Whoever runs the server has to delete them by then.')),
    );
  }

  #team(): TemplateResult {
    const duty = this.#value('duty') ?? [];
    return this.#section(
      msg('The team'),
      html`<p class="quiet">${msg('Visitors never see any of this.')}</p>`,
      this.#list('moderators', msg('Such as an address for mail.'), (number) => fill(msg('Moderator {number}'), { number }), msg('Add a moderator')),
      this.#field('safeguarding', (id, name) => line({ id, name, value: this.#value('safeguarding') ?? '', onInput: (words) => this.#set('safeguarding', words) })),
      this.#list('plan', msg('Plain sentences. Whoever passes somebody on reads them at that moment.'), (number) => fill(msg('Sentence {number}'), { number }), msg('Add a sentence')),
      this.#group('duty', msg('The team sees who is on duty now and who is next, and the program that tells whoever is on call is told. Use names that only the team knows.'), rowsField<Duty>({
        id: 'duty', rows: duty, name: (number) => fill(msg('Duty {number}'), { number }), add: msg('Add somebody on duty'),
        empty: () => ({ name: '', days: ['MO', 'TU', 'WE', 'TH', 'FR'], from: '18:00', to: '22:00', timeZone: this.#zone }), row: dutyRow(this.#locale), onChange: (rows, focus) => this.#set('duty', rows, focus),
      })),
    );
  }

  /** What becomes different, in words, and as visitors will see it. */
  #before(base: Stored<Settings>): TemplateResult {
    const { visitors, team, closes } = changeWords(drafted(base, {}), this.#draft, this.#locale);
    const list = (title: string, words: string[]) => (words.length ? html`<h5>${title}</h5><ul>${words.map((each) => html`<li dir="auto">${each}</li>`)}</ul>` : nothing);
    return html`<section class="panel" aria-labelledby="changes-title">
      <h4 id="changes-title">${msg('Before you save')}</h4>
      ${this.written ? nothing : html`<p class="quiet">${msg('Nothing is changed.')}</p>`}
      ${closes.length ? html`<div class="alert" part="alert" role="status"><p><strong>${msg('Once this is saved, nothing can be sent here any more:')}</strong></p><ul>${closes.map((each) => html`<li>${each}</li>`)}</ul></div>` : nothing}
      ${list(msg('What changes for visitors'), visitors)} ${list(msg('What changes for the team'), team)}
      ${this.#previewing()}
    </section>`;
  }

  #previewing(): TemplateResult {
    const shown = this.#preview;
    const old = shown && JSON.stringify(shown.settings) !== JSON.stringify(this.#draft);
    const languages = this.#value('languages').filter(Boolean);
    return html`<p class="acts">
        <button type="button" @click=${() => void this.#show()}>${shown ? msg('Show it again, as it is now') : msg('Show it as visitors will see it')}</button>
        ${shown ? html`<button type="button" class="plain" @click=${this.#hide}>${msg('Close the preview')}</button>` : nothing}
      </p>
      ${shown
        ? html`${languages.length > 1 ? choiceField('preview-language', msg('Language of the page'), shown.language, languages.map((value) => ({ value, words: this.#languageNames(value) })), (language) => void this.#show(language)) : nothing}
            ${old ? html`<p role="status">${msg('You changed something since. It is not in this preview yet.')}</p>` : nothing}
            <div class="preview" part="preview" role="region" aria-labelledby="preview-title">
              <p id="preview-title"><strong>${msg('This is only a preview.')}</strong> ${msg('“Begin” shows the rules and the hours. Whatever you type goes nowhere.')}</p>
              <div lang=${shown.language} @story-sent=${stop} @story-withdrawn=${stop}>
                <peer-support adapter="memory" space=${`preview-${shown.language}`} .settings=${shown.settings}><story-share></story-share></peer-support>
              </div>
              ${shown.members
                ? html`<p><strong>${msg('What members see when they check in:')}</strong></p>
                    <div lang=${shown.language} @checkin-sent=${stop} @checkin-changed=${stop} @checkin-withdrawn=${stop}>
                      <peer-support .adapter=${shown.members.adapter}><peer-checkin .history=${shown.members.history}></peer-checkin></peer-support>
                    </div>`
                : nothing}
            </div>`
        : nothing}`;
  }

  #told(): unknown {
    const names = settingNames();
    const list = () => html`<ul>${this.#named.map((name) => html`<li>${names[name]}</li>`)}</ul>`;
    if (this.#outcome === 'wrong') return html`<div class="alert" part="alert"><p>${msg('Something is missing or not right here. Nothing is saved yet:')}</p>${list()}</div>`;
    if (this.#outcome !== 'clash') return nothing;
    return html`<div class="alert" part="alert">
      <p>${msg('Somebody else has saved other settings meanwhile. They are shown here now, and what you changed is still there, over them. Nothing of yours is saved yet.')}</p>
      ${this.#named.length ? html`<p>${msg('You both changed:')}</p>${list()}` : nothing}
      <p>${msg('Look at it once more, and save again.')}</p>
    </div>`;
  }

  #section(title: string, ...content: unknown[]): TemplateResult {
    return html`<fieldset class="panel">
      <legend><h4>${title}</h4></legend>
      ${content}
    </fieldset>`;
  }

  #field(name: SettingName, field: (id: string, name: string) => TemplateResult, hint?: string): TemplateResult {
    return html`<div class="setting">${field(name, settingNames()[name])} ${hint ? html`<p class="quiet">${hint}</p>` : nothing}${this.#putBack(name)}</div>`;
  }

  #group(name: SettingName, hint: string | undefined, content: TemplateResult, back = this.#putBack(name)): TemplateResult {
    return html`<fieldset class="setting">
      <legend>${settingNames()[name]}</legend>
      ${hint ? html`<p class="quiet">${hint}</p>` : nothing} ${content} ${back}
    </fieldset>`;
  }

  #number(name: 'readWithinHours' | 'batchHours' | 'keptMonths' | 'reviewMonths' | 'backupDays', hint: string): TemplateResult {
    const mayGo = name === 'readWithinHours' || name === 'batchHours';
    const value = this.#value(name);
    const onInput = (typed: string) => {
      const number = typed ? Number(typed) : mayGo ? 0 : name === 'reviewMonths' ? null : NaN;
      // What is not there and is taken away is as it was.
      if (number === 0 && mayGo && this.#base?.[name] === undefined) this.#forget(name);
      else this.#set(name, number as number);
    };
    return this.#field(name, (id, called) => line({ id, name: called, type: 'number', value: value === undefined || Number.isNaN(value) || (mayGo && !value) ? '' : `${value}`, onInput }), hint);
  }

  #list(name: 'languages' | 'moderators' | 'plan', hint: string, called: (number: number) => string, add: string): TemplateResult {
    return this.#group(name, hint, this.#lines(name, this.#value(name) ?? [], called, add, (rows, focus) => this.#set(name, rows, focus)));
  }

  #textList(name: 'rules' | 'prompts' | 'topics', hint: string, called: (number: number) => string, add: string): TemplateResult {
    return this.#textGroup(name, hint, this.#lines(name, this.#text(name) ?? [], called, add, (rows, focus) => this.#setText(name, rows, focus), this.#language || this.#value('languages')[0]));
  }

  #textGroup(name: keyof Translated, hint: string, content: TemplateResult): TemplateResult {
    return this.#language ? this.#group(name, hint, content, html``) : this.#group(name, hint, content);
  }

  #lines(id: string, rows: readonly string[], name: (number: number) => string, add: string, onChange: (rows: string[], focus?: string) => void, language?: string): TemplateResult {
    const long = id === 'rules' || id === 'plan';
    return rowsField<string>({ id, rows, name, add, onChange, empty: () => '', row: (row) => (long ? block : line)({ id: row.id, name: row.name, value: row.value, language, onInput: row.change }) });
  }

  /** Back to what the file says, or to what is saved. */
  #putBack(name: SettingName): unknown {
    const called = settingNames()[name];
    const changed = Object.hasOwn(this.#patch, name);
    const saved = this.#base!.saved.includes(name) && this.#patch[name] !== null;
    if (!changed && !saved) return nothing;
    return html`<p class="acts back">
      ${changed ? html`<button type="button" class="plain" aria-label=${fill(msg('Take back my change: {what}'), { what: called })} @click=${() => this.#forget(name)}>${msg('Take back my change')}</button>` : nothing}
      ${saved ? html`<button type="button" class="plain" aria-label=${fill(msg('Put back what the file of the server says: {what}'), { what: called })} @click=${() => this.#set(name, null)}>${msg('Put back what the file of the server says')}</button>` : nothing}
    </p>`;
  }

  get #locale(): string {
    return this.#admin.host.words.locale;
  }

  get #languageNames(): (tag: string) => string {
    const names = new Intl.DisplayNames(this.#locale, { type: 'language' });
    return (tag) => {
      try {
        return names.of(tag) ?? tag;
      } catch {
        return tag;
      }
    };
  }

  get #zone(): string {
    return this.#value('watchHours')[0]?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** What would hold. */
  get #draft(): SpaceSettings {
    return drafted(this.#base!, cleaned(this.#patch));
  }

  #value<N extends SettingName>(name: N): Put<N> {
    const changed = this.#patch[name];
    return (changed === undefined ? this.#base![name] : (changed ?? this.#base!.file[name])) as Put<N>;
  }

  #text<N extends keyof Translated>(name: N): Translated[N] {
    return (this.#language ? this.#value('translations')?.find(({ language }) => language === this.#language)?.[name] : this.#value(name)) as Translated[N];
  }

  /** What is as it is saved is no change. */
  #set<N extends SettingName>(name: N, value: Put<N> | null, focus?: string) {
    const { [name]: _, ...rest } = this.#patch;
    const none = typeof value === 'object' && value !== null && !Object.keys(value).length;
    const same = JSON.stringify(value) === JSON.stringify(this.#base![name]) || (none && this.#base![name] === undefined);
    this.#patch = same ? rest : { ...rest, [name]: value };
    this.#turn(focus);
  }

  #setText<N extends keyof Translated>(name: N, value: NonNullable<Translated[N]>, focus?: string) {
    if (!this.#language) return this.#set(name, value as Put<N>, focus);
    const language = this.#language;
    const all = this.#value('translations') ?? [];
    const { [name]: _, ...others }: Translated & { language: string } = all.find((each) => each.language === language) ?? { language };
    const words = { ...others, ...(value.length && { [name]: value }), language };
    const rest = all.filter((each) => each.language !== language);
    this.#set('translations', Object.keys(words).length > 1 ? [...rest, words].sort((one, other) => (one.language < other.language ? -1 : 1)) : rest, focus);
  }

  #forget(name: SettingName) {
    const { [name]: _, ...rest } = this.#patch;
    this.#patch = rest;
    this.#turn();
  }

  readonly #undoAll = () => {
    this.#patch = {};
    this.#turn();
  };

  #choose(tag: string) {
    this.#language = tag;
    this.#turn();
  }

  /** Drawn again; what is gone on with has the focus. */
  #turn(focus?: string) {
    const { host } = this.#admin;
    this.#outcome = undefined;
    if (this.#language && !this.#value('languages').includes(this.#language)) this.#language = '';
    host.requestUpdate();
    if (focus) void host.updateComplete.then(() => host.shadowRoot?.getElementById(focus)?.focus());
  }

  readonly #hide = () => {
    this.#preview = undefined;
    this.#turn();
  };

  async #show(language = this.#preview?.language ?? this.#value('languages')[0] ?? 'en') {
    if (this.#refused()) return;
    try {
      const piece = await this.#admin.host.previewing();
      piece.known();
      // Whoever looks again begins anew, as a visitor does.
      this.#preview = undefined;
      this.#admin.host.requestUpdate();
      await this.#admin.host.updateComplete;
      const settings = structuredClone(this.#draft);
      const example = withCatalog(this.#admin.host.words, () => msg('An example group'));
      this.#preview = { settings, language, members: settings.checkins && { adapter: piece.asMember(settings, example), history: piece.nowhere } };
      this.#error = undefined;
    } catch (error) {
      this.#error = error;
    }
    this.#admin.host.requestUpdate();
  }

  async #read() {
    this.#error = undefined;
    try {
      const { client } = this.#admin.host;
      const found = await client.collection('settings').get(client.space, { signal: this.#leaving.signal });
      if (!found) throw new PeerError('not-found');
      this.#base = found;
    } catch (error) {
      if (this.#leaving.signal.aborted) return;
      this.#error = error;
    }
    this.#admin.host.requestUpdate();
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    void this.#save();
  };

  /** What is not right is named, and nothing is sent. */
  #refused(): boolean {
    const { success, error } = settingsPatch.safeParse(cleaned(this.#patch)) as { success: boolean; error?: { issues: { path: PropertyKey[] }[] } };
    if (success) return false;
    this.#named = [...new Set(error!.issues.map(({ path }) => path[0] as SettingName))];
    this.#outcome = 'wrong';
    const { host } = this.#admin;
    host.requestUpdate();
    const [first] = this.#named;
    void host.updateComplete.then(() => (host.shadowRoot?.getElementById(first!) ?? host.shadowRoot?.querySelector<HTMLElement>(`[id^="${first}-"]`))?.focus());
    return true;
  }

  async #save() {
    if (this.#saving || !this.written || this.#refused()) return;
    const { host } = this.#admin;
    const { signal } = this.#leaving;
    const sent = this.#patch;
    const patch = cleaned(sent);
    this.#saving = true;
    this.#error = this.#outcome = undefined;
    host.requestUpdate();
    try {
      const { client } = host;
      const before = this.#base!;
      const saved = await client.collection('settings').update(client.space, patch, { rev: before.rev!, intent: this.#act.intentFor(patch), signal });
      signal.throwIfAborted();
      this.#base = saved;
      this.#act.over();
      this.#patch = changedSince(sent, this.#patch, before, saved);
      this.#outcome = 'saved';
    } catch (error) {
      if (signal.aborted) return;
      if (PeerError.is(error) && error.code === 'conflict') await this.#clash();
      else this.#error = error;
      // What is saved next may be something else.
      if (PeerError.is(error) && !error.mayHaveHappened) this.#act.over();
    }
    this.#saving = false;
    host.requestUpdate();
  }

  /** Somebody else has saved: theirs is read, what was typed here stays over it. */
  async #clash() {
    const before = this.#base!;
    await this.#read();
    const now = this.#base!;
    if (this.#error !== undefined) return;
    const mine = Object.keys(this.#patch) as SettingName[];
    const isSame = (name: SettingName) => JSON.stringify(this.#patch[name]) === JSON.stringify(now[name]);
    this.#named = mine.filter((name) => !isSame(name) && JSON.stringify(before[name]) !== JSON.stringify(now[name]));
    this.#patch = Object.fromEntries(Object.entries(this.#patch).filter(([name]) => !isSame(name as SettingName)));
    this.#outcome = 'clash';
  }
}

/** What was changed while something was being saved. What was taken back meanwhile is to be as it was before. */
function changedSince(sent: SettingsPatch, now: SettingsPatch, before: Settings, saved: Settings): SettingsPatch {
  const back = (Object.keys(sent) as SettingName[]).filter((name) => !Object.hasOwn(now, name)).map((name) => [name, before.saved.includes(name) ? before[name] : null] as const);
  const changed = (Object.entries(now) as [SettingName, unknown][]).filter(([name, value]) => value !== sent[name] && JSON.stringify(value) !== JSON.stringify(saved[name]));
  return Object.fromEntries([...changed, ...back]) as SettingsPatch;
}

/** Empty rows say nothing. */
function cleaned(patch: SettingsPatch): SettingsPatch {
  const full = (value: unknown): boolean => !(typeof value === 'string' && !value.trim());
  const row = (value: unknown) => (Array.isArray(value) ? value.filter(full) : value);
  const translations = patch.translations?.map((words) => Object.fromEntries(Object.entries(words).map(([name, value]) => [name, row(value)])) as unknown as typeof words);
  return { ...(Object.fromEntries(Object.entries(patch).map(([name, value]) => [name, row(value)])) as SettingsPatch), ...(translations && { translations }) };
}

/** What happens in a preview is nothing that happened. */
const stop = (event: Event) => event.stopPropagation();

export const styles = css`
  .space {
    display: grid;
    gap: 1rem;
  }
  .space .panel {
    display: grid;
    gap: 1rem;
  }
  .space fieldset.panel {
    padding: 1rem;
    border: 1px solid var(--border);
  }
  .space .panel > legend {
    float: inline-start;
    inline-size: 100%;
    margin: 0;
  }
  .space h4 {
    font-size: 1.1em;
  }
  .space select {
    min-block-size: 2.25rem;
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .space .setting,
  .space .line,
  .space .set,
  .space .set li,
  .space .set [role='group'] {
    display: grid;
    gap: 0.4rem;
    min-inline-size: 0;
  }
  .space .set {
    gap: 0.9rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .space .set li {
    padding-block-end: 0.75rem;
    border-block-end: 1px solid var(--border);
  }
  .space .line label {
    font-weight: 600;
  }
  .space .line input,
  .space .line textarea {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 2.5rem;
    padding: 0.3rem 0.6rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .space .line input[type='number'] {
    max-inline-size: 8rem;
  }
  .space .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
    gap: 0.5rem 1rem;
  }
  .space .days {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 1rem;
  }
  .space h5 {
    margin: 0;
    font-size: 0.95em;
  }
  .space ul {
    margin: 0;
    padding-inline-start: 1.25rem;
    overflow-wrap: anywhere;
  }
  .space .preview {
    display: grid;
    gap: 1rem;
    padding: 1rem;
    border: 3px dashed var(--accent);
    border-radius: var(--radius);
    background: var(--surface);
  }
  @media (forced-colors: active) {
    .space .preview {
      border-color: Highlight;
    }
  }
`;
