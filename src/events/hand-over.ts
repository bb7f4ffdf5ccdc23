import type { HoldReason } from '../domain/hold.ts';

/**
 * Somebody of the staff has held a story because somebody may be in danger: the page may open a form of its own. It carries the id of the
 * hold, a code for the reason and whether it should wait, and nothing that anybody wrote.
 */
export class HandOverEvent extends Event {
  readonly hold: string;
  readonly reason: HoldReason;
  readonly urgent: boolean;

  constructor(hold: string, reason: HoldReason, urgent: boolean) {
    super('hand-over', { bubbles: true, composed: true });
    this.hold = hold;
    this.reason = reason;
    this.urgent = urgent;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hand-over': HandOverEvent;
  }
}
