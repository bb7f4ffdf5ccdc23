import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { answerKinds, type AnswerKind, type Reply as PublicReply } from '../../domain/answer.ts';
import type { Story } from '../../domain/story.ts';
import { StoryAnsweredEvent } from '../../events/story-answered.ts';
import { fill, msg } from '../../internal/localize.ts';
import { bring } from '../../internal/pieces.ts';
import { answerWords } from './answer-words.ts';
import { Grace } from './grace.ts';
import { graceActs } from './grace-acts.ts';
import type { Panel as PanelOf, PanelHost } from './panel.ts';
import type { Reply } from './reply.ts';
import type { Panel as Report } from './report.ts';
import { storyWords } from './story.ts';

export { styles } from './answer.styles.ts';

/** A report has the words and styles that the list brings for one of a story. */
const pieces = {
  report: () => import('./report.ts'),
};

/** What belongs to one panel is found by its number, also where two are open. */
let made = 0;

/** Answers to one story: words that its writer sees, without a number and without a name. */
export class Panel implements PanelOf {
  readonly #host: PanelHost;
  readonly #story: Story;
  readonly #name = `answers${(made += 1)}`;
  readonly #acts = new Map<AnswerKind, Grace>();
  #reply?: Reply;
  #replies: readonly PublicReply[] = [];
  /** Whether people may write here; unknown until the space was asked. */
  #writing = false;
  #lost = false;
  /** Why what others wrote, or whether people may write here, could not be learnt. */
  #unknown?: unknown;
  readonly #here: { report?: Awaited<ReturnType<typeof pieces.report>> } = {};
  readonly #reports = new Map<string, Report>();
  /** A reply whose report could not be begun. */
  #unreported?: string | undefined;

  constructor(host: PanelHost, story: Story) {
    this.#host = host;
    this.#story = story;
    for (const kind of answerKinds) this.#acts.set(kind, new Grace((intent) => this.#send(kind, intent), () => this.#changed(kind)));
    this.#ask();
  }

