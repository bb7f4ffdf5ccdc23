import { css } from '../../internal/css.ts';
import { styles as words } from './words.styles.ts';

const own = css`
  .entry {
    max-inline-size: 42rem;
    margin-block: 0.75rem;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--border);
  }
  h4 {
    margin: 0;
    font-size: 1em;
    font-weight: 650;
  }
  time {
    color: var(--muted);
    font-weight: normal;
  }
  p[role='status']:empty {
    display: none;
  }
  .words {
    white-space: pre-line;
    unicode-bidi: plaintext;
  }
  .own,
  .newer {
    padding: 0.5rem 0.75rem;
    border-radius: var(--radius);
    background: var(--raised);
  }
  .answers,
  .turn,
  .newer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
  }
  .answers {
    gap: 0.5rem;
    margin-block: 0.75rem 0.5rem;
  }
  .answer {
    text-align: start;
  }
  .answer[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .answer[aria-disabled='true'] {
    border-style: dashed;
  }
  .field label {
    display: block;
    font-weight: 600;
  }
  input:not([type='checkbox'], [type='radio']) {
    min-block-size: 2.5rem;
    max-inline-size: 100%;
    padding: 0.3rem 0.6rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .field input {
    inline-size: 100%;
    max-inline-size: 24rem;
  }
  @media (forced-colors: active) {
    .answer[aria-pressed='true'] {
      outline: 3px solid Highlight;
    }
  }
`;

export const styles = [words, own];
