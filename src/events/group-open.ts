/** A visitor opened the details of a group. */
export class GroupOpenEvent extends Event {
  /** Id of the group in its list. */
  readonly groupId: string;

  constructor(groupId: string) {
    super('group-open', { bubbles: true, composed: true });
    this.groupId = groupId;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'group-open': GroupOpenEvent;
  }
}
