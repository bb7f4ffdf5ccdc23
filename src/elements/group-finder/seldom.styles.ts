import { css } from '../../internal/css.ts';

export const styles = css`
  .none {
    padding: 1rem;
    border-radius: var(--radius);
    background: var(--raised);
  }
  .none ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0;
    list-style: none;
  }
  .day {
    margin: 1.25rem 0 0.35rem;
    font-weight: 650;
  }
`;
