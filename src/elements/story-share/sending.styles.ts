import { css } from '../../internal/css.ts';

export const styles = css`
  .card {
    margin-block: 1rem;
    padding: 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--raised);
  }
  #receipt {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr));
    gap: 0.4rem 2.2rem;
    margin-block: 1rem;
    padding-inline-start: 5ch;
    font-family: ui-monospace, monospace;
    font-size: 1.1em;
    user-select: all;
  }
  iframe {
    position: absolute;
    border: 0;
    opacity: 0;
  }
`;
