import { html, nothing, type TemplateResult } from 'lit';
import { noticeDistressIn } from '../../domain/distress/load.ts';
import type { DistressTopic } from '../../domain/distress/types.ts';
import { isRead, readerOf } from '../../domain/identifying/load.ts';
import type { Identifying, IdentifyingKind } from '../../domain/identifying/types.ts';
import { paragraphs } from '../../domain/paragraphs.ts';
import { sentencesOf } from '../../domain/sentences.ts';
import { css } from '../../internal/css.ts';
import { msg } from '../../internal/localize.ts';
import { inSlices } from '../../internal/slices.ts';

/** A place in a text, and why it is shown. */
export interface Mark {
  start: number;
  end: number;
  /** `identifying`: it could tell who somebody is; `distress`: it sounds like distress; `reported`: a reader marked it. */
  sort: 'identifying' | 'distress' | 'reported';
  kind?: IdentifyingKind;
  unsure?: boolean;
  topics?: readonly DistressTopic[];
}

/** What was found in a text. */
export interface Marks {
  marks: readonly Mark[];
  /** What the text as a whole speaks of, as far as words tell. */
  topics: readonly DistressTopic[];
  /** Whether names and dates of its language are known. */
  read: boolean;
}

/** Notes of a story that mean the same as what was noticed in it: whoever reads none of these is not handed it. */
export const notesOfTopic: Readonly<Record<DistressTopic, readonly string[]>> = {
  suicide: ['thoughts-of-suicide', 'death-by-suicide'],
  'self-harm': ['self-harm'],
  abuse: ['abuse', 'sexual-violence'],
  'child-at-risk': ['abuse'],
  'harm-to-others': ['violence'],
  unclear: [],
  unchecked: [],
};

/** What a text speaks of. Looked for on this device only. */
export const topicsOf = async (text: string, language: string): Promise<readonly DistressTopic[]> => (await noticeDistressIn(text, language)).topics;

/** Looks through a text as the writer's own privacy glasses do, and for words of distress, in slices: a long one does not hold up the page. */
export async function look(text: string, language: string, country: string | undefined, signal: AbortSignal): Promise<Marks> {
  const read = await readerOf(text, language);
  let found: Identifying[] = [];
  const steps = (function* () {
    found = yield* read({ locale: language, country });
  })();
  await inSlices(steps, signal);
  const marks: Mark[] = found.map(({ start, end, kind, confidence }) => ({ start, end, sort: 'identifying', kind, unsure: confidence === 'possible' }));
  const { topics } = await noticeDistressIn(text, language);
  const told = topics.filter((topic) => topic !== 'unchecked');
  if (told.length) marks.push(...(await sentences(text, language, signal)));
  return { marks: marks.sort((one, other) => one.start - other.start), topics, read: isRead(language) };
}

/** The sentences that sound like distress. What is said over several sentences is told of the whole text only. */
async function sentences(text: string, language: string, signal: AbortSignal): Promise<Mark[]> {
  const found: Mark[] = [];
  for (const { start, end } of sentencesOf(text, language)) {
    const topics = (await noticeDistressIn(text.slice(start, end), language)).topics.filter((topic) => topic !== 'unchecked');
    signal.throwIfAborted();
    if (topics.length) found.push({ start, end, sort: 'distress', topics });
  }
  return found;
}

const kinds = (): Record<IdentifyingKind, string> => ({
  name: msg('A name'),
  phone: msg('A telephone number'),
  email: msg('An e-mail address'),
  handle: msg('The name of an account'),
  link: msg('A link'),
  address: msg('An address'),
  postcode: msg('A postcode'),
  'id-number': msg('A number that belongs to one person'),
  date: msg('A day'),
  organisation: msg('A place or an organisation'),
});

export const distressNames = (): Record<DistressTopic, string> => ({
  suicide: msg('Suicide'),
  'self-harm': msg('Self-harm'),
  abuse: msg('Abuse'),
  'child-at-risk': msg('A child may be in danger'),
  'harm-to-others': msg('Harm to others'),
  unclear: msg('It sounds like distress; of what kind, the words do not tell'),
  unchecked: msg('It is in a language that nobody could look through'),
});

