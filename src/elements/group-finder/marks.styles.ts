import { css } from '../../internal/css.ts';

export const styles = css`
  mark {
    background: var(--mark);
    color: inherit;
  }
`;
