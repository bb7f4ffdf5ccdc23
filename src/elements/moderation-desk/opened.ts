import { html, nothing, type TemplateResult } from 'lit';
import type { Stored } from '../../adapters/adapter.ts';
import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { fitsToday } from '../../domain/content-notes.ts';
import { type DeskItem, firstLine, isUrgent, waits, whyOf } from '../../domain/desk.ts';
import { aboutOf } from '../../domain/report.ts';
import type { Claim, Decision, Message, Sending, Story } from '../../domain/story.ts';
import { fill, msg } from '../../internal/localize.ts';
import { noteName } from '../story-list/notes.ts';
import { monthName, storyWords } from '../story-list/story.ts';
import { inDanger, ToldGroup } from './checkin.ts';
import { Decide, decidedWords, heldWords } from './decide.ts';
import type { DeskHost } from './desk-host.ts';
import type { HoldForm } from './hold.ts';
import { Linked } from './linked.ts';
import { Opinions } from './opinions.ts';
import { lengthWords, overWords, untilWords, whyWords } from './desk-words.ts';
import type { Mark, Marks } from './marks.ts';
import type { Queue } from './queue.ts';
import { titleOf } from './rows.ts';
import { Talk } from './talk.ts';

export { styles } from './opened.styles.ts';

/** What is read: of a report, what readers have. */
type Read = Pick<Story, 'text' | 'helped' | 'line' | 'language' | 'notes' | 'topics'>;

/** How far it is read. `door`: what it is about; `line`: the first line; `text`: all of it; `done`: it is decided. */
type Stage = 'door' | 'line' | 'text' | 'done';

/** Where nobody can say yet whether what was decided holds, it is looked again after so long, in milliseconds. */
const lookAfter = 5_000;

/** One story or report that is open at the desk. What is typed into it stays for as long as the desk is there. */
export class Opened {
  item: DeskItem;
  busy = false;
  /** Whether what was done last could not be done because somebody else, or its writer, was faster. */
  beaten = false;
  readonly host: DeskHost;
  readonly #queue: Queue;
  readonly deciding: Decide;
  #stage: Stage = 'door';
  /** What is read: of a report, where its story came from. */
  #sending?: Stored<Sending> | undefined;
  /** What readers have, of what was reported. Null: nothing any more. */
  #story?: Story | null;
  /** What one of the team wrote, of what was reported. Null: it is not there any more. */
  #said?: Message | null;
  /** What a group was told, of what was reported. */
  readonly #toldGroup?: ToldGroup;
  #talk?: Talk;
  #opinions?: Opinions;
  /** What is read and pressed where somebody may be in danger. */
  #safe?: HoldForm | undefined;
  #hiding = newIntent();
  #linked?: Linked;
  #marks?: Marks | undefined;
  /** It seems to speak of something that whoever works here does not read today. */
  #left?: readonly string[];
  #told: unknown = nothing;
  /** What somebody else did meanwhile, in words. */
  #lost?: string | undefined;
  #done = '';
  /** What was decided and can still be taken back. */
  #held?: Decision | undefined;
  /** Whether it is being looked if that holds. */
  #settling = false;
  #holds?: ReturnType<typeof setTimeout>;
  #claiming = newIntent();
  readonly #looking = new AbortController();

  constructor(host: DeskHost, item: DeskItem) {
    this.host = host;
    this.#queue = host.queue;
    this.item = item;
    this.deciding = new Decide(this);
    if (item.report?.checkin !== undefined) this.#toldGroup = new ToldGroup(host, item.report);
  }

  get sending(): Stored<Sending> | undefined {
    return this.#sending;
  }

  /** In which language the writer is written to. What a group was told says none: it is that of the space. */
  get language(): string {
    return this.#sending?.language ?? (this.#toldGroup ? (this.host.space?.languages?.[0] ?? this.host.words.locale) : 'en');
  }

