/** A reader answered a story, and the backend took it. It carries nothing: which story and what is between the two. */
export class StoryAnsweredEvent extends Event {
  constructor() {
    super('story-answered', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'story-answered': StoryAnsweredEvent;
  }
}
