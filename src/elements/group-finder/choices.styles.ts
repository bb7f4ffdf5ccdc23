import { css } from '../../internal/css.ts';

export const styles = css`
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0.5rem;
    border: 0;
  }
  .filter > fieldset {
    position: absolute;
    z-index: 2;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline-start: 0;
    inline-size: max-content;
    max-inline-size: min(20rem, 90cqi);
    max-block-size: 20rem;
    overflow-y: auto;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: 0 6px 20px rgb(0 0 0 / 18%);
  }
  fieldset label {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-block-size: 2rem;
    padding: 0.15rem 0.5rem;
    border-radius: 0.4rem;
    cursor: pointer;
  }
  fieldset label:hover {
    background: var(--tint);
  }
  @media (pointer: coarse) {
    fieldset label {
      min-block-size: 2.75rem;
    }
  }
  fieldset input {
    flex: none;
    inline-size: 1.15rem;
    block-size: 1.15rem;
    min-block-size: 0;
    margin: 0;
    accent-color: var(--accent);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .chips button:not(.plain) {
    min-block-size: 1.9rem;
    padding: 0.1rem 0.7rem;
    border-color: var(--accent);
    border-radius: 2rem;
    background: var(--tint);
    font-size: 0.92em;
  }
  @container (inline-size < 30rem) {
    .filter > fieldset {
      position: static;
      inline-size: auto;
      max-inline-size: none;
      max-block-size: none;
      margin-block-start: 0.25rem;
      box-shadow: none;
    }
  }
  @media (forced-colors: active) {
    .chips button {
      border: 1px solid;
    }
  }
  @media print {
    .chips {
      display: none;
    }
  }
`;
