import { PeerError } from '../client/errors.ts';
import type { Agreement, AgreementDraft, Answer, AnswerDraft, Reply } from '../domain/answer.ts';
import type { CheckinDraft, CheckinResponse, Companion, CompanionDraft, Greeter, GreeterDraft, GreeterPatch, ResponseDraft, SharedCheckin, WordBatch } from '../domain/checkin-share.ts';
import type { Group } from '../domain/group.ts';
import type { Hold, HoldDraft, HoldPatch } from '../domain/hold.ts';
import type { LogDraft, LogEntry } from '../domain/log.ts';
import type { Invite, InviteDraft, Membership, MembershipDraft } from '../domain/member.ts';
import type { Report, ReportDraft, Ruling, RulingDraft } from '../domain/report.ts';
import type { Settings, SettingsPatch } from '../domain/settings.ts';
import type { Alarm, Presence, PresenceDraft, Space, SpaceSettings } from '../domain/space.ts';
import type { Claim, ClaimDraft, Decision, DecisionDraft, Link, LinkDraft, Message, MessageDraft, Opinion, OpinionDraft, Sending, SendingDraft, SendingPatch, Story } from '../domain/story.ts';
import type { Problem } from '../feeds/types.ts';

/*
 * The contract between the elements and a backend: a few small methods, the same for every collection.
 * Acts are records: claiming, booking, answering, passing the talking piece are each a `create` in their own
 * collection, and the backend answers with what came of it. So a new element adds a collection here and a schema in
 * `client/schemas/`, and no adapter needs a new method.
 */

/** A record as a backend keeps it. `rev` names this state of it; a backend that lets nobody change records has none. */
export type Stored<T> = T & { rev?: string };

/** Changes to a record: each key replaces the whole value, null removes one that may be absent, a key that is absent keeps it. */
export type Patch<T> = { [K in keyof T]?: T[K] | (undefined extends T[K] ? null : never) };

