import { html, nothing, type TemplateResult } from 'lit';
import { Draft } from '../../controllers/draft.ts';
import type { Stored } from '../../adapters/adapter.ts';
import type { DistressTopic } from '../../domain/distress.ts';
import { inLanguage } from '../../domain/in-language.ts';
import type { Sending } from '../../domain/story.ts';
import { fill, msg } from '../../internal/localize.ts';
import { about } from './about.ts';
import type { Change } from './change.ts';
import type { ShareHost } from './host.ts';
import { house } from './house.ts';
import { preview } from './preview.ts';
import { readers } from './readers.ts';
import type { SendingView } from './sending.ts';
import { draftOf, emptyDraft, longest, type StoryDraft } from './story-draft.ts';
import { write } from './write.ts';

export { styles } from './path.styles.ts';

const steps = ['house', 'write', 'look', 'about', 'readers', 'preview'] as const;
export type Step = (typeof steps)[number];

/** The steps of a change: what was read before is not read again, and a reply has no themes and one reader. */
const stepsOf = (edited: Edited | undefined): readonly Step[] =>
  !edited ? steps : edited.sending.replyTo ? ['write', 'look', 'preview'] : ['write', 'look', 'about', 'readers', 'preview'];

/** A story that was sent and is being changed, and how it is opened. */
export interface Edited {
  sending: Stored<Sending>;
  credential: { kind: 'receipt'; token: string };
  /** Words that could not be sent before: they are gone on with. */
  left?: StoryDraft;
  /** Back to what the receipt opens. Words that could not be sent are kept there. */
  back: (left?: StoryDraft) => void;
}


/** What a step says, and how it goes on. */
export interface StepWords {
  title: string;
  content: unknown;
  next?: string;
  onNext?: () => void;
}

/** How long somebody stops typing before support is offered beside what they write, in milliseconds. */
const noticeAfter = 1500;

/** The way from the first word to sending, step by step; it can be left and gone back to at any time. */
export class SharePath {
  readonly host: ShareHost;
  readonly draft: Draft<StoryDraft>;
  readonly edited: Edited | undefined;
  step: Step;
  /** It is sent, or forgotten: another story begins anew. */
  over = false;
  /** The receipt is wanted. */
  receipt = true;
  /** A word of the writer's own that is mixed into the receipt. */
  ownWord = '';
  /** A change of something published: whether that stays meanwhile. */
  meanwhile: 'stays' | 'hides' = 'hides';
  /** What is known of a change that was sent, from one try to the next. */
  sent?: Change | undefined;
  /** The preview is open, as a reader opens it. */
  reading = false;
  #kept?: StoryDraft | undefined;
  /** What has to be mended, said in the language of the page when it is drawn. */
  #problem?: Said | undefined;
  #sending?: SendingView | undefined;
  /** Support was brought for these topics; for them it is not brought again. */
  #told = new Set<string>();
  /** What was found that support fits to, and was not shown for yet. */
  #topics: DistressTopic[] = [];
  #paused?: Step | undefined;
  #typing?: ReturnType<typeof setTimeout>;
  /** What was pressed and is under way. Whoever goes elsewhere or stops meanwhile does not want it any more. */
  #press?: object | undefined;
  /** The glasses are being fetched. */
  #fetching = false;

  constructor(host: ShareHost, edited?: Edited) {
    this.host = host;
    this.edited = edited;
    this.step = edited ? 'write' : 'house';
    this.draft = new Draft(`story ${host.client.adapter} ${host.client.space}`, () => emptyDraft(host.space, host.words.locale), () => host.requestUpdate());
    if (edited) this.draft.value = edited.left ?? draftOf(edited.sending, this.offered);
  }

  get value(): StoryDraft {
    return this.draft.value;
  }

