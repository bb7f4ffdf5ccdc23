/** Names that `where` may use of a group, and of a session. */
export const fieldsOfGroup = ['id', 'topic', 'audience', 'access', 'led', 'language'] as const;
export const fieldsOfSession = ['way', 'area', 'status'] as const;
/** Names that `where` may use. */
export const groupFields: readonly string[] = [...fieldsOfGroup, ...fieldsOfSession];

/** Orders in which groups can be asked for: next session first, nearest first, by name. */
export const groupOrders = ['next', 'near', 'name'] as const;
export type GroupOrder = (typeof groupOrders)[number];