/** What one collection holds (`record`), is sent to create one (`draft`) and to change one (`patch`). */
export interface Collections {
  groups: { record: Stored<Group>; draft: Omit<Group, 'id'>; patch: Patch<Omit<Group, 'id'>> };
  /**
   * What people are told before they write: ground rules, from what age, the limits of confidentiality, who reads when,
   * whether somebody is reading now (`reading`) and whether anything can be sent. The id is the name of the space.
   */
  spaces: { record: Space; draft: never; patch: never };
  /**
   * What is decided for the space, one record of its name: what the host's own file says, and over it what an administrator
   * saved (`saved` names it). The staff reads it, administrators change it; a patch puts back with null what the file says.
   */
  settings: { record: Stored<Settings>; draft: never; patch: SettingsPatch };
  /**
   * Somebody of the staff is at their desk: created when it is opened, changed again within three minutes as long as
   * they do something there (a patch may be `{}`), removed when it is closed. `without`: topics that they do not want to be given.
   */
  presences: { record: Stored<Presence>; draft: PresenceDraft; patch: Patch<PresenceDraft> };
  /** Whoever is on call is told that something urgent waits. Removing one acknowledges it: nobody is told again for half an hour. */
  alarms: { record: Alarm; draft: never; patch: never };
  /**
   * What was published. Newest month first and within a month in no order that tells anything (`newest`), or `shuffled`,
   * which needs a `seed`. `where: { topic, language, line: 'yes', helped: 'yes' }`: the last two are those with a line for
   * others, and those that say what helped.
   */
  stories: { record: Story; draft: never; patch: never };
  /**
   * What readers say to a story without writing, created by anybody (a draft is `{ story, kind }`) where the story takes
   * answers. Its writer lists them with the receipt, by `where: { sending }`: of each kind one at most, and never how many.
   */
  answers: { record: Answer; draft: AnswerDraft; patch: never };
  /**
   * Written replies, each a sending first (`audience: 'writer'`, `replyTo`), that the staff has read. The writer of the story
   * lists with the receipt what came, by `where: { sending }`; everybody those that both want shown, by `where: { story }`.
   */
  replies: { record: Reply; draft: never; patch: never };
  /** The writer of a story wants a reply shown beside it. Removing one takes that back. */
  agreements: { record: Agreement; draft: AgreementDraft; patch: never };
  /**
   * Somebody reports a story or a reply that is shown, without an account; one that is hidden or gone too, with the same
   * answer. Whoever did opens it with the receipt: `waiting` or `read`, and what the staff wrote. Of words that it hid, their writer
   * sees the sending as `again`; nothing tells them of the report. With the receipt of a story its writer reports a reply that they
   * got, and what the staff wrote to them (`said`): that goes to somebody else than who wrote it, unless nobody else has looked for a while.
   * Members and facilitators report what their group reads (`checkin`) with their token, by which they find the report again; the staff has what the
   * group sees with that one report (`seen`, or `gone`), once they have claimed it and said that they open it.
   */
  reports: { record: Report; draft: ReportDraft; patch: never };
  /** The staff rules on a report that they have claimed. */
  rulings: { record: Ruling; draft: RulingDraft; patch: never };
  /**
   * What was sent: its writer's side, opened by the receipt, and the staff's. A receipt lists what it opens, so that its
   * holder needs nothing else. Removing one withdraws it.
   */
  sendings: { record: Stored<Sending>; draft: SendingDraft; patch: Patch<SendingPatch> };
  /**
   * A writer says that two stories are by the same person, by showing both receipts: the credential of one, and that of the
   * other in the draft. Each writes a record for either side. The staff lists those of a sending (`other` is the other one); a
   * receipt lists what its story is linked by, and not to what. Removing one unlinks both sides.
   */
  links: { record: Link; draft: LinkDraft; patch: never };
  /**
   * What the staff wrote to a writer, and what the writer answered, in order: by `where: { sending }`. Whose words they are
   * (`from`) follows from who sent them. A writer may answer once the staff has written. It goes with the words it is about.
   */
  messages: { record: Message; draft: MessageDraft; patch: never };
  /**
   * Somebody of the staff reads a sending or a report. Removing one gives it back, without a reason. What is urgent
   * can be taken over (`takeOver`): whoever had it is refused with a conflict when they decide. An appeal (`appeal` of the
   * sending) is not for whoever decided last, unless nobody else has read it for a while.
   */
  claims: { record: Claim; draft: ClaimDraft; patch: never };
  /** What the staff decided about a sending. With `grace`, removing one within minutes takes it back, before anybody has learnt of it. */
  decisions: { record: Decision; draft: DecisionDraft; patch: never };
  /**
   * Second opinions. Whoever reads a sending asks (`{ sending, words }`) and goes on reading; a colleague answers what is
   * `open` (`{ asked, advises, words }`).
   */
  opinions: { record: Opinion; draft: OpinionDraft; patch: never };
  /**
   * Safeguarding holds. Whoever has claimed a sending, or a report of it, holds it because somebody may be in danger: readers have
   * it no more, and a copy stays, also when its writer takes the words back. The staff lists what is held, without words; the copy is in the
   * answer to an administrator who gets one, which stands in the log. Whoever made it, or an administrator, changes the dates with
   * a reason or removes it, which erases the copy. A writer who was told lists with the receipt that there is one, and until when at the latest it is looked at again.
   */
  holds: { record: Stored<Hold>; draft: HoldDraft; patch: Patch<HoldPatch> };
  /**
   * What the staff did, chained and without words, the newest first. Created when somebody of the staff opens a whole
   * text (`{ act: 'open', sending }`), or an administrator takes it along as a file (`{ act: 'export', what: 'log' }`); everything
   * else comes into it by itself. Only administrators read it.
   */
  log: { record: LogEntry; draft: LogDraft; patch: never };
  /** Ways in that the staff hands out. */
  invites: { record: Invite; draft: InviteDraft; patch: never };
  /** Created by redeeming an invitation; removing one is leaving. `where: { mine: 'yes' }`: the groups that the caller is in or facilitates, also by the host's sign-in. */
  memberships: { record: Membership; draft: MembershipDraft; patch: never };
  /**
   * How people are. Whoever wrote one has it whole (`mine`); others get what is for them, under another id and for as long as it is
   * for them. `where`: `{ mine: 'yes' }`, `{ group }`, `{ for: 'me' }` (from companions), `{ unanswered: group }` (for its greeters).
   * Removing one takes it from everybody. While a report hides it from its group, its writer has it with `again`.
   */
  checkins: { record: Stored<SharedCheckin>; draft: CheckinDraft; patch: Patch<Omit<CheckinDraft, 'at'>> };
  /** What people say to a check-in that they see, each thing once. Whoever wrote it lists them and can put them away; whoever said one lists it too (`mine`), and takes it back by removing it. */
  responses: { record: CheckinResponse; draft: ResponseDraft; patch: never };
  /** Those whom somebody can write to. One offers a code, another redeems it; removing one ends it for both. Nobody lists anybody else's. */
  companions: { record: Companion; draft: CompanionDraft; patch: never };
  /** Those of a group who answer what nobody answered, named to whoever writes before they send. */
  greeters: { record: Stored<Greeter>; draft: GreeterDraft; patch: Patch<GreeterPatch> };
  /** What a group reads where a space wants no names: words in batches, by `where: { group }`. */
  batches: { record: WordBatch; draft: never; patch: never };
}

export type CollectionName = keyof Collections & string;
export type RecordOf<N extends CollectionName> = Collections[N]['record'];
export type DraftOf<N extends CollectionName> = Collections[N]['draft'];
export type PatchOf<N extends CollectionName> = Collections[N]['patch'];

