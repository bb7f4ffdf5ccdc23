/** Names of spaces stand in addresses: 1 to 63 letters, digits and hyphens. What is none costs nothing to refuse. */
export const spaceNamePattern = /^[a-z0-9][a-z0-9-]{0,62}$/i;

export const isSpaceName = (name: string): boolean => spaceNamePattern.test(name);
