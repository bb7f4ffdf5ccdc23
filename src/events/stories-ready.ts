/** The first stories are on the page, or it is known that there are none. */
export class StoriesReadyEvent extends Event {
  constructor() {
    super('stories-ready', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'stories-ready': StoriesReadyEvent;
  }
}
