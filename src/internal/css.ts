import { unsafeCSS, type CSSResult } from 'lit';

/** Styles as they are written. Lit's own tag can also put values into them, in words enough to be felt in what a page loads. */
export const css = ([text]: TemplateStringsArray): CSSResult => unsafeCSS(text);
