import type { Audience } from './space.ts';

/*
 * The life of a story, as one machine. Nothing here publishes by itself: every way to `published` goes through
 * `claimed`, that is through a person, and what could not be checked stays where it is.
 */

export const storyStates = ['draft', 'sent', 'claimed', 'published', 'published-with-note', 'changes-asked', 'not-published', 'withdrawn', 'expired'] as const;
export type StoryState = (typeof storyStates)[number];

/** Who takes a step: the writer, somebody of the staff, or time. */
export type StoryActor = 'writer' | 'moderator' | 'clock';

/** What a backend does along with a step. `erase` takes the words away everywhere, `tell` has the writer see something new. */
export type StoryEffect = 'queue' | 'publish' | 'unpublish' | 'tell' | 'erase';

interface Step {
  to: StoryState;
  by: readonly StoryActor[];
  effects: readonly StoryEffect[];
}

const step = (to: StoryState, by: StoryActor | readonly StoryActor[], ...effects: StoryEffect[]): Step => ({ to, by: [by].flat() as StoryActor[], effects });

const edit = step('sent', 'writer', 'queue');
const withdraw = step('withdrawn', 'writer', 'erase');
const expire = step('expired', 'clock', 'tell', 'erase');
const inPublic = {
  edit: step('sent', 'writer', 'unpublish', 'queue'),
  withdraw: step('withdrawn', 'writer', 'unpublish', 'erase'),
  expire: step('expired', 'clock', 'unpublish', 'tell', 'erase'),
};

const steps = {
  draft: { send: step('sent', 'writer', 'queue') },
  sent: { claim: step('claimed', 'moderator'), edit, withdraw },
  claimed: {
    release: step('sent', ['moderator', 'clock'], 'queue'),
    publish: step('published', 'moderator', 'publish', 'tell'),
    'publish-with-note': step('published-with-note', 'moderator', 'publish', 'tell'),
    'ask-changes': step('changes-asked', 'moderator', 'tell'),
    'not-publish': step('not-published', 'moderator', 'tell'),
    edit,
    withdraw,
  },
  published: inPublic,
  'published-with-note': inPublic,
  'changes-asked': { edit, withdraw, expire },
  'not-published': { edit, withdraw, expire },
  withdrawn: {},
  expired: { withdraw },
} as const satisfies Record<StoryState, Record<string, Step>>;

/** The commands that a story in this state understands. */
export type StoryCommand<S extends StoryState = StoryState> = S extends StoryState ? keyof (typeof steps)[S] & string : never;

export type StoryStep = { state: StoryState; effects: readonly StoryEffect[] } | { refused: 'impossible' | 'not-yours' };

/**
 * Where a command takes a story. `impossible`: a story in this state does not understand it; `not-yours`: somebody else
 * may give it. A refused step changes nothing.
 */
export function storyStep<S extends StoryState>(state: S, command: StoryCommand<S>, who: StoryActor): StoryStep {
  const possible: Record<string, Step> = Object.hasOwn(steps, state) ? steps[state] : {};
  const taken = Object.hasOwn(possible, command) ? possible[command]! : undefined;
  if (!taken) return { refused: 'impossible' };
  if (!taken.by.includes(who)) return { refused: 'not-yours' };
  return { state: taken.to, effects: taken.effects };
}

/** What a writer agreed to, each by itself and to be taken back by itself. */
export const purposes = ['publish', 'training', 'quote'] as const;
export type Purpose = (typeof purposes)[number];

export interface Consent {
  purpose: Purpose;
  /** Which version of its text the writer saw. */
  version: string;
}

/** Flag of a sending that was brought back from a backup, and is older than what its writer made of it. */
export const restored = 'restored';

/**
 * Whether it may be shown to readers: everyone reads only what its writer still agrees to have published, and nobody what
 * its writer may have taken back.
 */
export const mayBePublished = ({ audience, consents, flags = [] }: Pick<Sending, 'audience' | 'consents' | 'flags'>): boolean =>
  !flags.includes(restored) && (audience !== 'everyone' || consents.some(({ purpose }) => purpose === 'publish'));

/** The words of a story, and what the writer decided about them. Plain text. */
export interface StoryText {
  text: string;
  /** What helped, in the writer's own words. */
  helped?: string;
  /** Themes by which readers find it. */
  topics: string[];
  /** What a reader may want to know before opening it. */
  notes: string[];
  /** BCP 47 tag. */
  language: string;
  /** Whether people may answer. */
  answers: boolean;
}

/** A story as it was sent, seen by its writer and by the staff. Its id is never that of the published story. */
export interface Sending extends StoryText {
  id: string;
  state: Exclude<StoryState, 'draft' | 'withdrawn'>;
  audience: Audience;
  /** Id of the group, with the audiences `group` and `facilitator`. */
  group?: string;
  consents: Consent[];
  /** What the staff wrote to the writer. */
  message?: string;
  /** Id of the published story, as long as there is one. */
  story?: string;
  /** When it arrived, ISO 8601. For the staff only. */
  sent?: string;
  /** What the staff should know: checks that failed or were not made. For the staff only. */
  flags?: string[];
}

/** What is sent to create a sending. */
export interface SendingDraft extends StoryText {
  audience: Audience;
  group?: string;
  consents: Consent[];
  /** SHA-256 of the receipt's credential, base64url. The hash opens nothing; absent: nobody will be able to come back to it. */
  receipt?: string;
}

/** What the writer may change afterwards. */
export type SendingPatch = StoryText & Pick<SendingDraft, 'consents'>;

/** A published story. Its time is a month, and nothing in it tells which sending it was. */
export interface Story extends StoryText {
  id: string;
  /** `YYYY-MM`. */
  month: string;
  /** Id of the group that may read it. Absent: everyone. */
  group?: string;
}

/** Somebody of the staff reads a sending, so that nobody else does at the same time. */
export interface Claim {
  id: string;
  sending: string;
  /** Who, as an opaque name. */
  by: string;
  /** Until when, ISO 8601; then it returns by itself. */
  until: string;
}

export const decisionKinds = ['publish', 'publish-with-note', 'ask-changes', 'not-publish'] as const satisfies readonly StoryCommand<'claimed'>[];

/** What is sent to decide. `rev` is that of the sending that was read: nobody decides about words that have changed since. */
export interface DecisionDraft extends Pick<Decision, 'sending' | 'decision' | 'message' | 'notes'> {
  rev: string;
}

/** What the staff decided about a sending. */
export interface Decision {
  id: string;
  sending: string;
  decision: (typeof decisionKinds)[number];
  /** Words to the writer. */
  message?: string;
  /** Notes for readers that the staff adds. */
  notes?: string[];
  by: string;
  /** ISO 8601. */
  at: string;
}
