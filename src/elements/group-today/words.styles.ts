import { css } from '../../internal/css.ts';

/** Words under what they are about. */
export const styles = css`
  dl {
    margin-block: 0.5rem;
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
`;
