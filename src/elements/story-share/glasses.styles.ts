import { css } from '../../internal/css.ts';

export const styles = css`
  h3,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  p {
    margin-block: 0 0.5rem;
  }
  button {
    margin-block-end: 0.5rem;
    margin-inline-end: 0.5rem;
  }
  .text,
  .also,
  li {
    margin-block: 0.75rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }
  .text {
    line-height: 1.8;
    white-space: pre-wrap;
  }
  .text mark {
    cursor: pointer;
  }
  mark {
    border-block-end: 1px dashed;
    background: none;
    color: inherit;
  }
  mark.open {
    border-block-end: 3px double;
    background: var(--mark);
  }
  sup {
    padding-inline: 0.15em;
    line-height: 0;
    user-select: none;
  }
  li {
    content-visibility: auto;
    contain-intrinsic-size: auto 9rem;
  }
  li.open {
    border-inline-start: 4px solid var(--accent);
  }
`;
