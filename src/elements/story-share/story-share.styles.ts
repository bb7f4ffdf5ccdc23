import { css } from '../../internal/css.ts';

export const styles = css`
  .step {
    max-inline-size: 42rem;
  }
  h3,
  h4 {
    margin: 0 0 0.6rem;
    line-height: 1.3;
  }
  h3 {
    font-size: 1.3em;
  }
  h4 {
    margin-block-start: 1.25rem;
  }
  h3:focus {
    outline: none;
  }
  p {
    margin-block: 0 0.75rem;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    margin-block: 1rem;
  }
  .main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  @media (hover: hover) {
    .main:hover {
      background: color-mix(in srgb, var(--accent) 85%, var(--text));
    }
  }
  .help {
    margin-block: 1rem;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--border);
  }
`;
