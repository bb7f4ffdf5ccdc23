import { html, nothing, type TemplateResult } from 'lit';
import type { CollectionName } from '../../adapters/adapter.ts';
import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import type { Answer, Reply } from '../../domain/answer.ts';
import { type Difference, differencesOf } from '../../domain/difference.ts';
import { findReceipt } from '../../domain/receipt.ts';
import type { Report } from '../../domain/report.ts';
import type { Message, Purpose, Sending, SendingPatch, Suggestion } from '../../domain/story.ts';
import { saveFile } from '../../internal/save-file.ts';
import { staffWords } from '../../internal/staff-words.ts';
import { fill, msg } from '../../internal/localize.ts';
import { storyWords } from '../story-list/story.ts';
import { tick, toggled, wordsField } from './fields.ts';
import type { Opened, OwnerDesk } from './owner.ts';
import type { Got, OwnReport } from './report-words.ts';
import { answerSaid } from './answer-said.ts';
import { asText, type Kept } from './as-text.ts';
import type { Said } from './path.ts';
import { consentVersion } from './story-draft.ts';

/** A part of what a receipt opens, from the moment it is asked for. */
export interface Panel {
  render(): TemplateResult;
}

/** Reads something once, says so while it takes, and offers to try again. */
export class Reading<T> {
  value?: T;
  error?: unknown;
  readonly #desk: OwnerDesk;
  readonly #read: () => Promise<T>;

  constructor(desk: OwnerDesk, read: () => Promise<T>) {
    this.#desk = desk;
    this.#read = read;
    void this.again();
  }

  readonly again = async () => {
    this.error = undefined;
    try {
      this.value = await this.#read();
    } catch (error) {
      this.error = error;
    }
    this.#desk.host.requestUpdate();
  };

  render(show: (value: T) => TemplateResult): TemplateResult {
    if (this.error !== undefined) return this.#desk.host.alert(this.error, () => void this.again());
    return this.value === undefined ? html`<p role="status">${msg('One moment …')}</p>` : show(this.value);
  }
}

/** Every page of it, since what came last stands at the end. */
export async function allOf<T>(pages: AsyncIterable<{ items: T[] }>): Promise<T[]> {
  const all: T[] = [];
  for await (const { items } of pages) all.push(...items);
  return all;
}

/**
 * A choice of the writer, made with one press; `done` says that it holds. Where the story has changed since it was read, the
 * choice is made once more of what is there now. With `stale` it is not: it was about what was there, and `stale` says so.
 */
export function changing(desk: OwnerDesk, done: () => string, stale?: (error: unknown) => unknown) {
  let told: Said | undefined;
  const tell = (words: Said | undefined) => {
    told = words;
    desk.host.requestUpdate();
  };
  // Tried again it is the same act, also where the first try has arrived: so it is what was read then that is changed.
  const attempt = async (choose: Choose, { sending, credential }: Opened, intent = newIntent(), again = false): Promise<void> => {
    tell(undefined);
    try {
      desk.changed(await desk.host.client.collection('sendings').update(sending.id, choose(sending), { credential, rev: sending.rev!, intent }));
      tell(() => html`<p role="status">${done()}</p>`);
    } catch (error) {
      const retry = () => void desk.inTurn(() => attempt(choose, { sending, credential }, intent));
      if (again || !PeerError.is(error) || error.code !== 'conflict') return tell(() => desk.host.alert(error, retry));
      try {
        await desk.refresh();
      } catch (lost) {
        return tell(() => desk.host.alert(lost, retry));
      }
      if (stale) return tell(() => stale(error));
      if (desk.opened) await attempt(choose, desk.opened, newIntent(), true);
    }
  };
  return { change: (choose: Choose) => void desk.inTurn(() => attempt(choose, desk.opened)), told: () => told?.() };
}

/** What is chosen, of the story as it is now. */
type Choose = (now: Sending) => Partial<SendingPatch>;