  /** Whether there are words that could be gone on with. */
  get begun(): boolean {
    return !this.over && (!!this.value.text.trim() || !!this.value.helped.trim() || !!this.#sending);
  }

  /** Themes that the page offers, or else the space. */
  get offered(): readonly string[] {
    const { topics, space, words } = this.host;
    return topics?.trim() ? topics.split(',').map((topic) => topic.trim()).filter(Boolean) : (inLanguage(space, words.locale).topics ?? []);
  }

  /** Whether support was found to fit, and stands beside the field. */
  get noticed(): boolean {
    return this.#topics.some((topic) => topic !== 'unchecked');
  }

  readonly change = (part: Partial<StoryDraft>) => {
    this.#problem = undefined;
    this.draft.change(part);
  };

  /** Words were typed. */
  readonly write = (part: Pick<Partial<StoryDraft>, 'text' | 'helped'>) => {
    this.change(part);
    // The backend may want work done that takes a while: it is, while somebody writes.
    if (!this.edited) this.host.client.collection('sendings').prepare();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#notice(), noticeAfter);
  };

  /** Shown again after it was left, or for the first time. */
  open() {
    this.host.turn();
    // What later steps need comes while there is a connection; what does not come now is asked for again then.
    for (const piece of ['support', 'sending'] as const) void this.host.fetch(piece).catch(() => {});
    void this.#notice();
    if (this.edited || this.begun) return;
    void this.draft.kept().then((kept) => {
      if (!kept || this.begun) return;
      this.#kept = kept;
      this.host.turn();
    });
  }

  /** Forgets every word in memory, at once. */
  forget() {
    clearTimeout(this.#typing);
    this.#sending?.forget();
    this.#sending = this.sent = this.#press = undefined;
    this.draft.clear();
    this.#kept = undefined;
    this.over = true;
  }

  render(): TemplateResult {
    if (this.#kept) return this.#keptView(this.#kept);
    if (this.#paused) return this.#pause(this.#paused);
    if (this.#sending) return this.#sending.render();
    const words = { house, write, look: this.#look, about, readers, preview }[this.step](this);
    return this.#frame(words);
  }

  /** Whether the browser can make a receipt: pages without https cannot. */
  get secure(): boolean {
    return !!globalThis.crypto?.subtle;
  }

  /** Goes to a step; its heading gets the focus. */
  go(step: Step) {
    this.step = step;
    this.#problem = this.#press = undefined;
    this.host.turn();
  }

  /** On to the next step, once nothing speaks against it. */
  readonly next = (): Promise<void> =>
    this.#once(this.next, async (wanted) => {
      const from = this.step;
      const stopped = await this.#against();
      if (stopped || !wanted()) return stopped;
      const all = stepsOf(this.edited);
      const to = all[all.indexOf(from) + 1]!;
      // Support that cannot be fetched holds nobody up: where to call stands below every step.
      const support = this.#topics.length && (await this.host.fetch('support').catch(() => undefined));
      if (!wanted()) return undefined;
      if (!support) return void this.go(to);
      this.#paused = to;
      this.host.requestUpdate();
    });

  /** Sends it, or the change. */
  readonly send = (): Promise<void> =>
    this.#once(this.send, async (wanted) => {
      const stopped = await this.#against();
      if (stopped) return stopped;
      const { SendingView } = await this.host.fetch('sending');
      if (!wanted()) return undefined;
      this.#sending = new SendingView(this);
      this.host.turn();
      await this.#sending.begin();
    });

  /** It was stopped on its way, too late to be sure. */
  mayHaveArrived() {
    this.#problem = () => problem(msg('It may have arrived all the same. Sent once more, it could be there twice.'));
    this.host.requestUpdate();
  }

  /** Back from sending to the words, which are all there. */
  readonly resume = (step: Step = 'preview') => {
    this.#sending = undefined;
    this.go(step);
  };

  /** Leaves it for now; every word stays. */
  readonly stop = () => {
    this.#press = undefined;
    if (this.edited) this.edited.back();
    else this.host.leave();
  };

  /** After it was sent and all is said. */
  readonly finish = () => {
    this.forget();
    this.host.leave();
  };

  /** One press at a time: another while it is under way is the same one. `wanted`: nobody went elsewhere or stopped meanwhile. */
  async #once(press: () => Promise<void>, act: (wanted: () => boolean) => Promise<Said | undefined | void>): Promise<void> {
    if (this.#press || this.#sending) return;
    const pressed = (this.#press = {});
    const wanted = () => this.#press === pressed;
    const found = await act(wanted).catch((error: unknown) => () => this.host.alert(error, () => void press()));
    if (!wanted()) return;
    this.#press = undefined;
    this.#problem = found || undefined;
    if (found) this.host.turn();
  }

  /** What speaks against going on from here, in words. */
  async #against(): Promise<Said | undefined> {
    const { text, helped, readers: who, consents } = this.value;
    if (this.step === 'write' || this.step === 'look' || this.step === 'preview') {
      if (!text.trim()) return () => problem(msg('There are no words yet. Take all the time you need.'));
      for (const [words, most] of [[text, longest.text], [helped, longest.helped]] as const) {
        const more = [...words].length - most;
        if (more > 0) return () => problem(fill(msg('This is longer than can be sent, by {count, plural, one {# character} other {# characters}}. You could send it as two stories.'), { count: more }));
      }
      const { findReceipt } = await this.host.fetch('checks');
      if (findReceipt(text) ?? findReceipt(helped)) return () => problem(msg('Your receipt stands in your words. Whoever reads it could open your story and withdraw it. Please take it out; nobody here ever needs it.'));
      await this.#notice();
    }
    if (this.step === 'readers' && who === 'everyone' && !consents.includes('publish')) {
      return () => problem(msg('Before everyone can read it, we need your yes to publishing it here. You can also keep it to yourself.'));
    }
    return undefined;
  }

  /** Looks whether support should be brought. It never stops anybody, also where it cannot look. */
  async #notice(): Promise<void> {
    const { text, helped, language } = this.value;
    const words = `${text}\n${helped}`;
    void this.host.fetch('glasses').then(({ ready }) => ready(words, language)).catch(() => {});
    const checks = await this.host.fetch('checks').catch(() => undefined);
    const { topics = [] } = (await checks?.noticeDistressIn(words, language)) ?? {};
    if (this.over) return;
    const fresh = topics.filter((topic) => !this.#told.has(topic));
    if (!fresh.length) return;
    fresh.forEach((topic) => this.#told.add(topic));
    this.#topics = [...this.#topics, ...fresh];
    this.host.requestUpdate();
  }

  #frame({ title, content, next, onNext }: StepWords): TemplateResult {
    const shown = stepsOf(this.edited);
    const at = shown.indexOf(this.step);
    const stop = this.stop;
    return html`<section class="step" part="step" aria-labelledby="title">
      <p class="quiet where">${fill(msg('Step {step} of {steps}'), { step: at + 1, steps: shown.length })}</p>
      <h3 id="title" part="title" tabindex="-1">${title}</h3>
      ${this.#problem?.()}
      ${content}
      <div class="acts">
        <button type="button" class="main" @click=${onNext ?? this.next}>${next ?? msg('Continue')}</button>
        ${at > 0 ? html`<button type="button" @click=${() => this.go(shown[at - 1]!)}>${msg('Back')}</button>` : nothing}
        ${onNext === stop ? nothing : html`<button type="button" class="plain" @click=${stop}>${this.edited ? msg('Leave it as it was') : msg('Stop for now')}</button>`}
      </div>
      ${this.host.help()}
    </section>`;
  }

  /** For a moment it is no form: it acknowledges, shows who listens, and asks nothing. */
  #pause(to: Step): TemplateResult {
    return this.host.here('support')!.pause(this.#topics, this.host.helplines, () => {
      this.#paused = undefined;
      this.#topics = [];
      this.go(to);
    });
  }