  /** Whether a report's story is there at all, for somebody. */
  get there(): boolean {
    if (this.item.report?.said !== undefined) return !!this.#said;
    if (this.#toldGroup) return !!this.#toldGroup.seen;
    return this.item.sending !== undefined || !!this.#story || this.#sending?.story !== undefined;
  }

  /** Whether a report's story is hidden from its readers. */
  get hidden(): boolean {
    if (this.item.report?.said !== undefined) return false;
    if (this.#toldGroup) return !!this.#toldGroup.seen?.hidden;
    return this.#sending ? this.#sending.state === 'again' : !!this.item.report?.hid;
  }

  /** Whether it is decided, and nothing of that can be taken back any more. */
  get over(): boolean {
    return this.#stage === 'done' && this.#held === undefined;
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** Whether something was typed that has not gone anywhere. */
  get written(): boolean {
    return this.#stage !== 'done' && (this.deciding.written || !!this.#talk?.written || !!this.#opinions?.written || !!this.#safe?.written);
  }

  get #mine(): boolean {
    return this.#queue.isMine(this.item);
  }

  render(): TemplateResult {
    const parts: Record<Stage, () => TemplateResult> = { door: () => this.#door(), line: () => this.#line(), text: () => this.#text(), done: () => this.#finished() };
    return html`<section class="opened" part="opened" aria-labelledby="opened-title">
      <h3 id="opened-title" part="title" tabindex="-1">${titleOf(this.item)}</h3>
      ${this.#lost ? html`<div class="alert" part="alert" role="alert"><p>${this.#lost}</p>${this.#afterLoss()}</div>` : nothing}
      ${parts[this.#stage]()} ${this.#told}
    </section>`;
  }

  /** Hears of what has changed in the list: somebody else may have decided, or its writer changed the words. */
  heard(): void {
    const item = this.#queue.item(this.item.key);
    if (!item || this.busy || (this.#stage === 'done' && !this.#held)) return;
    const had = this.#mine;
    if (item.question?.id !== this.item.question?.id) void this.#opinions?.read();
    this.item = item;
    if (this.#stage === 'door') return;
    if (this.#stage === 'done' && !this.#lapsed(item)) return;
    if (item.sending?.state === 'expired') this.#withdrawn();
    else if (!waits(item)) this.#lost = fill(msg('Somebody else has decided meanwhile: {what}. What you wrote is still here.'), { what: overWords(item) });
    else if (item.sending && this.#sending && wordsOf(item.sending) !== wordsOf(this.#sending)) this.#lost = msg('The writer has changed the words since you read them. Read them again before you decide. What you wrote is still here.');
    else if (had && !this.#mine) this.#lost = this.#notMine(item);
    else if (item.sending && this.#sending) this.#sending = item.sending;
    if (this.#toldGroup && this.#mine && this.#stage === 'text') void this.#lookAtGroup(this.#toldGroup);
  }

  /** Why whoever looks cannot decide about it any more. */
  #notMine({ claim }: DeskItem): string {
    return claim?.takenFrom !== undefined && claim.takenFrom === this.#queue.me ? msg('It is urgent, and somebody else has taken it over. What you wrote is still here.') : msg('It is not with you any more. Take it again to decide. What you wrote is still here.');
  }

  /** Whether what a group was told still is as it was read. */
  async #lookAtGroup(told: ToldGroup) {
    const found = await told.look();
    if (!found || this.busy || this.#stage !== 'text') return;
    if (found === 'gone') this.#marks = undefined;
    this.#lost = found === 'gone' ? msg('Its group has it no more: its writer took it back or changed who reads it, or its time was over. You can close the report.') : msg('The writer has changed the words since you read them. Read them again before you decide. What you wrote is still here.');
    this.host.requestUpdate();
  }

  /** Takes it, so that nobody else decides at the same time, and shows its first line. */
  readonly take = (): Promise<void> => this.#take(false);

  /** Takes it from somebody else, because it is urgent. They are told by their own list. */
  readonly takeOver = (): Promise<void> => this.#take(true);

  async #take(takeOver: boolean): Promise<void> {
    if (this.busy) return;
    this.#begin();
    if (this.#stage === 'door') this.#toldGroup?.forget();
    const { client } = this.host;
    const queue = this.#queue;
    const { sending, report } = this.item;
    try {
      if (!this.#mine) {
        const claim: Claim = await client.collection('claims').create({ ...(sending ? { sending: sending.id } : { report: report!.id }), ...(takeOver && { takeOver }) }, { intent: this.#claiming });
        // Taking it again later is another act.
        this.#claiming = newIntent();
        queue.claimed(this.item, claim);
        this.item = { ...this.item, claim };
      }
      // What has changed since is opened anew.
      if (this.#stage === 'text') await this.#noteOpened();
      await this.#read();
      const held = await this.#heldBefore();
      if (held) this.#hold(held);
      else await this.#leftOut();
      // Only now: nothing of it is shown before it is known that it may be.
      if (this.#stage === 'door') this.#stage = 'line';
      this.#lost = undefined;
      this.host.turn();
    } catch (error) {
      // Another try is another act: what was in the way may be gone by then.
      this.#claiming = newIntent();
      await this.#refused(error, takeOver ? this.takeOver : this.take, msg('Somebody else was faster, and reads it now.'));
    }
    this.#end();
  }

  /** Whether what was decided and held back came to nothing, because its words are others now. Where it holds by now, that is said. */
  #lapsed(item: DeskItem): boolean {
    const over = !waits(item);
    const changed = item.sending && this.#sending && wordsOf(item.sending) !== wordsOf(this.#sending);
    if (!over && !changed) {
      // Who has it is read apart from it: it may hold by now.
      if (!this.#mine) void this.#settled();
      return false;
    }
    if (over) this.#done = decidedWords(this.#held!.decision);
    else this.#stage = 'text';
    this.#release();
    return !over;
  }

  /** Nothing can be taken back any more, or has to be. */
  #release() {
    clearTimeout(this.#holds);
    this.#held = undefined;
    this.#queue.decided(this.item, undefined);
  }

  /** Nobody learns of it until then. At that moment it is looked whether it holds. */
  #hold(decision: Decision) {
    this.#held = decision;
    this.#done = heldWords(decision.decision);
    this.#stage = 'done';
    this.#queue.decided(this.item, decision.effective!);
    this.#holds = setTimeout(() => void this.#settled(), Math.max(0, Date.parse(decision.effective!) - Date.now()) + 1000);
  }

  /** Whether it holds now: where it does, the list has told so. Where nobody can say yet, it is looked again later. */
  async #settled() {
    if (this.#settling) return;
    this.#settling = true;
    const waits = await this.#queue.again(this.item).then(() => (this.#mine ? this.#heldBefore() : undefined)).then(Boolean, () => true);
    this.#settling = false;
    if (!this.#held || this.#looking.signal.aborted) return;
    clearTimeout(this.#holds);
    if (waits) {
      this.#holds = setTimeout(() => void this.#settled(), lookAfter);
      return;
    }
    this.#release();
    this.#stage = 'text';
    // Its writer wrote something meanwhile: then somebody has to look once more.
    this.#lost = this.#mine ? msg('What you decided was not carried out, because something is new. Look at it again. What you wrote is still here.') : this.#notMine(this.item);
    this.host.requestUpdate();
  }

  /** Takes back what was decided, before anybody has learnt of it. */
  readonly undo = async (): Promise<void> => {
    if (this.busy || !this.#held) return;
    this.#begin();
    try {
      await this.host.client.collection('decisions').remove(this.#held.id);
      this.#release();
      this.#stage = 'text';
      await this.#read();
      this.#told = html`<p role="status">${msg('It is taken back. Nobody has learnt of it.')}</p>`;
      this.host.turn();
    } catch (error) {
      const late = PeerError.is(error) && (error.code === 'conflict' || error.code === 'not-found');
      this.#told = late ? html`<p role="alert">${msg('It could not be taken back any more.')}</p>` : this.host.trouble(error, () => void this.undo());
      if (late) void this.#settled();
    }
    this.#end();
  };

  /** Gives it back without a reason. Words that were typed stay in this page. */
  readonly pass = async (): Promise<void> => {
    if (this.busy) return;
    const { claim } = this.item;
    this.#begin();
    try {
      if (claim && this.#mine) {
        await this.host.client.collection('claims').remove(claim.id);
        this.#queue.claimed(this.item, undefined);
      }
      this.#gaveBack();
    } catch (error) {
      if (PeerError.is(error) && error.code === 'not-found') {
        this.#queue.claimed(this.item, undefined);
        this.#gaveBack();
      }
      else await this.#refused(error, this.pass);
    }
    this.#end();
  };

  /** Shows all of it. */
  readonly readAll = async (): Promise<void> => {
    if (this.#stage !== 'line' || this.busy) return;
    this.#begin();
    try {
      await this.#noteOpened();
      // What a group was told comes only now, and may be what is not read today.
      const first = this.#toldGroup && !this.#toldGroup.opened;
      if (first) {
        await this.#toldGroup!.read();
        await this.#leftOut();
      }
      if (first && this.#left?.length) this.host.turn();
      else this.#shows();
    } catch (error) {
      this.#told = this.host.trouble(error, () => void this.readAll());
    }
    this.#end();
  };

  /** Whoever runs the place can see later who opened what; without that, nothing is opened. */
  async #noteOpened(): Promise<void> {
    const { sending, report } = this.item;
    const { client } = this.host;
    if (client.can.collections.log?.create) await client.collection('log').create({ act: 'open', ...(report ? { report: report.id } : { sending: sending!.id }) });
  }

  /** Reads what a colleague asks about, beside them. It stays with them. */
  readonly readAlong = async (): Promise<void> => {
    if (this.busy) return;
    this.#begin();
    try {
      await this.#read();
      await this.#leftOut();
      this.#stage = 'line';
      this.host.turn();
    } catch (error) {
      await this.#refused(error, this.readAlong);
    }
    this.#end();
  };

  #shows() {
    this.#stage = 'text';
    this.host.worked(this.item, true);
    if (this.#sending && (this.#sending.message !== undefined || this.item.report)) this.talk?.toggle();
    void this.#look();
    this.host.turn();
  }

  /** Sends what was decided. Exactly one of two wins; the other is told what the first did. */
  readonly decide = async (): Promise<void> => {
    if (this.busy) return;
    this.#begin();
    const { client } = this.host;
    const queue = this.#queue;
    const { report } = this.item;
    const { choice } = this.deciding;
    try {
      if (report) {
        const draft = this.deciding.ruling(report.id);
        await client.collection('rulings').create(draft, { intent: this.deciding.intentFor(draft) });
      } else {
        const draft = this.deciding.decision(this.#sending!.id, this.#sending!.rev!, client.can.collections.decisions?.remove === true);
        const decision = await client.collection('decisions').create(draft, { intent: this.deciding.intentFor(draft) });
        if (decision.effective !== undefined) this.#hold(decision);
      }
      if (!this.#held) {
        this.#done = decidedWords(choice!, report && aboutOf(report).kind);
        queue.claimed(this.item, undefined);
      }
      this.#stage = 'done';
      this.#toldGroup?.forget();
      this.#lost = undefined;
      void queue.again(this.item).catch(() => {});
      this.host.turn();
    } catch (error) {
      await this.#refused(error, this.decide);
    }
    this.#end();
  };

  get talk(): Talk | undefined {
    if (!this.#sending || this.#sending.state === 'expired') return undefined;
    return (this.#talk ??= new Talk(this.host, this.#sending.id));
  }

  /** Whether a colleague agrees to publish it, where two have to. */
  get agreed(): boolean {
    return this.host.space?.moderation !== 'two' || (this.#second?.agreed ?? true);
  }

  /** What the same writer also wrote, where they said so. */
  get #same(): Linked | undefined {
    if (!this.#sending || this.#sending.state === 'expired' || !this.host.client.can.collections.links?.list) return undefined;
    return (this.#linked ??= new Linked(this.host, this.#sending.id));
  }

  get #second(): Opinions | undefined {
    const { sending } = this.item;
    if (!sending || !this.host.client.can.collections.opinions?.list) return undefined;
    return (this.#opinions ??= new Opinions(this.host, sending.id));
  }

  /** It is closed for good: what is being looked at is not looked at any more. */
  drop(): void {
    clearTimeout(this.#holds);
    this.#looking.abort();
  }

  #begin() {
    this.busy = true;
    this.beaten = false;
    this.#told = nothing;
    this.host.requestUpdate();
  }

  #end() {
    this.busy = false;
    this.host.requestUpdate();
  }

  #gaveBack() {
    this.item = this.#queue.item(this.item.key) ?? this.item;
    if (this.#stage !== 'door') this.host.worked(this.item, false);
    this.#stage = 'door';
    this.#toldGroup?.forget();
    this.host.close();
  }

  /** Reads what it is about as it is now. */
  async #read() {
    const { client } = this.host;
    const { report } = this.item;
    const id = this.item.sending?.id ?? report?.sending;
    const [sending, story, said] = await Promise.all([
      id === undefined ? null : client.collection('sendings').get(id),
      report?.story !== undefined && client.can.collections.stories?.get ? client.collection('stories').get(report.story) : undefined,
      report?.said === undefined ? undefined : client.collection('messages').get(report.said),
    ]);
    if (this.item.sending && !sending) throw new PeerError('not-found');
    this.#sending = sending ?? undefined;
    this.#marks = undefined;
    if (this.item.sending) this.item = { ...this.item, sending: sending! };
    if (this.#toldGroup && this.#stage === 'text') await this.#toldGroup.read();
    if (report) this.#story = story ?? null;
    if (report) this.#said = said ?? null;
    if (this.#stage === 'text') void this.#look();
  }

  /** What was decided before the page was loaded anew, and can still be taken back. */
  async #heldBefore(): Promise<Decision | undefined> {
    const { client } = this.host;
    const queue = this.#queue;
    const { sending, claim } = this.item;
    if (!sending || !claim || !client.can.collections.decisions?.list) return undefined;
    const { items } = await client.collection('decisions').list({ where: { sending: sending.id } });
    return items.find(({ by, effective }) => by === queue.me && effective !== undefined);
  }

  /** Before anything of it is shown: whether it speaks of what is not read today, also where its writer did not say so. */
  async #leftOut() {
    const { leftOut } = this.host;
    const words = this.#words;
    this.#left = [];
    if (!leftOut.size || !words) return;
    const { topicsOf, notesOfTopic } = await this.host.marking();
    const found = (await topicsOf(words.text, words.language)).flatMap((topic) => notesOfTopic[topic]);
    const all = [...words.notes, ...words.topics, ...found];
    this.#left = [...new Set(all.filter((each) => !fitsToday({ notes: [each], topics: [] }, leftOut)))];
  }

  async #look() {
    const words = this.#words;
    if (!words) return;
    const { signal } = this.#looking;
    try {
      const { look } = await this.host.marking();
      const found = await look(words.text, words.language, undefined, signal);
      const { passage } = this.item.report ?? {};
      const reported: Mark[] = passage && (this.#story || this.item.report?.reply !== undefined || (this.#toldGroup && !this.#toldGroup.seen?.changed)) && passage.end <= words.text.length ? [{ ...passage, sort: 'reported' }] : [];
      this.#marks = { ...found, marks: [...reported, ...found.marks] };
    } catch {
      // The words can be read without.
    }
    this.host.requestUpdate();
  }

  /** The words that are read: of a report, those that readers have. */
  get #words(): Read | undefined {
    if (this.item.report?.said !== undefined) return this.#said ? { text: this.#said.text, language: this.#sending?.language ?? 'en', notes: [], topics: [] } : undefined;
    if (this.#toldGroup) {
      const { words } = this.#toldGroup.seen ?? {};
      // Nobody said in which language they are.
      return words === undefined ? undefined : { text: words, language: this.language, notes: [], topics: [] };
    }
    return this.#story ?? this.#sending;
  }

  /** Says what was in the way. Where somebody else or the writer was faster, it says what they did. */
  async #refused(error: unknown, retry: () => Promise<void>, taken?: string) {
    const code = PeerError.is(error) ? error.code : undefined;
    if (code !== 'conflict' && code !== 'not-found') {
      this.#told = this.host.trouble(error, () => void retry());
      return;
    }
    this.beaten = true;
    const before = this.#sending;
    await this.#queue.again(this.item).catch(() => {});
    const now = this.#queue.item(this.item.key);
    const gone = !now || now.sending?.state === 'expired';
    if (now) this.item = now;
    if (gone) this.#withdrawn();
    else if (!waits(now)) this.#lost = fill(msg('Somebody else has decided meanwhile: {what}. What you wrote is still here.'), { what: overWords(now) });
    else if (before && now.sending && wordsOf(before) !== wordsOf(now.sending)) this.#lost = msg('The writer has changed the words since you read them. Read them again before you decide. What you wrote is still here.');
    else if (!now.claim && now.report?.by !== undefined && now.report.by === this.#queue.me) this.#lost = msg('It is about what you wrote, so somebody else looks at it first.');
    else if (!now.claim && now.sending?.appeal) this.#lost = msg('Its writer objects to what you decided, so somebody else looks at it first.');
    else if (now.claim && !this.#mine) this.#lost = taken ?? msg('Somebody else reads it now. What you wrote is still here.');
    else this.#lost = msg('This is not possible any more, because something has changed. Look at it again before you decide. What you wrote is still here.');
    this.host.turn();
  }

  /** Nothing of its words stays in the page. */
  #withdrawn() {
    this.#sending = undefined;
    this.#marks = undefined;
    this.#lost = msg('Its writer has withdrawn it. Nothing has to be decided any more.');
  }

  /** What can be done after somebody else was faster. */
  #afterLoss(): TemplateResult {
    const open = waits(this.item) && (!this.item.claim || this.#mine);
    return html`<p class="acts">
      ${open ? html`<button type="button" aria-disabled=${this.busy} @click=${this.take}>${this.#mine ? msg('Read it as it is now') : msg('Take it')}</button>` : nothing}
      <button type="button" class="plain" @click=${() => this.host.close()}>${msg('Back to the list')}</button>
    </p>`;
  }

  #facts(): TemplateResult {
    const { sending } = this.item;
    const why = whyWords();
    return html`<ul class="facts">
      ${whyOf(this.item).map((each) => html`<li>${why[each]}</li>`)} ${sending ? html`<li>${lengthWords(sending.text)}</li>` : nothing}
      ${sending?.notes.length ? html`<li>${msg('It speaks of:')} ${sending.notes.map((note, i) => html`${i ? ', ' : ''}<bdi>${noteName(note)}</bdi>`)}</li>` : nothing}
    </ul>`;
  }

  #door(): TemplateResult {
    const { claim } = this.item;
    const other = claim && !this.#mine;
    if (!waits(this.item)) {
      const there = this.item.sending && this.item.sending.state !== 'expired';
      return html`<p>${overWords(this.item)}</p>
        <p class="acts">
          ${there ? html`<button type="button" aria-disabled=${this.busy} @click=${this.readAlong}>${msg('Look at it again')}</button>` : nothing}
          <button type="button" class="plain" @click=${() => this.host.close()}>${msg('Back to the list')}</button>
        </p>`;
    }
    return html`${this.#facts()}
      ${other
        ? html`<p>${fill(msg('Somebody else reads this. It comes back to the list on {when} at the latest.'), { when: untilWords(claim.until, this.host.words.locale) })}</p>
          ${isUrgent(this.item) ? html`<p>${msg('It is urgent: if nobody can wait, you can take it over. Whoever has it is told.')}</p><p class="acts"><button type="button" aria-disabled=${this.busy} @click=${this.takeOver}>${msg('Take it over')}</button></p>` : nothing}
          ${this.item.question && this.item.question.by !== this.#queue.me ? html`<p>${msg('A colleague who reads it asks what you think.')}</p><p class="acts"><button type="button" class="main" aria-disabled=${this.busy} @click=${this.readAlong}>${msg('Read it beside your colleague')}</button></p>` : nothing}
          ${this.#back()}`
        : html`<p class="acts">
            <button type="button" class="main" aria-disabled=${this.busy} @click=${this.take}>${claim && !this.busy ? msg('Go on with it') : msg('Take it')}</button>
            <button type="button" class="plain" @click=${() => this.host.close()}>${msg('Back to the list')}</button>
          </p>
          <p class="quiet">${msg('Nobody else can decide about it while it is with you. You see its first line next, and can pass it on without a reason.')}</p>`}`;
  }

  #back(): TemplateResult {
    return html`<p class="acts"><button type="button" @click=${() => this.host.close()}>${msg('Back to the list')}</button></p>`;
  }

  #line(): TemplateResult {
    const words = this.#words;
    const left = this.#left ?? [];
    const show = () => {
      this.#left = [];
      this.host.turn();
    };
    if (left.length) {
      return html`<div class="alert">
          <p>${msg('It seems to speak of what you do not read today:')} ${left.map((note, i) => html`${i ? ', ' : ''}<bdi>${noteName(note)}</bdi>`)}</p>
        </div>
        <p class="acts"><button type="button" class="main" @click=${this.pass}>${msg('Pass it on')}</button> <button type="button" @click=${show}>${msg('Show its first line all the same')}</button></p>`;
    }
    if (this.#toldGroup && !this.#toldGroup.opened) return this.#closed();
    return html`${this.#facts()}
      ${words ? html`<div class="first">${storyWords(firstLine(words.text, words.language), words.language)}</div>` : this.there && this.#toldGroup ? nothing : html`<p>${msg('The words are not there any more.')}</p>`}
      <p class="acts">
        <button type="button" class="main" @click=${this.readAll}>${words || this.there ? msg('Read all of it') : msg('Go on')}</button>
        ${this.#mine ? html`<button type="button" @click=${this.pass}>${msg('Pass it on')}</button>` : html`<button type="button" @click=${this.pass}>${msg('Back to the list')}</button>`}
      </p>`;
  }

  /** Nothing of what a group was told is here before somebody says that they open it. */
  #closed(): TemplateResult {
    return html`${this.#facts()}
      <p class="closed">${msg('Somebody told this to their group, and it was reported. It is shown once you open it. That is written into the log, and nobody of the group learns of it.')}</p>
      <p class="acts">
        <button type="button" class="main" aria-disabled=${this.busy} @click=${this.readAll}>${msg('Read all of it')}</button>
        <button type="button" @click=${this.pass}>${msg('Pass it on')}</button>
      </p>`;
  }

  #text(): TemplateResult {
    const { report, sending } = this.item;
    const words = this.#words;
    return html`
      ${this.#facts()} ${report ? this.#reported() : nothing}
      ${this.#toldGroup?.seen ? this.#toldGroup.render(words && this.#shown(words)) : words ? this.#shown(words) : html`<p>${this.#toldGroup ? msg('Its group has it no more.') : msg('The words are not there any more.')}</p>`}
      ${this.#mine || this.#safe?.held ? this.#safety() : nothing}
      ${sending ? this.#wishes(sending) : nothing} ${this.#same?.render() ?? nothing} ${this.talk?.render(this.#sending!.language, this.#mine) ?? nothing} ${this.#second?.render(this.item, this.#mine) ?? nothing}
      ${waits(this.item) && this.#mine ? this.deciding.render() : this.deciding.written ? this.deciding.kept() : nothing}
      <p class="acts">
        ${this.#mine ? html`<button type="button" @click=${this.pass}>${msg('Pass it on')}</button>` : nothing}
        <button type="button" class="plain" @click=${() => this.host.close()}>${msg('Back to the list')}</button>
      </p>
    `;
  }

  /** Somebody may be in danger: at hand wherever somebody reads, and closed until it is asked for. */
  #safety(): unknown {
    const { client } = this.host;
    const { report } = this.item;
    const sending = this.#sending;
    if (this.#toldGroup) return report?.reason === 'worried' ? inDanger(this.host.decided?.plan) : nothing;
    if (!client.can.collections.holds?.create || this.host.space?.holds === false) return nothing;
    if (this.#safe?.held) return this.#safe.result();
    if (!sending || sending.state === 'expired') return nothing;
    if (sending.state === 'held') return html`<p>${msg('It is held, because somebody may be in danger. It stands under “Held stories”.')}</p>`;
    return html`<p><button type="button" class="danger" aria-expanded=${!!this.#safe?.open} @click=${this.toggleSafety}>${msg('Somebody may be in danger')}</button></p>
      ${this.#safe?.open ? this.#safe.render() : nothing}`;
  }

  readonly toggleSafety = async (): Promise<void> => {
    try {
      const { HoldForm } = await this.host.holding();
      this.#safe ??= new HoldForm(this.host, this.#sending!.id, this.#heldNow);
      this.#safe.toggle();
    } catch (error) {
      this.#told = this.host.trouble(error, () => void this.toggleSafety());
      this.host.requestUpdate();
    }
  };

  /** It is done: of a story nothing is left to decide; of a report, whoever made it can be told something. */
  readonly #heldNow = (): void => {
    this.#told = nothing;
    this.#lost = undefined;
    if (this.item.report) void this.#read().catch(() => {}).then(() => this.host.requestUpdate());
    else {
      this.#stage = 'done';
      this.#queue.claimed(this.item, undefined);
    }
    void this.#queue.again(this.item).catch(() => {});
    this.host.heldNow();
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.host.shadowRoot?.querySelector<HTMLElement>('#safe-title')?.focus());
  };

  /** Takes a reported story from readers until it is decided about. */
  readonly hide = async (): Promise<void> => {
    if (this.busy) return;
    this.#begin();
    try {
      await this.host.client.collection('rulings').create({ report: this.item.report!.id, ruling: 'hide' }, { intent: this.#hiding });
      this.#hiding = newIntent();
      await Promise.all([this.#queue.again(this.item), this.#read()]);
      this.item = this.#queue.item(this.item.key) ?? this.item;
      this.#told = html`<p role="status">${this.#toldGroup ? msg('Its group does not see it any more. It stays so until you decide.') : msg('Readers do not see it any more. It stays so until you decide.')}</p>`;
    } catch (error) {
      this.#hiding = newIntent();
      await this.#refused(error, this.hide);
    }
    this.#end();
  };

  #shown({ text, helped, line, language }: Read): TemplateResult {
    const marking = this.host.marked;
    const marked = this.#marks && marking ? marking.markedWords(text, language, this.#marks.marks) : storyWords(text, language);
    return html`<div class="read">${marked}</div>
      ${helped ? html`<section class="helped"><h4>${msg('What helped')}</h4>${storyWords(helped, language)}</section>` : nothing}
      ${line ? html`<section><h4>${msg('A line that others may be shown')}</h4>${storyWords(line, language)}</section>` : nothing}
      ${this.#marks && marking ? marking.markNotes(text, language, this.#marks) : html`<p class="quiet" role="status">${msg('The words are being looked through …')}</p>`}`;
  }

  /** What whoever reported it said. Nobody learns who it was. */
  #reported(): TemplateResult {
    const { words, reason } = this.item.report!;
    const about = { story: msg('Whoever reported it. The writer is never told.'), reply: msg('Whoever reported this reply. Whoever wrote it is never told.'), said: msg('A writer reports what one of the team wrote to them. Whoever wrote it is not the one who decides.'), checkin: msg('Somebody of the group reported it. Whoever wrote it is never told.') };
    return html`<div class="reporter">
      <p class="quiet">${about[aboutOf(this.item.report!).kind]}</p>
      <p>${titleOf(this.item)}</p>
      ${reason === 'mine' ? html`<p class="quiet">${msg('Nobody can check who wrote it. Never ask for identity documents, or for anything that tells who somebody is. In doubt, taking it out of what others read is the kind thing: whoever holds the receipt is told, and can object.')}</p>` : nothing}
      ${words ? html`<p class="said-words" dir="auto">${words}</p>` : nothing}
      ${this.#mine && (this.#toldGroup?.seen || this.#story) && !this.hidden
        ? html`<p><button type="button" aria-disabled=${this.busy} @click=${this.hide}>${this.#toldGroup ? msg('Hide it from the group until it is decided') : msg('Hide it from readers until it is decided')}</button></p>`
        : nothing}
    </div>`;
  }

  /** What its writer wants done with it. */
  #wishes({ audience, answers, advice, consents, until }: Sending): TemplateResult {
    const said = [
      audience === 'everyone' ? msg('For everyone') : audience === 'group' ? msg('For one group') : audience === 'facilitator' ? msg('For the facilitator of one group') : msg('For the writer of the story that it answers'),
      ...(audience === 'writer' ? [] : [answers ? (advice ? msg('People may answer, and give advice') : msg('People may answer')) : msg('Nobody should answer')]),
      ...consents.flatMap(({ purpose }) => (purpose === 'training' ? [msg('The team may learn from it in training')] : purpose === 'quote' ? [msg('It may be quoted elsewhere')] : [])),
      ...(until === undefined ? [] : [fill(msg('What readers have stays until {month}'), { month: monthName(until, this.host.words.locale) })]),
    ];
    return html`<section>
      <h4>${msg('What the writer wants')}</h4>
      <ul>
        ${said.map((each) => html`<li>${each}</li>`)}
      </ul>
    </section>`;
  }

  #handedOver(): TemplateResult {
    return html`${this.#safe!.result()}
      <p class="acts">
        <button type="button" class="main" @click=${() => this.host.close()}>${msg('Back to the list')}</button>
      </p>`;
  }

  #finished(): TemplateResult {
    if (this.#safe?.held) return this.#handedOver();
    const until = this.#held?.effective;
    const time = until && new Intl.DateTimeFormat(this.host.words.locale, { timeStyle: 'short' }).format(Date.parse(until));
    return html`<p role="status">${this.#done} ${time ? fill(msg('Until {time} nobody learns of it, and you can take it back.'), { time }) : nothing}</p>
      <p class="acts">
        <button type="button" class="main" @click=${() => void this.host.next()}>${msg('Take the next one')}</button>
        ${until ? html`<button type="button" aria-disabled=${this.busy} @click=${this.undo}>${msg('Take it back')}</button>` : nothing}
        <button type="button" @click=${() => this.host.close()}>${msg('Back to the list')}</button>
      </p>`;
  }
}

/** What was read of it: a change of anything else needs no second reading. */
const wordsOf = ({ text, helped, line, notes, topics }: Sending) => JSON.stringify([text, helped, line, notes, topics]);
