/** Somebody left a group, whose id is `group`. */
export class GroupLeftEvent extends Event {
  readonly group: string;

  constructor(group: string) {
    super('group-left', { bubbles: true, composed: true });
    this.group = group;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'group-left': GroupLeftEvent;
  }
}