/** Where words are kept: only in this page until it is closed, on this device, or with a service others reach too. */
export type Reach = 'page' | 'device' | 'shared';

/** Which queries of a collection are served. What is not named here is refused as `unsupported`. */
export interface ListAbilities {
  /** Names that `where` may use. */
  readonly where?: readonly string[];
  readonly text?: boolean;
  readonly near?: boolean;
  readonly box?: boolean;
  readonly after?: boolean;
  /** Orders that `sort` may ask for. */
  readonly sort?: readonly string[];
  /** Whether one of them is drawn by lot. */
  readonly seed?: boolean;
}

/** What can be done in one collection. Absent is the same as false. */
export interface CollectionAbilities {
  readonly list?: ListAbilities;
  readonly get?: boolean;
  readonly create?: boolean;
  readonly update?: boolean;
  readonly remove?: boolean;
  readonly watch?: boolean;
}

/** What an adapter offers. Collections that are absent are not there at all. */
export interface Abilities {
  readonly reach: Reach;
  /** With reach `shared`: the service, by the name people know it, so that they can be told where their words go. */
  readonly service?: string;
  readonly collections: { readonly [N in CollectionName]?: CollectionAbilities };
}

export type Act = keyof CollectionAbilities;

/** Which records, in which order. Keys that are absent ask for nothing. */
export interface Query {
  /** Each name must match; of several values of one name, any. An empty list of values asks for nothing. */
  where?: Record<string, string | string[]>;
  /** Words people typed. The first 16 count; a word that nothing begins with is taken for a slip, at most 4 times in one question. */
  text?: string;
  /** WGS 84 degrees. With `km` only what is within that distance, without it everything; nearest first unless `sort` says otherwise. */
  near?: { latitude: number; longitude: number; km?: number };
  /** Only what lies within, in degrees. A west greater than the east crosses the 180th meridian. */
  box?: [west: number, south: number, east: number, north: number];
  /**
   * Only what happens at or after this instant, ISO 8601 with a zone. What is under way then counts. One that is more than a
   * day ago means a day ago.
   */
  after?: string;
  /** Name of an order. Default: the backend's own, which stays the same from page to page. */
  sort?: string;
  /** Any text, for an order drawn by lot (`shuffled`): with the same one it is the same order, from page to page. */
  seed?: string;
  /** At most so many items in one answer: a whole number from 1. An adapter may answer fewer. */
  limit: number;
  /** `next` of the answer before, with the same query. Opaque: nothing may be read from it. */
  cursor?: string;
}

/**
 * Who asks. Travels beside a call, as a header would, never in a record or an address.
 * - `receipt`: opens what its holder sent anonymously. Derived from the receipt's secret; the draft held only its hash.
 * - `member`: a token of the host's own sign-in, or of an invitation.
 * - `staff`: a facilitator's, moderator's or administrator's token.
 * - `invite`: the secret of an invitation, good for becoming a member once.
 */
export interface Credential {
  readonly kind: 'receipt' | 'member' | 'staff' | 'invite';
  readonly token: string;
}

/** What goes with every call. */
export interface Call {
  /** Once aborted, the call rejects with the signal's reason, untouched. */
  signal: AbortSignal;
  /** Name of the site within a backend that serves several. Another space's records answer exactly like absent ones. */
  space: string;
  /** BCP 47 tag of the language the person reads. */
  locale: string;
  /** Absent: an anonymous call, unless the adapter was given a sign-in of its own by the page's owner. */
  credential?: Credential;
  /** Nothing may be added to this call that tells who asks, not by the adapter either. */
  anonymous?: boolean;
}

/** What goes with every call that changes something. */
export interface WriteCall extends Call {
  /**
   * One id per human act, the same on each retry, so that the act happens once. Repeated, it gets the first answer
   * again; with another body it is a `conflict`, as long as what was sent is not changed or removed. Kept for creating as long as the record or its marker lives,
   * else for 24 hours.
   */
  intent: string;
}

/** One page of a list. Items are unchecked: the client parses them. */
export interface ListAnswer {
  items: unknown[];
  /** Cursor of the next page, null at the end. */
  next: string | null;
  /** What the adapter itself had to leave out or mend, such as unreadable rows of a feed. */
  problems?: readonly Problem[];
}

/**
 * How a watcher is told. Carries ids only: reading them again checks again who may see them. A record that the query does
 * not find may be told too: that it has left the list, or that the backend did not look.
 */
export interface Watcher {
  /** Once, when every change from now on will be told. */
  ready(): void;
  /** Records that were created, changed or removed. */
  change(ids: string[]): void;
  /** The watch has ended; watch again to go on. */
  error(error: PeerError): void;
}

