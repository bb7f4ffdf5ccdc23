import { css } from '../../internal/css.ts';

export const styles = css`
  .step {
    max-inline-size: 42rem;
  }
  h3,
  h4 {
    margin: 0 0 0.5rem;
    line-height: 1.3;
  }
  h3 {
    font-size: 1.3em;
  }
  h3:focus {
    outline: none;
  }
  p {
    margin-block: 0 0.75rem;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0 0 1.25rem;
    padding: 0;
    border: 0;
  }
  legend,
  .field label {
    padding: 0;
    font-weight: 600;
  }
  .words {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 10.5rem), 1fr));
    gap: 0 1rem;
  }
  .tick {
    display: flex;
    gap: 0.6rem;
    align-items: start;
    padding-block: 0.3rem;
  }
  .tick input {
    flex: none;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    min-block-size: 1.5rem;
    margin: 0;
    accent-color: var(--accent);
  }
  .tick > div {
    flex: 1;
  }
  .tick label {
    display: block;
    min-block-size: 1.5rem;
  }
  textarea,
  .field input {
    display: block;
    inline-size: 100%;
    margin-block-start: 0.3rem;
    padding: 0.6rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  textarea {
    field-sizing: content;
    min-block-size: 6rem;
    max-block-size: 60vh;
    resize: vertical;
  }
  .field {
    margin-block-end: 1rem;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    margin-block: 0.75rem;
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
  .panel {
    margin-block: 0.75rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }
  .help {
    max-inline-size: 42rem;
    margin-block: 1rem 0;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--border);
  }
  @media (pointer: coarse) {
    .tick {
      padding-block: 0.625rem;
    }
    button.plain {
      min-block-size: 2.75rem;
    }
    .tick input {
      min-block-size: 1.5rem;
    }
  }
  @media (forced-colors: active) {
    .alert {
      border: 1px solid;
    }
    [aria-expanded='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
