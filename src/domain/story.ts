import type { GoneReason } from './retention.ts';
import { audiences, type Audience } from './space.ts';

/*
 * The life of a story, as one machine. Nothing here publishes by itself: every way to `published` goes through
 * `claimed`, that is through a person, and what could not be checked stays where it is.
 */

export const storyStates = ['draft', 'sent', 'claimed', 'published', 'published-with-note', 'again', 'changes-asked', 'not-published', 'held', 'withdrawn', 'expired'] as const;
export type StoryState = (typeof storyStates)[number];

/** Who takes a step: the writer, somebody of the staff, a reader who reports it, or time. */
export type StoryActor = 'writer' | 'moderator' | 'reader' | 'clock';

/**
 * What a backend does along with a step. `unpublish` takes what readers have of it from them, if they have anything; `hide`
 * does so until a person has looked, and `show` gives it back. `erase` takes the words away everywhere, `tell` has the
 * writer see something new.
 */
export type StoryEffect = 'queue' | 'publish' | 'unpublish' | 'hide' | 'show' | 'tell' | 'erase';

interface Step {
  to: StoryState;
  by: readonly StoryActor[];
  effects: readonly StoryEffect[];
}

const step = (to: StoryState, by: StoryActor | readonly StoryActor[], ...effects: StoryEffect[]): Step => ({ to, by: [by].flat() as StoryActor[], effects });

const edit = step('sent', 'writer', 'unpublish', 'queue');
/** New words, while readers keep what was published before. */
const editBehind = step('sent', 'writer', 'queue');
const withdraw = step('withdrawn', 'writer', 'unpublish', 'erase');
const expire = step('expired', 'clock', 'unpublish', 'tell', 'erase');
/** What it was written to is gone. */
const close = step('expired', 'clock', 'unpublish', 'tell', 'erase');
const askChanges = step('changes-asked', 'moderator', 'unpublish', 'tell');
const takeDown = step('not-published', 'moderator', 'unpublish', 'tell');
/** Somebody may be in danger: readers have it no more, whatever state it was in, until the staff ends that. */
const hold = step('held', 'moderator', 'unpublish');
const inPublic = { hold, edit, 'edit-behind': editBehind, withdraw, expire, close, report: step('again', ['reader', 'moderator'], 'hide'), 'ask-changes': askChanges, 'take-down': takeDown };
/** Nobody reads it but its writer, who may have something to say to the staff: then somebody looks once more. */
const withWriter = { hold, edit, 'edit-behind': editBehind, object: step('sent', 'writer', 'queue'), withdraw, expire, close };

