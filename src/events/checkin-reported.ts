/** A report of a check-in was sent. It carries nothing: nobody but the team learns of it. */
export class CheckinReportedEvent extends Event {
  constructor() {
    super('checkin-reported', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'checkin-reported': CheckinReportedEvent;
  }
}
