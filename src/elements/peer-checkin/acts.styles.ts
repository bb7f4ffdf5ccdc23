import { css } from '../../internal/css.ts';

/** Of what comes with the first press. */
export const styles = css`
  .mine,
  .aside {
    max-inline-size: 42rem;
  }
  .card,
  .aside {
    margin-block: 0.75rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }
  .aside {
    border: 0;
    border-inline-start: 4px solid var(--accent);
    border-radius: 2px;
    background: var(--raised);
  }
  .panel > :last-child,
  .card > :last-child,
  .aside > :last-child {
    margin-block-end: 0;
  }
  .gone:focus {
    outline: none;
  }
  .own {
    white-space: pre-line;
    unicode-bidi: plaintext;
  }
  .from {
    font-weight: 600;
  }
  dl {
    margin-block: 0 0.5rem;
  }
  dl > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
  }
  .code {
    font: 1.1em ui-monospace, monospace;
  }
`;
