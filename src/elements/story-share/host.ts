import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { PeerClient } from '../../client/client.ts';
import type { Space } from '../../domain/space.ts';
import type { Language } from '../../internal/language.ts';
import type { OwnerDesk } from './owner.ts';
import type { Edited } from './path.ts';

/** What the steps ask of the element around them. */
export interface ShareHost extends HTMLElement, ReactiveControllerHost {
  /** Id of the group whose members or facilitator may be chosen as readers. */
  group?: string;
  /** Themes to choose from, separated by commas. */
  topics?: string;
  readonly client: PeerClient;
  readonly space: Space;
  readonly words: Language;
  /** A piece that is fetched when it is needed, with its styles. Rejects without a connection. */
  fetch<P extends keyof Pieces>(name: P): Promise<NonNullable<Pieces[P]>>;
  /** The same piece, if it is here. */
  here<P extends keyof Pieces>(name: P): Pieces[P];
  alert(error: unknown, retry?: () => void): TemplateResult;
  /** Danger and the way to the help lines, below whatever is shown. */
  help(): TemplateResult;
  readonly toggleHelp: () => void;
  readonly helping: boolean;
  /** Countries for the help lines; undefined where the provider around names them. */
  readonly helplines: string | undefined;
  /** What is shown has changed to something else: its heading gets the focus, which a press inside the element had. */
  turn(): void;
  /** Back to the beginning. Words that were written stay. */
  leave(): void;
  /** Opens what a receipt belongs to. */
  openReceipt(): void;
  /** Changes what was sent. */
  change(edited: Edited): void;
  /** What a receipt opens, again. */
  showOwner(desk: OwnerDesk): void;
}

/** Pieces that are fetched when they are needed first. */
export const pieces = {
  path: () => import('./path.ts'),
  glasses: () => import('./look.ts'),
  checks: () => import('./checks.ts'),
  sending: () => import('./sending.ts'),
  owner: () => import('./owner.ts'),
  report: () => import('./report-words.ts'),
  support: () => import('./support.ts'),
};
export type Pieces = { [P in keyof typeof pieces]?: Awaited<ReturnType<(typeof pieces)[P]>> };
