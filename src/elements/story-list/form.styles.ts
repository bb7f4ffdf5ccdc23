import { css } from '../../internal/css.ts';

/** Fields of what opens below a story. */
export const styles = css`
  .panel label {
    font-weight: 600;
  }
  .panel .tick {
    display: flex;
    gap: 0.6rem;
    align-items: baseline;
    font-weight: normal;
  }
  .tick input {
    flex: none;
    inline-size: 1.15rem;
    block-size: 1.15rem;
    min-block-size: 0;
    margin: 0;
    accent-color: var(--accent);
    translate: 0 0.2rem;
  }
  .panel textarea {
    display: block;
    inline-size: 100%;
    margin-block: 0.25rem 0.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
`;