/** One thing that a schema found wrong. */
export interface SchemaIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What the client needs of a schema. Those of zod and zod/mini fit. */
export interface Schema<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { readonly issues: readonly SchemaIssue[] } };
}

/** The schemas of an adapter, by collection. Unknown keys are stripped, so that nothing unexpected gets through. */
export type Schemas = {
  readonly [N in CollectionName]?: {
    readonly record: Schema<RecordOf<N>>;
    readonly draft?: Schema<DraftOf<N>>;
    readonly patch?: Schema<PatchOf<N>>;
  };
};

/**
 * Reaches one backend. Everything that fails rejects with a `PeerError`; an abort rejects with the signal's reason.
 * Methods for writing may be left out: that is how an adapter says it is read-only. `can` says the same and says it per
 * collection; what it does not name is refused as `unsupported`, never ignored.
 * `adapterConformance` of `peer-support-elements/testing` checks an adapter against this contract.
 */
export interface PeerAdapter {
  /** Version of this contract. */
  readonly spec: 1;
  /** Short name for developers, used in messages. */
  readonly name: string;
  readonly can: Abilities;
  /**
   * Schemas of what comes back, loaded on demand: those of this collection at least; without one, all. Absent: the adapter
   * parses for itself, and its items are trusted.
   */
  schemas?(collection?: CollectionName): Promise<Schemas>;
  /** Rejects: `unsupported` for a query it cannot serve, `invalid` for a cursor it never gave. */
  list(collection: CollectionName, query: Query, call: Call): Promise<ListAnswer>;
  /** The record, or null: not there, or not for this caller, which is the same answer. */
  get(collection: CollectionName, id: string, call: Call): Promise<unknown>;
  /** Answers the record with its id, and its `rev` if it can be changed. Rejects: `invalid`, `conflict`. */
  create?(collection: CollectionName, draft: unknown, call: WriteCall): Promise<unknown>;
  /** Answers the changed record. `rev` is the one the change is based on. Rejects: `conflict` if stale, `not-found`, `invalid`. */
  update?(collection: CollectionName, id: string, patch: unknown, call: WriteCall & { rev: string }): Promise<unknown>;
  /**
   * Rejects: `conflict` if `rev` is given and stale, `not-found`: there is nothing, or nothing for this caller. After a try
   * that got no answer it may be gone by that try, and nobody can tell which of the two it is.
   */
  remove?(collection: CollectionName, id: string, call: WriteCall & { rev?: string }): Promise<void>;
  /** Tells of changes until the signal aborts or the adapter closes. The query's `limit`, `cursor`, `sort` and `seed` mean nothing here. */
  watch?(collection: CollectionName, query: Query, on: Watcher, call: Call): void;
  /** Somebody has begun to write; what takes time can be done now. */
  prepare?(collection: CollectionName, call: Call): void;
  /** Gives back what is held open. Watches end in silence, later calls reject as `unavailable`. */
  close?(): void | Promise<void>;
}

/**
 * Gives the token of whoever is signed in to the host's page, or undefined for nobody. Asked anew for each call, and once
 * more with `refresh` when the backend refused the token that it gave before.
 */
export type TokenSource = (request: { refresh: boolean }) => string | undefined | Promise<string | undefined>;

/** What `<peer-support>` read from its attributes. An adapter takes what it needs. */
export interface AdapterOptions {
  /** One or more addresses. */
  src?: string | string[];
  space?: string;
  locale?: string;
  /** Name of a feed's format, else it is recognised. */
  format?: string;
  /** IANA time zone of records that do not name one. */
  timeZone?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** The host's own sign-in. */
  getToken?: TokenSource | undefined;
  /** What the page's owner decided for the space, where an adapter cannot ask a server for it. */
  settings?: SpaceSettings;
}

/** What the module of an adapter exports, so that it can be chosen by name. */
export interface AdapterModule {
  create(options: AdapterOptions): PeerAdapter;
}

/** Refuses, as `unsupported`, what `can` does not name. For adapters; the client does the same before it calls one. */
export function assertCan(can: Abilities, collection: string, act: Act, query?: Partial<Query>): void {
  const abilities = Object.hasOwn(can.collections, collection) ? can.collections[collection as CollectionName] : undefined;
  const refuse = (what: string) => {
    throw new PeerError('unsupported', `${collection}: ${what} is not offered here`);
  };
  if (!abilities?.[act]) refuse(act);
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === undefined || key === 'limit' || key === 'cursor') continue;
    const served = abilities?.list?.[key as keyof ListAbilities];
    if (!served) refuse(`query ${key}`);
    if (Array.isArray(served)) {
      const asked = key === 'where' ? Object.keys(value) : [value];
      for (const name of asked) if (!served.includes(name)) refuse(`query ${key} ${name}`);
    }
  }
}