/** Reports that were made with this receipt, beside the words that they are about. What is needed for one comes when it is. */
function reporting(desk: OwnerDesk, kind: Got, again: () => Promise<void>) {
  const { host, opened: { credential } } = desk;
  const { reports } = host.client.can.collections;
  const open = new Map<string, OwnReport>();
  let made: readonly Report[] = [];
  let lost = false;
  const read = async () => {
    if (!reports?.list) return;
    made = (await allOf(host.client.collection('reports').pages({}, { credential }))).filter((each) => each[kind] !== undefined);
    if (made.length) await host.fetch('report');
  };
  const begin = async (id: string) => {
    lost = false;
    try {
      const { OwnReport } = await host.fetch('report');
      const close = () => {
        open.delete(id);
        void focus(id);
      };
      open.set(id, new OwnReport(desk, kind, id, async () => (await read(), close(), await again()), close));
      void focus(id);
    } catch {
      lost = true;
      host.requestUpdate();
    }
  };
  /** What was pressed goes with what it opens or closes: the focus goes on to what stands in its place. */
  const focus = async (id: string) => {
    host.requestUpdate();
    await host.updateComplete;
    host.shadowRoot?.querySelector<HTMLElement>(`[data-reports="${CSS.escape(id)}"] :is(input, button, .own-report[tabindex])`)?.focus();
  };
  const came = (id: string) => made.filter((each) => each[kind] === id).map((each) => host.here('report')?.outcome(each));
  const shown = (id: string, name: string): unknown => {
    if (made.some((each) => each[kind] === id)) return came(id);
    if (open.has(id)) return open.get(id)!.render();
    if (!reports?.create) return nothing;
    return html`<p><button type="button" class="plain" @click=${() => void begin(id)}>${name}</button></p>
      ${lost ? host.alert(undefined, () => void begin(id)) : nothing}`;
  };
  return {
    read,
    /** Below one of them: what came of a report, or a way to make one. */
    beside: (id: string, name: string) => html`<div data-reports=${id}>${shown(id, name)}</div>`,
    /** What was reported and is not there any more. */
    rest: (there: readonly { id: string }[]) => made.filter((each) => !there.some(({ id }) => id === each[kind])).map((each) => html`<p class="quiet">${msg('It is not here any more.')}</p>${host.here('report')?.outcome(each)}`),
  };
}

/** The words, as plain text. */
export const wordsPanel = (desk: OwnerDesk): Panel => ({
  render: () => {
    const { text, helped, language } = desk.opened.sending;
    return html`${storyWords(text, language)} ${helped ? html`<h4>${msg('What helped')}</h4>${storyWords(helped, language)}` : nothing}`;
  },
});

