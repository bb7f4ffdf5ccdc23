/**
 * Whoever wrote a check-in changed one that others see, or that they saw before. It carries the id under which its writer has it, and no words. Of what somebody
 * writes for themselves alone no page is told.
 */
export class CheckinChangedEvent extends Event {
  readonly checkin: string;

  constructor(checkin: string) {
    super('checkin-changed', { bubbles: true, composed: true });
    this.checkin = checkin;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'checkin-changed': CheckinChangedEvent;
  }
}
