import { css } from './css.ts';

// Every colour follows the page's own `color-scheme` through system colours, so an element is dark only where its page
// is. Tokens are read, never set on the host: any ancestor can theme.
export const baseStyles = css`
  :host {
    display: block;
    min-inline-size: min(100%, 17.5rem);
  }
  :host([hidden]) {
    display: none;
  }
  .base {
    --surface: var(--peer-surface, Canvas);
    --text: var(--peer-text, CanvasText);
    --muted: var(--peer-muted, color-mix(in srgb, var(--text) 72%, transparent));
    --border: var(--peer-border, color-mix(in srgb, var(--text) 22%, transparent));
    --control: var(--peer-control-border, color-mix(in srgb, var(--text) 56%, transparent));
    --raised: var(--peer-raised, color-mix(in srgb, var(--text) 6%, transparent));
    --accent: var(--peer-accent, light-dark(#0b5c63, #86d5db));
    --on-accent: var(--peer-on-accent, light-dark(#fff, #06282b));
    --tint: var(--peer-tint, color-mix(in srgb, var(--accent) 14%, transparent));
    --alert: var(--peer-alert, light-dark(#9a2a00, #ffb59a));
    --mark: var(--peer-mark, light-dark(#ffe9a8, #5f4b00));
    --radius: var(--peer-radius, 0.625rem);
    container-type: inline-size;
    background: var(--surface);
    color: var(--text);
    font-family: var(--peer-font, inherit);
    font-style: normal;
    font-weight: normal;
    letter-spacing: normal;
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
  }
  @supports not (color: light-dark(red, red)) {
    .base {
      --accent: var(--peer-accent, LinkText);
      --on-accent: var(--peer-on-accent, Canvas);
      --alert: var(--peer-alert, CanvasText);
      --mark: var(--peer-mark, Mark);
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  button,
  input,
  summary {
    font: inherit;
    color: inherit;
  }
  button,
  summary,
  .button {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    min-block-size: 2.25rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
    cursor: pointer;
    text-decoration: none;
  }
  @media (hover: hover) {
    :is(button, summary, .button):hover {
      background: var(--tint);
    }
  }
  button.plain {
    min-block-size: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    text-align: start;
    text-decoration: underline;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--peer-focus, var(--accent));
    outline-offset: 2px;
  }
  @media (pointer: coarse) {
    button,
    summary,
    .button,
    input {
      min-block-size: 2.75rem;
    }
  }
  .quiet {
    color: var(--muted);
  }
  .unseen {
    position: absolute;
    opacity: 0;
    pointer-events: none;
  }
  .alert {
    padding: 0.75rem 1rem;
    border-inline-start: 4px solid var(--alert);
    border-radius: 2px;
    background: var(--raised);
  }
  .alert p {
    margin-block: 0 0.5rem;
  }
`;