  /** What others wrote, and whether people may write here. Where that cannot be learnt, it is said. */
  readonly #ask = () => {
    this.#unknown = undefined;
    this.#host.requestUpdate();
    Promise.all([this.#askSpace(), this.#askReplies()]).catch((error: unknown) => {
      this.#unknown = error;
      this.#host.requestUpdate();
    });
  };

  render(gone?: boolean): TemplateResult {
    const words = answerWords();
    return html`<section id=${this.#name} class="panel" part="panel" aria-label=${msg('Answer')}>
      <p>${msg('The writer sees these words once, however many people send them. Nobody sees how many there are, or who you are.')}</p>
      <div class="answers" role="group" aria-label=${msg('Your answer')}>
        ${answerKinds.map((kind) => this.#button(kind, words[kind]))}
      </div>
      ${answerKinds.map((kind) => this.#after(kind, words[kind]))}
      ${this.#replies.length && !gone ? this.#written() : nothing} ${this.#gone(gone)} ${this.#writing ? this.#write() : nothing}
      ${this.#unknown === undefined ? nothing : this.#host.trouble(this.#unknown, this.#ask)}
    </section>`;
  }

  drop(): void {
    this.#acts.forEach((act) => act.stop());
    this.#reply?.drop();
  }

  #button(kind: AnswerKind, words: string): TemplateResult {
    const { state } = this.#acts.get(kind)!;
    const done = state === 'sent' || state === 'sending' || state === 'gone';
    return html`<button type="button" class="answer" data-kind=${kind} aria-pressed=${state !== 'idle'} aria-disabled=${done} @click=${() => this.#press(kind)}>${words}</button>`;
  }

  /** What becomes of an answer, and how to take it back. */
  #after(kind: AnswerKind, answer: string): TemplateResult {
    const act = this.#acts.get(kind)!;
    const said = {
      idle: '',
      waiting: fill(msg('“{answer}” is sent in a few seconds.'), { answer }),
      sending: msg('It is on its way …'),
      sent: fill(msg('“{answer}” was sent. The writer will see it in these words.'), { answer }),
      failed: msg('It was not sent.'),
      gone: msg('This story takes no answers any more. Nothing was sent.'),
    }[act.state];
    return html`<div class="after">
      <p role="status">${said}</p>
      ${graceActs(this.#host, act, () => act.stop())}
    </div>`;
  }

  /** Replies that both want shown. */
  #written(): TemplateResult {
    return html`<section class="replies" aria-label=${msg('What others wrote')}>
      <h4>${msg('What others wrote, where they and the writer want it shown')}</h4>
      ${this.#replies.map((reply) => html`<blockquote>${storyWords(reply.text, reply.language)}</blockquote>${this.#reported(reply)}`)}
    </section>`;
  }

  /** Reports of what is not shown any more, as a report has hidden it: whoever made one still needs its receipt. */
  #gone(all?: boolean): unknown {
    return [...this.#reports].filter(([id]) => all || !this.#replies.some((reply) => reply.id === id)).map(([, report]) => report.render(true));
  }

  /** A way to report a reply; it comes when it is asked for. */
  #reported(reply: PublicReply): unknown {
    const open = this.#reports.get(reply.id);
    if (open) return open.render();
    if (!this.#host.client.can.collections.reports?.create) return nothing;
    return html`<p><button type="button" class="plain" data-report=${reply.id} @click=${() => this.#report(reply)}>${msg('Report this reply')}</button></p>
      ${this.#unreported === reply.id ? this.#host.trouble(undefined, () => this.#report(reply)) : nothing}`;
  }

  #write(): TemplateResult {
    if (this.#reply) return this.#reply.render();
    return html`<p class="write">
        <button type="button" class="plain" @click=${this.#openReply}>${msg('Write a few words to whoever told this')}</button>
      </p>
      ${this.#lost ? this.#host.trouble(undefined, this.#openReply) : nothing}`;
  }

  #press(kind: AnswerKind) {
    const act = this.#acts.get(kind)!;
    if (act.state === 'idle') act.start();
    else act.stop();
  }

  #changed(kind: AnswerKind) {
    const root = this.#host.shadowRoot!;
    // "Take it back" goes once it is too late: whoever stood on it stands on their answer then.
    const stood = root.activeElement?.closest('.after');
    this.#host.requestUpdate();
    if (!stood) return;
    const panel = stood.closest('.panel');
    void this.#host.updateComplete.then(() => {
      if (!root.activeElement) panel?.querySelector<HTMLElement>(`[data-kind=${kind}]`)?.focus();
    });
  }

  async #send(kind: AnswerKind, intent: string) {
    const { id, group } = this.#story;
    // Who answers what everyone may read is nobody's business; a group has to know its members.
    await this.#host.client.collection('answers').create({ story: id, kind }, group ? { intent } : { intent, credential: null });
    this.#host.dispatchEvent(new StoryAnsweredEvent());
  }

  async #askSpace() {
    const { client } = this.#host;
    if (!client.can.collections.sendings?.create || !client.can.collections.spaces?.get) return;
    this.#writing = !!(await client.collection('spaces').get(client.space))?.replies;
    this.#host.requestUpdate();
  }

  /** Only now: whoever just reads has asked nothing about this story. */
  async #askReplies() {
    const { client } = this.#host;
    if (!client.can.collections.replies?.list?.where?.includes('story')) return;
    const { items } = await client.collection('replies').list({ where: { story: this.#story.id } });
    this.#replies = items;
    this.#host.requestUpdate();
  }

  async #report(reply: PublicReply) {
    this.#unreported = undefined;
    try {
      const { Panel: Report } = await bring(this.#host as PanelHost & ReactiveElement, this.#host.words, this.#here, 'report', pieces.report);
      const close = () => {
        this.#reports.delete(reply.id);
        void this.#focus(`[data-report="${CSS.escape(reply.id)}"]`, '.answer');
      };
      const report = new Report(this.#host, this.#story, { ...reply, close, lookAgain: () => this.#askReplies().catch(() => {}) });
      this.#reports.set(reply.id, report);
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      report.focus();
    } catch {
      this.#unreported = reply.id;
      this.#host.requestUpdate();
    }
  }

  /** Focuses what is here first of these. */
  async #focus(...where: string[]) {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const panel = this.#host.shadowRoot?.getElementById(this.#name);
    where.map((each) => panel?.querySelector<HTMLElement>(each)).find(Boolean)?.focus();
  }

  readonly #openReply = async () => {
    this.#lost = false;
    try {
      const { Reply } = await import('./reply.ts');
      this.#reply = new Reply(this.#host, this.#story);
    } catch {
      this.#lost = true;
    }
    await this.#focus('.reply h4');
  };
}
