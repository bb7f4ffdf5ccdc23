/** A story arrived. It carries nothing: not what was written, and no id that would tell whose it was. */
export class StorySentEvent extends Event {
  constructor() {
    super('story-sent', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'story-sent': StorySentEvent;
  }
}