const steps = {
  draft: { send: step('sent', 'writer', 'queue') },
  sent: { claim: step('claimed', 'moderator'), hold, edit, 'edit-behind': editBehind, withdraw, close },
  claimed: {
    hold,
    release: step('sent', ['moderator', 'clock'], 'queue'),
    publish: step('published', 'moderator', 'publish', 'tell'),
    'publish-with-note': step('published-with-note', 'moderator', 'publish', 'tell'),
    // What readers have stays with them, if its writer wanted it so.
    'ask-changes': step('changes-asked', 'moderator', 'tell'),
    'not-publish': step('not-published', 'moderator', 'unpublish', 'tell'),
    edit,
    'edit-behind': editBehind,
    withdraw,
    close,
  },
  published: inPublic,
  'published-with-note': inPublic,
  again: {
    hold,
    restore: step('published', 'moderator', 'show'),
    'restore-with-note': step('published-with-note', 'moderator', 'show'),
    'ask-changes': askChanges,
    'take-down': takeDown,
    // It was hidden for a reason that nobody has looked at yet: it does not come back by a change.
    edit,
    withdraw,
    expire,
    close,
  },
  'changes-asked': withWriter,
  'not-published': withWriter,
  // Its writer may change or take back the words that they have; nothing of them is read or shown until the staff ends it.
  held: { edit: step('held', 'writer'), withdraw, expire, close, 'end-hold': step('sent', 'moderator', 'queue') },
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

/** What a writer agreed to, each by itself and to be taken back by itself. Of a reply, `publish` is being shown beside the story. */
export const purposes = ['publish', 'training', 'quote'] as const;
export type Purpose = (typeof purposes)[number];

export interface Consent {
  purpose: Purpose;
  /** Which version of its text the writer saw. */
  version: string;
}

/** Flag of a sending that was brought back from a backup, and is older than what its writer made of it. */
export const restored = 'restored';

/** Flag of a sending that was brought back from a backup that was made before a report hid what readers had of it. */
export const hiddenSince = 'hidden-since';

export const agreesTo = ({ consents }: Pick<Sending, 'consents'>, purpose: Purpose): boolean => consents.some((consent) => consent.purpose === purpose);

/**
 * Whether it may be shown to those it was written for: everyone reads only what its writer still agrees to have published, and
 * nobody what its writer may have taken back.
 */
export const mayBePublished = ({ audience, consents, flags = [] }: Pick<Sending, 'audience' | 'consents' | 'flags'>): boolean =>
  !flags.includes(restored) && (audience !== 'everyone' || agreesTo({ consents }, 'publish'));

/** The words of a story, and what the writer decided about them. Plain text. */
export interface StoryText {
  text: string;
  /** What helped, in the writer's own words. Found by a search for words like the text itself. */
  helped?: string;
  /** One sentence that may be shown by itself to others, as in "you are not the only one". Absent: none may. */
  line?: string;
  /** Themes by which readers find it. */
  topics: string[];
  /** What a reader may want to know before opening it. */
  notes: string[];
  /** BCP 47 tag. */
  language: string;
  /** Whether people may answer: with one of `answerKinds`, and in writing where the space has that. */
  answers: boolean;
  /** Whether the writer would like to hear ideas and advice in written replies. Absent: no. */
  advice?: boolean;
}

/** Words that the staff suggests in the place of those that were sent. What is not named stays, null takes it away. */
export interface Suggestion {
  text?: string;
  helped?: string | null;
  line?: string | null;
  topics?: string[];
  notes?: string[];
}

/** For whom it was written. `writer`: a reply, for whoever wrote the story that it is about. */
export const sendingAudiences = [...audiences, 'writer'] as const satisfies readonly (Audience | 'writer')[];
export type SendingAudience = (typeof sendingAudiences)[number];

/** A story or a reply as it was sent, seen by its writer and by the staff. Its id is never that of what is published. */
export interface Sending extends StoryText {
  id: string;
  state: Exclude<StoryState, 'draft' | 'withdrawn'>;
  audience: SendingAudience;
  /** Id of the group, with the audiences `group` and `facilitator`, and of a reply to a story of a group. */
  group?: string;
  /** Id of the story that it is a reply to, as it was then. */
  replyTo?: string;
  consents: Consent[];
  /** What the staff wrote last to the writer about these words. All of it is in `messages`. */
  message?: string;
  /** Other words that the staff suggests, if changes are asked for: its writer accepts them with one act (`accept`), or sends others. */
  suggestion?: Suggestion;
  /** Id of what readers have of it now: the published story, or the reply. While a change waits, that is the version before, if the writer wanted it to stay. */
  story?: string;
  /**
   * The last month in which it is there, `YYYY-MM`, once it is with its readers or waits for its writer. It stays promised,
   * whatever is decided for the space later.
   */
  until?: string;
  /** From this month on its writer is asked whether it may stay (`stillHere`), `YYYY-MM`. */
  review?: string;
  /** Month in which its words went, `YYYY-MM`, and why. For a year the receipt still tells that. */
  gone?: string;
  because?: GoneReason;
  /** From when readers see it, ISO 8601, if it was decided to publish it and its batch is still to come. */
  appears?: string;
  /** When it arrived, ISO 8601. For the staff only. */
  sent?: string;
  /**
   * Somebody should read it before all others: words of distress were noticed in it, or nobody could look for them. Holds
   * until somebody has decided. For the staff only, who gets it first in a list.
   */
  urgent?: boolean;
  /**
   * Since when somebody else has to look, ISO 8601: its writer objects to what was decided last. Holds until somebody has
   * decided. For the staff only.
   */
  appeal?: string;
  /** Since when its writer has answered to changes that were asked for, by a message or other words, ISO 8601. As long. For the staff only. */
  answered?: string;
  /** Its writer has accepted what was suggested: nothing in it is new to the staff. As long. For the staff only. */
  accepted?: boolean;
  /** Id of the sending that a reply is for. For the staff only. */
  to?: string;
  /** What the staff should know: checks that failed or were not made. For the staff only. */
  flags?: string[];
  /** While it is `held` and its writer is not told: the state that they see. For the staff only. */
  shownAs?: 'claimed' | 'again';
}

/** What is sent to create a sending. A reply has the audience `writer` and names in `replyTo` the story that its writer has read. */
export interface SendingDraft extends StoryText {
  audience: SendingAudience;
  group?: string;
  replyTo?: string;
  consents: Consent[];
  /** SHA-256 of the receipt's credential, base64url. The hash opens nothing; absent: nobody will be able to come back to it, so it takes no answers. */
  receipt?: string;
}

/** What becomes of the published version while a person reads a change of it. */
export const meanwhiles = ['stays', 'hides'] as const;
export type Meanwhile = (typeof meanwhiles)[number];

/**
 * What the writer may change afterwards. New words go back to reading. Choices (consents, whether people may answer, a line
 * that is taken back) hold at once and need nobody.
 */
export type SendingPatch = StoryText & Pick<SendingDraft, 'consents'> & {
    /** Not kept. Absent: it hides. */
    meanwhile?: Meanwhile;
    /** Takes the words that the staff suggested. Goes with no other words. Not kept. */
    accept?: boolean;
    /** It is still right that it is there: it stays as long again from now on. Goes alone, and nobody has to read it. Not kept. */
    stillHere?: boolean;
  };

/** Whether a change is one that somebody has to read, or one of the writer's choices, which hold at once. */
export function needsReading(before: Omit<Sending, 'id'>, after: Omit<Sending, 'id'>): boolean {
  const read = ({ text, helped, topics, notes, language }: Omit<Sending, 'id'>) => JSON.stringify([text, helped, topics, notes, language]);
  const newLine = after.line !== undefined && after.line !== before.line;
  return read(before) !== read(after) || newLine || mayBePublished(before) !== mayBePublished(after);
}

/** A published story. Its time is a month, and nothing in it tells which sending it was. */
export interface Story extends StoryText {
  id: string;
  /** `YYYY-MM`. */
  month: string;
  /** Id of the group that may read it. Absent: everyone. */
  group?: string;
}

/** Somebody of the staff reads a sending or a report, so that nobody else does at the same time. */
export interface Claim {
  id: string;
  /** Id of the sending; absent for a report. */
  sending?: string;
  /** Id of the report; absent for a sending. */
  report?: string;
  /** Who, as an opaque name. */
  by: string;
  /** Until when, ISO 8601; then it returns by itself. */
  until: string;
  /** Opaque name of who had it before, if it was taken over from them. */
  takenFrom?: string;
}

/** One of the two. */
export interface ClaimDraft extends Pick<Claim, 'sending' | 'report'> {
  /** Takes it from whoever has it, if it is urgent. Absent: what somebody else reads stays with them. */
  takeOver?: boolean;
}

const minute = 60 * 1000;
const hour = 60 * minute;

/** How long one of the staff has something to themselves, in milliseconds. Somebody may wait in distress for what is urgent. */
export const claimLasts = (urgent: boolean): number => (urgent ? 30 * minute : 24 * hour);

/**
 * How long an appeal is kept from whoever decided last, in milliseconds. No longer than reading takes here as a rule: where
 * there is nobody else, its writer is not left in silence. Distress does not wait for somebody else longer than for a claim.
 */
export const appealWaits = (urgent: boolean, readWithinHours = Infinity): number => (urgent ? claimLasts(true) : Math.min(2 * 24, readWithinHours) * hour);

export const decisionKinds = ['publish', 'publish-with-note', 'ask-changes', 'not-publish'] as const satisfies readonly StoryCommand<'claimed'>[];

/** What is sent to decide. `rev` is that of the sending that was read: nobody decides about words that have changed since. */
export interface DecisionDraft extends Pick<Decision, 'sending' | 'decision' | 'message' | 'notes' | 'suggestion'> {
  rev: string;
  /**
   * Holds it back for `graceLasts`, in which whoever made it can take it back by removing it, and neither the writer nor readers
   * see anything of it. What takes a story from its readers is not held back. Absent: it holds at once.
   */
  grace?: boolean;
}

/** How long a decision can be taken back before its writer is told, in milliseconds. */
export const graceLasts = 5 * minute;

/** What the staff decided about a sending. */
export interface Decision {
  id: string;
  sending: string;
  decision: (typeof decisionKinds)[number];
  /** Words to the writer. */
  message?: string;
  /** Notes for readers that the staff adds. */
  notes?: string[];
  /** What is suggested, as long as it is not the writer's yet: then it is beside their words, and nowhere else. */
  suggestion?: Suggestion;
  by: string;
  /** ISO 8601. */
  at: string;
  /** From when it holds, ISO 8601. Absent: it does. */
  effective?: string;
}

/**
 * Whoever reads a sending asks a colleague, or a colleague answers. It binds nobody; whoever asked goes on reading. Seen by the
 * staff alone; it goes with the words that it is about.
 */
export interface Opinion {
  id: string;
  sending: string;
  /** Id of the question that it answers. Absent: it is one. */
  asked?: string;
  /** Of an answer: what its writer would decide. Absent: they only wrote something. */
  advises?: Decision['decision'];
  words?: string;
  by: string;
  /** ISO 8601. */
  at: string;
  /** Of a question: nobody has answered yet, and somebody still reads the story. */
  open?: boolean;
}

/** A question names the sending, and an answer the question. */
export type OpinionDraft = Partial<Pick<Opinion, 'sending' | 'asked' | 'advises' | 'words'>>;

/**
 * What the staff and a writer say to each other about a sending. Nothing of it is rewritten; it goes when the writer changes
 * the words that it is about, or with the sending. Whose words they are follows from who sent them: nothing else can make
 * them look like the staff's.
 */
/** Two stories are by the same writer, who has shown both receipts. Seen from one of them. */
export interface Link {
  id: string;
  /** Id of the sending from which it is seen. */
  sending: string;
  /** Id of the other one. For the staff only: whoever finds one receipt is not led to another story. */
  other?: string;
}

export interface LinkDraft {
  /** Id of the sending that the caller's receipt opens. */
  sending: string;
  /** The credential of the other receipt. Only its hash is compared, and nothing of it is kept. */
  receipt: string;
}

export interface Message {
  id: string;
  sending: string;
  from: 'staff' | 'writer';
  text: string;
  /** `YYYY-MM`. */
  month: string;
  /** ISO 8601. For the staff only. */
  at?: string;
  /** Who of the staff wrote it, as an opaque name. For the staff only. */
  by?: string;
}

export interface MessageDraft extends Pick<Message, 'sending' | 'text'> {
  /**
   * Its writer wants somebody else to look, where changes were asked for. What was not published is always looked at by
   * somebody else. Not kept.
   */
  appeal?: boolean;
}

/** So many messages of its writer a sending takes. */
export const mostMessages = 50;
