/**
 * A visitor says that an entry of the list is wrong. Cancel it to answer in a way of your own; otherwise the address of
 * `report-to` opens, if there is one.
 */
export class GroupMistakeEvent extends Event {
  /** Id of the group in its list. */
  readonly groupId: string;

  constructor(groupId: string) {
    super('group-mistake', { bubbles: true, composed: true, cancelable: true });
    this.groupId = groupId;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'group-mistake': GroupMistakeEvent;
  }
}
