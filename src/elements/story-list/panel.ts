import type { TemplateResult } from 'lit';
import type { PeerClient } from '../../client/client.ts';
import type { Language } from '../../internal/language.ts';

/** What a part that opens below a story asks of the list. */
export interface PanelHost extends HTMLElement {
  readonly client: PeerClient;
  readonly words: Language;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  /** Shows the help lines at a story, or ('') above them all; hides them if they are there. */
  showSupport(at: string): void;
  /** Shows them there; they stay if they are there. */
  openSupport(at: string): void;
  /** Closes what is open below a story. */
  closePanel(story: string): void;
  /** Asks whether a story is still there, after something that may have hidden it. */
  lookAgain(story: string): Promise<void>;
  /** A sentence that says what went wrong, and a way to try again. */
  trouble(error: unknown, retry?: () => void): TemplateResult;
}

/** A part that opens below a story. It keeps what was written into it for as long as the list is there. */
export interface Panel {
  /** @param gone - The story is not there any more: none of its words is shown. */
  render(gone?: boolean): TemplateResult;
  /** The page is left: what waits to be sent is not sent. */
  drop?(): void;
}
