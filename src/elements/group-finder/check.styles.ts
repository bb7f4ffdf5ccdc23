import { css } from '../../internal/css.ts';

export const styles = css`
  .check {
    margin-block-end: 1.5rem;
    padding: 0.75rem 1rem;
    border: 2px dashed var(--control);
    border-radius: var(--radius);
  }
  .check p {
    margin-block: 0 0.5rem;
  }
  .scroll {
    overflow-x: auto;
    max-block-size: 24rem;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.92em;
    overflow-wrap: break-word;
  }
  th,
  td {
    padding: 0.35rem 0.6rem;
    border-block-end: 1px solid var(--border);
    text-align: start;
    vertical-align: top;
  }
`;
