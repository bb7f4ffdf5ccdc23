import { css } from '../../internal/css.ts';

export const styles = css`
  h3 {
    margin: 0;
    font-size: 1.3em;
    line-height: 1.3;
  }
  h3:focus {
    outline: none;
  }
  p {
    max-inline-size: 42rem;
    margin-block: 0.75rem;
  }
  .on {
    margin-block: 1rem;
  }
`;
