import { css } from '../../internal/css.ts';

export const styles = css`
  .linked {
    margin-block-end: 1.25rem;
    padding: 0.5rem 0.9rem;
    border: 2px solid var(--accent);
    border-radius: var(--radius);
  }
  .linked > p,
  .linked .groups,
  .linked .group {
    margin: 0;
    border: 0;
  }
`;
