import type { Patch } from '../../adapters/adapter.ts';
import type { Audience, Space } from '../../domain/space.ts';
import type { Purpose, Sending, SendingDraft, SendingPatch, StoryText } from '../../domain/story.ts';

/** Who may read it: whom a space offers, or nobody but its writer. */
export type Readers = Audience | 'myself';

/** A story while it is written, with everything its writer decided about it. */
export interface StoryDraft {
  text: string;
  helped: string;
  /** The question that it began with: one of the library's, by its name, or the words of one of the space's; empty: a blank page. */
  prompt: string;
  language: string;
  /** Chosen from what is offered, and the writer's own with commas between them. */
  topics: string[];
  ownTopics: string;
  notes: string[];
  ownNotes: string;
  /** A sentence of the text that may be shown by itself. */
  line: string;
  readers: Readers;
  consents: Purpose[];
  answers: boolean;
  advice: boolean;
}

/** Version of the texts that a writer agrees to. It changes with their meaning. */
export const consentVersion = '2026-11';

/** What a backend takes at most, in characters as Unicode counts them: an emoji is one, where JavaScript counts two. */
export const longest = { text: 20_000, helped: 5000, line: 300, word: 100, words: 20 };

export function emptyDraft(space: Space, locale: string): StoryDraft {
  const own = (tag: string) => tag.split('-')[0] === locale.split('-')[0];
  const language = space.languages.find(own) ?? space.languages[0] ?? locale;
  return { text: '', helped: '', prompt: '', language, topics: [], ownTopics: '', notes: [], ownNotes: '', line: '', readers: 'myself', consents: [], answers: true, advice: false };
}

/** The draft with which a writer changes what they sent. */
export function draftOf(sending: Sending, offered: readonly string[]): StoryDraft {
  const { text, helped = '', line = '', language, answers, advice = false, audience, consents } = sending;
  const isOffered = (word: string) => offered.includes(word);
  return {
    text, helped, line, language, answers, advice,
    prompt: '',
    topics: sending.topics.filter(isOffered),
    ownTopics: sending.topics.filter((word) => !isOffered(word)).join(', '),
    notes: [...sending.notes],
    ownNotes: '',
    readers: audience as Readers,
    consents: consents.map(({ purpose }) => purpose),
  };
}

/** Words between commas, each once. */
const listed = (words: string) => words.split(/[,;،\n]/).map((word) => word.trim()).filter(Boolean);
const all = (chosen: readonly string[], own: string) => [...new Set([...chosen, ...listed(own)])].slice(0, longest.words).map((word) => [...word].slice(0, longest.word).join(''));

/** The words of a draft as readers will see them. */
export function storyOf(draft: StoryDraft): StoryText {
  const { text, helped, line, topics, ownTopics, notes, ownNotes, language, answers, advice } = draft;
  return {
    text: text.trim(),
    ...(helped.trim() && { helped: helped.trim() }),
    ...(line && sentencesOf(text).includes(line) && { line }),
    topics: all(topics, ownTopics),
    notes: all(notes, ownNotes),
    language,
    answers,
    ...(answers && advice && { advice }),
  };
}

const consentsOf = ({ consents }: StoryDraft) => consents.map((purpose) => ({ purpose, version: consentVersion }));

/** What is sent. `receipt` is a hash that opens nothing; without one nobody would see answers. */
export function sendingOf(draft: StoryDraft, group: string | undefined, receipt: string | undefined): SendingDraft {
  const audience = draft.readers as Audience;
  return { ...storyOf(receipt ? draft : { ...draft, answers: false }), audience, ...(audience !== 'everyone' && group !== undefined && { group }), consents: consentsOf(draft), ...(receipt && { receipt }) };
}

/** What is changed: everything as it is now, and nothing where there is nothing any more. */
export function patchOf(draft: StoryDraft): Patch<SendingPatch> {
  const { helped = null, line = null, advice = null, ...words } = storyOf(draft);
  return { ...words, helped, line, advice, consents: consentsOf(draft) };
}

/** The sentences of a text that are short enough to be shown by themselves. */
export function sentencesOf(text: string): string[] {
  const parts = text.split(/(?<=[.!?…؟。])\s+|\n+/).map((part) => part.trim());
  return [...new Set(parts)].filter((part) => part.length > 8 && part.length <= longest.line).slice(0, 60);
}
