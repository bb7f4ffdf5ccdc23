import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { Stored } from '../../adapters/adapter.ts';
import type { CheckinHistory } from '../../client/checkin-history.ts';
import type { PeerClient } from '../../client/client.ts';
import type { Companion, SharedCheckin } from '../../domain/checkin-share.ts';
import type { Vocabulary } from '../../domain/checkin-words.ts';
import type { Said } from '../../domain/said.ts';
import type { Space } from '../../domain/space.ts';
import type { CheckinNames } from '../../internal/checkin-words.ts';
import type { Language } from '../../internal/language.ts';

export { isEmpty, type Said, saidOf } from '../../domain/said.ts';

/** A check-in as its writer has it. */
export type Own = Stored<SharedCheckin>;

/** What is known of the place where check-ins are kept. */
export interface Place {
  space?: Space | null;
  /** The caller's own. Absent: nobody is known here, and a check-in is for oneself on this device. */
  mine?: Own[];
  /** Those whom they can write to. Absent: they can write to nobody. */
  companions?: Companion[];
  /** Names of groups that were read, by id. */
  groups?: Readonly<Record<string, string>>;
  /** Words in place of ours. */
  vocabulary?: Vocabulary | undefined;
  /** What is wrong with the words of the page, for its author. */
  problems?: string[];
}

/** What the pieces ask of the element around them. */
export interface CheckinHost extends HTMLElement, ReactiveControllerHost {
  group?: string;
  sessionsHref?: string;
  storiesHref?: string;
  history?: CheckinHistory;
  readonly client: PeerClient;
  readonly place: Place;
  readonly said: Said;
  readonly names: CheckinNames;
  readonly words: Language;
  /** What was sent before, and is being changed. */
  edited: Own | undefined;
  change(part: Partial<Said>): void;
  /** A piece that is fetched when it is needed, with its styles. Rejects without a connection. */
  fetch<P extends keyof Pieces>(name: P): Promise<NonNullable<Pieces[P]>>;
  alert(error: unknown, retry?: () => void): TemplateResult;
  /** What is shown has changed: what this names has the focus. */
  turn(to?: string): void;
  /** Says something once, in the language of the element. */
  say(sentence?: () => unknown): void;
  /** Back to the words, as they are. */
  back(open?: 'who'): void;
  /** An empty page, or with these words. */
  begin(said?: Said): void;
  edit(own: Own): void;
  /** What speaks against it. */
  object(problem: () => unknown): void;
  /** What is open below the words, and bringing what it needs. */
  open: '' | 'more' | 'who';
  opening(name: 'more' | 'who'): Promise<void>;
  /** What was written sounds hard. */
  hard: '' | 'yes' | 'closed';
  helpOpen: boolean;
  readonly openHelp: () => void;
  /** The help lines. */
  support(): unknown;
  /** A piece, if it is here. */
  here<P extends keyof Pieces>(name: P): Pieces[P];
  readonly parts: Parts;
}

/** What pieces hold while the page is open. */
export interface Parts {
  acts?: import('./acts.ts').Acts;
  who?: import('./who.ts').Who;
  sending?: import('./sending.ts').Sending;
  own?: import('./own.ts').OwnList;
  keep?: import('./keep.ts').Keep;
  people?: import('./people.ts').People;
  kept?: import('./kept-draft.ts').KeptDraft;
}

/** Pieces that are fetched when they are needed first. */
export const pieces = {
  acts: () => import('./acts.ts'),
  more: () => import('./more.ts'),
  who: () => import('./who.ts'),
  sending: () => import('./sending.ts'),
  own: () => import('./own.ts'),
  keep: () => import('./keep.ts'),
  kept: () => import('./kept-draft.ts'),
  support: () => import('./support.ts'),
  steps: () => import('./steps.ts'),
  vocabulary: () => import('./vocabulary.ts'),
};
export type Pieces = { [P in keyof typeof pieces]?: Awaited<ReturnType<(typeof pieces)[P]>> };

export const nothingSaid = (): Said => ({ feelings: [] });
