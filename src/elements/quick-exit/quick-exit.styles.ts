import { css } from '../../internal/css.ts';

export const styles = css`
  /* In a row of a page's head there is no width but that of the words. */
  .base {
    container-type: normal;
    overflow-wrap: break-word;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 1rem;
    align-items: center;
    padding-block: 0.4rem;
  }
  .out,
  ::slotted(a) {
    box-sizing: border-box;
    display: inline-flex;
    align-items: center;
    min-block-size: 2.75rem;
    padding: 0.35rem 1.1rem;
    border: 2px solid transparent;
    border-radius: calc(var(--radius) * 0.8);
    background: var(--text);
    color: var(--surface);
    font-weight: 650;
    text-decoration: none;
  }
  /* Sites colour all their links, and that colour may not be readable on this plate. */
  ::slotted(a) {
    background: var(--text) !important;
    color: var(--surface) !important;
  }
  ::slotted(a:focus-visible) {
    outline: 3px solid var(--peer-focus, var(--accent));
    outline-offset: 2px;
  }
  @media (hover: hover) {
    .out:hover,
    ::slotted(a:hover) {
      text-decoration: underline;
    }
  }
  .keys {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    color: var(--muted);
  }
  .lights {
    display: inline-flex;
    gap: 0.25rem;
  }
  i {
    inline-size: 0.8rem;
    block-size: 0.8rem;
    border: 2px solid var(--control);
    border-radius: 50%;
  }
  /* Lit ones are full, larger and square: not told by their colour alone. */
  .on {
    border-color: var(--text);
    border-radius: 2px;
    background: var(--text);
    scale: 1.15;
  }
  details {
    flex: 0 1 auto;
    max-inline-size: 40rem;
  }
  details[open] {
    flex-basis: 100%;
  }
  summary {
    min-block-size: 1.5rem;
    padding-inline: 0;
    border: 0;
    background: none;
    color: var(--muted);
    text-decoration: underline;
  }
  details p {
    margin: 0;
  }
  @media (pointer: coarse) {
    summary {
      min-block-size: 2.75rem;
    }
  }
  /* Who has no keyboard needs no word about it. */
  @media (hover: none) and (pointer: coarse) {
    .keys {
      display: none;
    }
  }
  @media (forced-colors: active) {
    /* Browsers put a plate of the page's colour behind words: words of that colour would be gone. */
    .out,
    ::slotted(a) {
      border-color: currentcolor;
      background: Canvas !important;
      color: LinkText !important;
    }
    .on {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
  @media print {
    .base {
      display: none;
    }
  }
`;
