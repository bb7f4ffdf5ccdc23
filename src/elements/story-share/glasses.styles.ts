import { css } from '../../internal/css.ts';

export const styles = css`
  h3,
  p,
  ol {
    margin: 0;
  }
  h3 {
    font-size: 1.2em;
    line-height: 1.3;
  }
  .both {
    display: grid;
    gap: 1.5rem;
    margin-block: 1rem;
  }
  @container (min-inline-size: 46rem) {
    .both {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      align-items: start;
    }
  }
  .text {
    max-inline-size: 42rem;
    padding: 0.85rem 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    font-size: 1.05em;
    line-height: 1.8;
    white-space: pre-wrap;
  }
  mark {
    border-block-end: 3px double currentColor;
    background: var(--mark);
    color: inherit;
    cursor: pointer;
  }
  mark.changed,
  mark.left {
    border-block-end: 1px dashed currentColor;
    background: none;
  }
  .quote mark {
    cursor: auto;
  }
  sup {
    padding-inline: 0.15em;
    font-size: 0.75em;
    font-weight: 650;
    line-height: 0;
    user-select: none;
  }
  ol {
    display: grid;
    gap: 0.75rem;
    padding: 0;
    list-style: none;
  }
  li {
    content-visibility: auto;
    contain-intrinsic-size: auto 9rem;
    display: grid;
    gap: 0.5rem;
    padding: 0.85rem 1rem;
    border: 1px solid var(--border);
    border-inline-start: 4px solid var(--accent);
    border-radius: var(--radius);
  }
  li.changed,
  li.left {
    border-inline-start-color: var(--border);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .also {
    padding: 0.75rem 1rem;
    border-inline-start: 4px solid var(--accent);
    border-radius: 2px;
    background: var(--raised);
  }
`;
