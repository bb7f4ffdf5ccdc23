/** Somebody answered a check-in of their group, or took an answer back. It carries nothing: who says what to whom is theirs. */
export class CheckinAnsweredEvent extends Event {
  constructor() {
    super('checkin-answered', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'checkin-answered': CheckinAnsweredEvent;
  }
}
