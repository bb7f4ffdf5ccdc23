/**
 * A reader wants to tell a story of their own. `<story-share>` listens for it and cancels it, as a page may that has
 * another way to write; otherwise the address of `write-at` opens, if there is one. It does not say which story was read.
 */
export class StoryRespondEvent extends Event {
  constructor() {
    super('story-respond', { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'story-respond': StoryRespondEvent;
  }
}
