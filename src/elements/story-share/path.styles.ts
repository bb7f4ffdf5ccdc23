import { styles as story } from '../story-list/story.styles.ts';
import { css } from '../../internal/css.ts';

const own = css`
  .where {
    margin-block-end: 0.25rem;
  }
  .said {
    padding-inline-start: 1rem;
    border-inline-start: 4px solid var(--border);
    white-space: pre-line;
  }
  .hours {
    display: block;
  }
  .field {
    margin-block: 1rem;
  }
  .field label,
  legend {
    font-weight: 600;
  }
  .field .quiet,
  .tick .quiet {
    margin-block: 0.1rem 0.3rem;
    font-size: 0.95em;
  }
  textarea,
  select,
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
    max-block-size: 70vh;
    line-height: 1.6;
    resize: vertical;
  }
  #text {
    min-block-size: 14rem;
    font-size: 1.05em;
  }
  #helped,
  #note {
    min-block-size: 5rem;
  }
  fieldset {
    min-inline-size: 0;
    margin: 1.25rem 0;
    padding: 0;
    border: 0;
  }
  .tick {
    display: flex;
    gap: 0.7rem;
    align-items: start;
    padding-block: 0.35rem;
  }
  .tick input {
    flex: none;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    min-block-size: 1.5rem;
    margin: 0;
    accent-color: var(--accent);
  }
  .tick label {
    display: block;
    min-block-size: 1.5rem;
  }
  @media (pointer: coarse) {
    .tick {
      padding-block: 0.6rem;
    }
  }
  details {
    margin-block: 0.4rem;
  }
  summary {
    gap: 0.75rem;
  }
  summary::after {
    content: '+' / '';
  }
  [open] > summary::after {
    content: '–' / '';
  }
  details .tick {
    margin-inline-start: 0.75rem;
  }
  .beside {
    padding: 0.75rem 1rem;
    border-inline-start: 4px solid var(--accent);
    border-radius: 2px;
    background: var(--raised);
  }
  .beside p {
    margin-block-end: 0.5rem;
  }
  .preview {
    margin-block: 1rem;
    padding-inline: 1rem;
    border: 1px dashed var(--control);
    border-radius: var(--radius);
  }
  .preview .story {
    border: 0;
  }
`;

/** Of the steps, and of the story in the preview. */
export const styles = [own, story];