  #keptView(kept: StoryDraft): TemplateResult {
    const done = (act: () => void) => () => {
      this.#kept = undefined;
      act();
      this.host.turn();
    };
    return html`<section class="step" part="step" aria-labelledby="title">
      <h3 id="title" part="title" tabindex="-1">${msg('You kept a draft on this device')}</h3>
      <p>${msg('Nobody but this browser has it.')}</p>
      <div class="acts">
        <button type="button" class="main" @click=${done(() => this.#takeUp(kept))}>${msg('Go on with it')}</button>
        <button type="button" @click=${done(() => void this.draft.forgetKept())}>${msg('Delete it')}</button>
        <button type="button" class="plain" @click=${done(() => {})}>${msg('Begin a new one')}</button>
      </div>
      ${this.host.help()}
    </section>`;
  }

  #takeUp(kept: StoryDraft) {
    this.draft.resume(kept);
    this.step = 'write';
  }

  readonly #look = (): StepWords => {
    const piece = this.host.here('glasses');
    // What could not be fetched waits for somebody to try again.
    if (!piece && !this.#problem) void this.#fetchGlasses();
    return piece?.look(this) ?? { title: msg('Look at it once more'), content: html`<p role="status">${msg('One moment …')}</p>` };
  };

  async #fetchGlasses(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      await this.host.fetch('glasses');
    } catch (error) {
      if (this.step === 'look') this.#problem = () => this.host.alert(error, () => this.go('look'));
    }
    this.#fetching = false;
    this.host.requestUpdate();
  }
}

/** Words are looked up while they are drawn: only then is it known in which language. */
export type Said = () => unknown;

/** What has to be mended before it goes on. */
const problem = (words: string) => html`<div class="alert" part="alert" role="alert"><p>${words}</p></div>`;
