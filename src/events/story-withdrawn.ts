/** Whoever wrote a story withdrew it. It carries nothing. */
export class StoryWithdrawnEvent extends Event {
  constructor() {
    super('story-withdrawn', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'story-withdrawn': StoryWithdrawnEvent;
  }
}
