/**
 * Whoever wrote a check-in for others took it back. It carries the id under which its writer has it, and no words. Of what somebody
 * writes for themselves alone no page is told.
 */
export class CheckinWithdrawnEvent extends Event {
  readonly checkin: string;

  constructor(checkin: string) {
    super('checkin-withdrawn', { bubbles: true, composed: true });
    this.checkin = checkin;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'checkin-withdrawn': CheckinWithdrawnEvent;
  }
}
