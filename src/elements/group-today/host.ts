import type { TemplateResult } from 'lit';
import type { PeerClient } from '../../client/client.ts';
import type { Membership } from '../../domain/member.ts';
import type { Space } from '../../domain/space.ts';
import type { Language } from '../../internal/language.ts';
import type { Feed } from './feed.ts';
import type { Pieces } from './group-today.ts';

/** What the parts of the element ask of it. */
export interface TodayHost extends HTMLElement {
  readonly client: PeerClient;
  readonly words: Language;
  readonly space: Space;
  /** The group that is read, and how the caller belongs to it. */
  readonly membership: Membership & { group: string };
  requestUpdate(): void;
  /** A piece that is fetched when it is needed, with its words and styles. Rejects without a connection. */
  fetch<P extends keyof Pieces>(name: P): Promise<NonNullable<Pieces[P]>>;
  /** A piece could not be fetched: that is said, with a way to try again. */
  miss(): void;
  /** The way to the help lines at a check-in, or ('') above them all; and they themselves, where they are open. */
  supportButton(at: string): TemplateResult;
  support(at: string): unknown;
  showSupport(at: string): void;
  /** Closes what is open below everything. */
  closePanel(): void;
  /** Asks anew what this place is, and who reads. */
  begin(): Promise<void>;
  /** Somebody is no member of the group any more, as they wanted here. */
  left(panel: Panel): void;
  /** Gives the focus to what this names, once it is drawn. */
  turn(to: string): void;
  /** A sentence that says what went wrong, and a way to try again. */
  trouble(error: unknown, retry?: () => void): TemplateResult;
}

/** The check-ins of a group one by one, as their parts need them. */
export interface ListHost {
  readonly host: TodayHost;
  readonly feed: Feed;
  /** A check-in as it stands in the list. */
  card(item: { id: string }): unknown;
  closeReport(id: string): void;
}

/** What opens below a check-in or below them all. What was begun in it stays while it is closed, and goes with the page. */
export interface Panel {
  render(): unknown;
}

/** What a group reads. */
export interface View extends Panel {
  /** Whether there is something better than what stands inside the element. */
  readonly known: boolean;
  /** Being there for those whom nobody answers, where a place has that. */
  readonly greeting?: Panel | undefined;
  readonly greets?: boolean;
  greet?(): Promise<void>;
  read(): Promise<void>;
  /** A minute has passed. */
  minute(): void;
  close(): void;
}