/** Other words that the team suggests: what would go and what would come, to be taken with one press or not. */
export function suggestedPanel(desk: OwnerDesk): Panel {
  const stale = (error: unknown) => (desk.opened.sending.suggestion ? desk.host.alert(error) : html`<p role="alert">${msg('It is not here any more.')}</p>`);
  const { change, told } = changing(desk, () => msg('These are your words now. A person reads them once more.'), stale);
  const piece = ({ text, in: where }: Difference) => (where === 'both' ? text : where === 'before' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`);
  // Long words take a while to compare, and are drawn again with everything around them.
  const known = new Map<string, Difference[]>();
  const differences = (before: string, after: string) => known.get(after) ?? known.set(after, differencesOf(before, after)).get(after)!;
  const compared = (before: string, after: string, language: string) => html`<p class="said-words" dir="auto" lang=${language}>${differences(before, after).map(piece)}</p>`;
  const shown = ({ text, helped = '', language }: Sending, suggested: Suggestion) => html`
    <p class="quiet">${msg('What is struck out would go, and what is underlined would come. Nothing changes unless you want it.')}</p>
    ${suggested.text === undefined ? nothing : html`${compared(text, suggested.text, language)} <details><summary>${msg('How it would read')}</summary>${storyWords(suggested.text, language)}</details>`}
    ${suggested.helped === undefined ? nothing : html`<h4>${msg('What helped')}</h4>${compared(helped, suggested.helped ?? '', language)}`}
    <p><button type="button" @click=${() => change(() => ({ accept: true }))}>${msg('Take these words')}</button></p>`;
  return {
    render: () => {
      const { sending } = desk.opened;
      return html`${sending.suggestion ? shown(sending, sending.suggestion) : nothing} ${told()}`;
    },
  };
}

/** What was said between the team and the writer, and a way to answer. */
export function messagesPanel(desk: OwnerDesk): Panel {
  const { sending, credential } = desk.opened;
  const messages = desk.host.client.collection('messages');
  const reports = reporting(desk, 'said', async () => {});
  const reading = new Reading(desk, async () => {
    const [all] = await Promise.all([allOf(messages.pages({ where: { sending: sending.id } }, { credential })), reports.read()]);
    return all;
  });
  const { answering } = desk;
  let told: Said | undefined;
  const tell = (words: Said | undefined) => {
    told = words;
    desk.host.requestUpdate();
  };
  const type = (words: string) => {
    answering.words = words;
    desk.host.requestUpdate();
  };
  const send = async () => {
    const text = answering.words.trim();
    if (!text || answering.busy) return;
    if (findReceipt(text)) return tell(() => html`<p role="alert">${msg('Your receipt stands in your words. The team never needs it. Please take it out.')}</p>`);
    answering.busy = true;
    tell(undefined);
    try {
      await messages.create({ sending: sending.id, text }, { credential, intent: answering.act.intentFor(text) });
      answering.act.over();
      // What was typed meanwhile is not sent yet.
      const all = answering.words.trim() === text;
      if (all) answering.words = '';
      // It has arrived, also where what became of it cannot be read now.
      await Promise.all([reading.again(), desk.refresh().catch(() => {})]);
      if (all) tell(() => html`<p role="status">${msg('Your answer has arrived.')}</p>`);
    } catch (error) {
      tell(() => desk.host.alert(error, () => void send()));
    } finally {
      answering.busy = false;
      desk.host.requestUpdate();
    }
  };
  const one = ({ id, from, text }: Message) => (from === 'staff' ? html`${staffWords(html`<p class="said-words" dir="auto">${text}</p>`)} ${reports.beside(id, msg('Report what the team wrote'))}` : html`<div class="mine"><p class="quiet">${msg('You wrote')}</p><p class="said-words" dir="auto">${text}</p></div>`);
  return {
    render: () =>
      reading.render((all) =>
        all.length
          ? html`${all.map(one)} ${reports.rest(all)}
              ${wordsField({ id: 'answer', label: msg('Answer the team'), value: answering.words, rows: 3, onInput: type })}
              ${told?.()}
              <p><button type="button" aria-disabled=${answering.busy} @click=${send}>${msg('Send my answer')}</button></p>`
          : html`<p>${msg('The team has written nothing so far.')}</p>
              ${reports.rest(all)}`,
      ),
  };
}

/** What readers said, in words and never in numbers, and what some wrote. */
export function answersPanel(desk: OwnerDesk): Panel {
  const { sending, credential } = desk.opened;
  const { client } = desk.host;
  const where = { sending: sending.id };
  const reports = reporting(desk, 'reply', () => reading.again());
  const reading: Reading<{ answers: Answer[]; replies: Reply[]; agreed: Map<string, string> }> = new Reading(desk, async () => {
    const [answers, replies, agreements] = await Promise.all([
      client.collection('answers').list({ where }, { credential }),
      client.can.collections.replies?.list ? allOf(client.collection('replies').pages({ where }, { credential })) : [],
      client.can.collections.agreements?.list ? allOf(client.collection('agreements').pages({}, { credential })) : [],
      reports.read(),
    ]);
    return { answers: answers.items as Answer[], replies: replies as Reply[], agreed: new Map(agreements.map(({ id, reply }) => [reply, id])) };
  });
  let told: Said | undefined;
  const agree = async (reply: Reply, agreement: string | undefined, intent = newIntent()) => {
    const agreements = client.collection('agreements');
    told = undefined;
    desk.host.requestUpdate();
    try {
      await (agreement === undefined ? agreements.create({ reply: reply.id }, { credential, intent }) : agreements.remove(agreement, { credential, intent }));
      await reading.again();
    } catch (error) {
      told = () => desk.host.alert(error, () => void agree(reply, agreement, intent));
      desk.host.requestUpdate();
    }
  };
  const one = (reply: Reply, agreement: string | undefined, at: number) => html`<div class="reply">
    <p class="quiet">${msg('Somebody who read your story wrote')}</p>
    ${storyWords(reply.text, reply.language)}
    ${reply.offered ? tick(`agree-${at}`, msg('It may be shown beside my story'), agreement !== undefined, () => void agree(reply, agreement), msg('Whoever wrote it agrees.')) : nothing}
    ${reports.beside(reply.id, msg('Report this reply'))}
  </div>`;
  return {
    render: () =>
      reading.render(({ answers, replies, agreed }) =>
        answers.length + replies.length
          ? html`<ul>
                ${answers.map(({ kind }) => html`<li>${answerSaid()[kind]}</li>`)}
              </ul>
              ${replies.map((reply, at) => one(reply, agreed.get(reply.id), at))} ${reports.rest(replies)} ${told?.()}`
          : html`<p>${msg('Nobody has answered so far. That says nothing about your story.')}</p>
              ${reports.rest(replies)}`,
      ),
  };
}

/** What it may be used for: each is taken back, or given, at once. */
export function choicesPanel(desk: OwnerDesk): Panel {
  const { change, told } = changing(desk, () => msg('This holds from now on.'));
  const words = (): Record<Purpose, string> => ({
    publish: desk.opened.sending.replyTo ? msg('It may be shown beside the story') : msg('It may be published here'),
    training: msg('The team may learn from it in training'),
    quote: msg('It may be quoted elsewhere, such as in a report'),
  });
  return {
    render: () => {
      const { consents, answers, audience } = desk.opened.sending;
      const has = (purpose: Purpose) => consents.some((each) => each.purpose === purpose);
      const set = (purpose: Purpose) => (yes: boolean) =>
        change(({ consents }) => {
          const version = consents[0]?.version ?? consentVersion;
          return { consents: toggled(consents.map((each) => each.purpose), purpose, yes).map((each) => ({ purpose: each, version })) };
        });
      return html`
        ${(Object.entries(words()) as [Purpose, string][])
          .filter(([purpose]) => purpose !== 'publish' || audience === 'everyone' || audience === 'writer')
          .map(([purpose, said]) => tick(`now-${purpose}`, said, has(purpose), set(purpose), purpose === 'publish' && audience === 'everyone' ? msg('Without this, readers no longer find it.') : undefined))}
        ${audience === 'writer' ? nothing : tick('now-answers', msg('People may answer'), answers, (yes) => change(() => ({ answers: yes })))}
        ${told()}
      `;
    },
  };
}

/** What a receipt opens beside the story itself. `mine`: asked for without naming the story. */
const beside: readonly { name: CollectionName; mine?: boolean }[] = [
  { name: 'messages' },
  { name: 'answers' },
  { name: 'replies' },
  { name: 'agreements', mine: true },
  { name: 'reports', mine: true },
  // Where two stories of one writer are linked.
  { name: 'links', mine: true },
  // That the team keeps a copy, if they have told so.
  { name: 'holds' },
];

/** Everything that is kept of it, for the writer to keep: also what others wrote to them, and what they reported. The files have neutral names. */
export function copyPanel(desk: OwnerDesk): Panel {
  const { credential } = desk.opened;
  const { client } = desk.host;
  const where = { sending: desk.opened.sending.id };
  const reading = new Reading(desk, async () => {
    const offered = beside.filter(({ name }) => client.can.collections[name]?.list);
    const lists = await Promise.all(offered.map(({ name, mine }) => allOf(client.collection(name).pages(mine ? {} : { where }, { credential }))));
    return Object.fromEntries(offered.map(({ name }, at) => [name, lists[at]!])) as Kept;
  });
  return {
    render: () =>
      reading.render((kept) => {
        const { rev: _, ...sending } = desk.opened.sending;
        return html`<p>${msg('Everything that is kept under this receipt: your words and choices, what the team and you wrote, and what others answered.')}</p>
          <p><button type="button" @click=${() => saveFile('notes.txt', asText(sending, kept))}>${msg('Save as text')}</button>
            <button type="button" @click=${() => saveFile('notes.json', JSON.stringify({ sending, ...kept }, null, 2), 'application/json')}>${msg('Save as data (JSON)')}</button></p>
          <p class="quiet">${fill(msg('The files are called “{text}” and “{data}”. They can be found among the downloads of this device.'), { text: 'notes.txt', data: 'notes.json' })}</p>`;
      }),
  };
}

/** That the team keeps a copy, until when at the latest, and who can open it. */
export const heldWords = (review: string, locale: string): string =>
  fill(msg('The team keeps a copy of your words, because somebody may be in danger. Only very few of them can open it, and each time is written down. On {day} at the latest they decide whether it is still needed.'), {
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(review)),
  });

/** The same for whoever opens what is held, with what they can do. */
export function heldNote(desk: OwnerDesk): Panel {
  const { sending, credential } = desk.opened;
  const { client, words, space } = desk.host;
  const reading = new Reading(desk, async () => (client.can.collections.holds?.list ? (await client.collection('holds').list({ where: { sending: sending.id } }, { credential })).items : []));
  return {
    render: () =>
      reading.render(
        (holds) => html`${holds.map(({ review }) => html`<p>${heldWords(review, words.locale)}</p>`)}
          <p>${msg('You can still change your words or withdraw them. The copy stays until the team ends it.')}</p>
          <p>${msg('You can ask the team about it, or object:')} <a href=${space.privacy} target="_blank" rel="noopener noreferrer">${msg('How this site treats data')}</a></p>`,
      ),
  };
}
