/**
 * A check-in for others arrived. It carries the id under which its writer has it, and no words. Of what somebody
 * writes for themselves alone no page is told.
 */
export class CheckinSentEvent extends Event {
  readonly checkin: string;

  constructor(checkin: string) {
    super('checkin-sent', { bubbles: true, composed: true });
    this.checkin = checkin;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'checkin-sent': CheckinSentEvent;
  }
}
