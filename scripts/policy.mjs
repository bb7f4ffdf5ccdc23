/**
 * What the strictest host would allow: the elements work under it; the demo shows that, and tests hold it.
 * `copies` of Lit on one page need a word more.
 */
export const strictPolicy = ({ copies = 1, connect = "'self'" } = {}) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connect}`,
    "require-trusted-types-for 'script'",
    `trusted-types lit-html${copies > 1 ? " 'allow-duplicates'" : ''}`,
  ].join('; ');
