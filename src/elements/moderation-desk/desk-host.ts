import type { TemplateResult } from 'lit';
import type { Stored } from '../../adapters/adapter.ts';
import type { PeerClient } from '../../client/client.ts';
import type { DeskItem } from '../../domain/desk.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Space } from '../../domain/space.ts';
import type { Sending } from '../../domain/story.ts';
import type { Language } from '../../internal/language.ts';
import type * as Marks from './marks.ts';
import type * as Hold from './hold.ts';
import type { Queue } from './queue.ts';

/** What the parts of the desk ask of the element around them. */
export interface DeskHost extends HTMLElement {
  readonly client: PeerClient;
  readonly queue: Queue;
  readonly words: Language;
  /** The words of another language than that of the page; English where there are none. */
  speak(language: string): Promise<Language>;
  /** What is decided for the space; undefined where nobody says. */
  readonly space: Space | undefined;
  /** The same with what only the staff sees of it: the plan, who is on duty, beginnings of the space. Undefined where nobody says. */
  readonly decided: Settings | undefined;
  /** Notes and topics that whoever works here does not read today. */
  readonly leftOut: ReadonlySet<string>;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  /** A sentence that says what went wrong, and a way to try again. */
  trouble(error: unknown, retry?: () => void): TemplateResult;
  /** What looks through the words; it comes when the first text is read. */
  marking(): Promise<typeof Marks>;
  /** The same, if it is here. */
  readonly marked: typeof Marks | undefined;
  /** What is read and pressed where somebody may be in danger. */
  holding(): Promise<typeof Hold>;
  /** Something was held. */
  heldNow(): void;
  /** Opens a sending that is perhaps not in the list. What holds for everything that is opened holds for it. */
  openSending(sending: Stored<Sending>): Promise<void>;
  /** Closes what is open and goes back to where it stood in the list. */
  close(): void;
  /** Takes what has waited longest, of what is handed to whoever works here. */
  next(): Promise<void>;
  /** Something was read to its end, or passed on. */
  worked(item: DeskItem, read: boolean): void;
  /** What is open has changed to something else: its heading gets the focus. */
  turn(): void;
}
