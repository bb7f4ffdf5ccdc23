/**
 * Somebody leaves this page at once, or came back to it with the browser's Back. Whatever keeps words of people in memory
 * forgets them now. It carries nothing and cannot be cancelled.
 */
export class QuickExitEvent extends Event {
  constructor() {
    super('quick-exit', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'quick-exit': QuickExitEvent;
  }
}