/** Why a place is marked. */
function reason({ sort, kind, unsure, topics }: Mark): string {
  if (sort === 'reported') return msg('Whoever reported it marked this');
  if (sort === 'distress') return topics!.map((topic) => distressNames()[topic]).join(', ');
  return unsure ? `${kinds()[kind!]} (${msg('perhaps')})` : kinds()[kind!];
}

/** Each place once, in pieces that do not overlap: where two meet, the piece belongs to both. */
function pieces(from: number, to: number, marks: readonly Mark[]): { start: number; end: number; of: number[] }[] {
  const cuts = new Set([from, to]);
  for (const { start, end } of marks) for (const cut of [start, end]) if (cut > from && cut < to) cuts.add(cut);
  const sorted = [...cuts].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((start, i) => {
    const end = sorted[i + 1]!;
    return { start, end, of: marks.flatMap((mark, at) => (mark.start < end && start < mark.end ? [at] : [])) };
  });
}

/** The words in their paragraphs as readers will see them, with what was found in them. Plain text, and nothing else. */
export function markedWords(text: string, language: string, marks: readonly Mark[]): TemplateResult {
  let behind = 0;
  const shown = paragraphs(text).map((words) => {
    const start = text.indexOf(words, behind);
    behind = start + words.length;
    return html`<p dir="auto">${pieces(start, behind, marks).map((piece) => marked(text, piece, marks))}</p>`;
  });
  return html`<div class="words" part="words" lang=${language}>${shown}</div>`;
}

function marked(text: string, { start, end, of }: { start: number; end: number; of: number[] }, marks: readonly Mark[]): unknown {
  const words = text.slice(start, end);
  if (!of.length) return words;
  const sorts = [...new Set(of.map((at) => marks[at]!.sort))];
  const ending = of.filter((at) => marks[at]!.end === end);
  return html`<mark class=${sorts.join(' ')}>${words}${ending.map((at) => html`<sup><span class="unseen"> ${msg('Note')} </span>${at + 1}</sup>`)}</mark>`;
}

/** Why each place is marked, by its number. */
export function markNotes(text: string, language: string, { marks, topics, read }: Marks): TemplateResult {
  const whole = topics.filter((topic) => topic === 'unchecked' || !marks.some((mark) => mark.topics?.includes(topic)));
  return html`<div class="found">
    ${marks.length
      ? html`<ol aria-label=${msg('What was noticed in the words')}>
          ${marks.map((mark, at) => html`<li><span class="number" aria-hidden="true">${at + 1}</span> ${reason(mark)}: <q lang=${language}><bdi>${short(text.slice(mark.start, mark.end))}</bdi></q></li>`)}
        </ol>`
      : nothing}
    ${whole.map((topic) => html`<p>${distressNames()[topic]}</p>`)}
    ${read ? nothing : html`<p>${msg('We know little of this language: names and days in it are not found.')}</p>`}
    <p class="quiet">${msg('The words were looked through on this device. No list of words sees everything.')}</p>
  </div>`;
}

const short = (words: string) => (words.length > 60 ? `${words.slice(0, words.lastIndexOf(' ', 60) + 1 || 60)}…` : words);

export const styles = css`
  @media (forced-colors: active) {
    .words mark {
      color: MarkText;
    }
  }
  .words mark {
    border-block-end: 3px double currentColor;
    background: var(--mark);
    color: inherit;
  }
  .words mark.distress {
    border-block-end: 2px dashed currentColor;
    background: none;
  }
  .words mark.reported {
    border-block-end: 3px solid var(--alert);
  }
  .words mark.identifying {
    background: var(--mark);
  }
  .words sup {
    padding-inline: 0.15em;
    font-size: 0.7em;
    font-weight: 650;
    line-height: 0;
    user-select: none;
  }
  .found {
    font-size: 0.95em;
  }
  .found ol {
    display: grid;
    gap: 0.25rem;
    margin: 0 0 0.5rem;
    padding: 0;
    list-style: none;
  }
  .found .number {
    font-weight: 650;
  }
  .found p {
    margin: 0 0 0.4rem;
  }
`;
