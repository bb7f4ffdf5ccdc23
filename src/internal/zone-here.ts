/** The time zone of the device. A browser may not tell. */
export const timeZoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
