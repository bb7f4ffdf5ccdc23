/** A reader reported a story, and the backend took it. It carries nothing: which story, and why, is for the staff. */
export class StoryReportedEvent extends Event {
  constructor() {
    super('story-reported', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'story-reported': StoryReportedEvent;
  }
}
