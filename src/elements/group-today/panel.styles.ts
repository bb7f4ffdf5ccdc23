import { css } from '../../internal/css.ts';

export const styles = css`
  .panel {
    max-inline-size: 42rem;
    margin-block: 0.75rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .panel p {
    margin-block: 0.5rem;
  }
  .panel p:empty {
    display: none;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  .tick {
    display: flex;
    gap: 0.6rem;
    align-items: baseline;
    min-block-size: 2rem;
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
  textarea {
    display: block;
    inline-size: 100%;
    min-block-size: 5rem;
    margin-block: 0.25rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .waits {
    max-inline-size: 42rem;
    margin-block: 0.75rem 1.25rem;
    padding: 0.75rem 1rem;
    border-inline-start: 4px solid var(--accent);
    background: var(--raised);
  }
  @media (pointer: coarse) {
    .tick {
      min-block-size: 2.75rem;
    }
  }
`;
