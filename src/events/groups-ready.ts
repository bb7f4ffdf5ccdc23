/** The list has been read to its end and is on the page. */
export class GroupsReadyEvent extends Event {
  constructor() {
    super('groups-ready', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'groups-ready': GroupsReadyEvent;
  }
}
