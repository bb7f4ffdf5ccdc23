import { styles as staff } from '../../internal/staff-words.ts';
import { css } from '../../internal/css.ts';

const own = css`
  .opened {
    container-type: inline-size;
    display: grid;
    gap: 0.9rem;
    padding: 1rem 1.1rem 1.25rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .opened ul {
    margin: 0;
    padding-inline-start: 1.2rem;
  }
  .opened .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1.2rem;
    padding: 0;
    color: var(--muted);
    list-style: none;
  }
  .words {
    max-inline-size: 42rem;
    overflow: clip;
    overflow-clip-margin: 0.5em;
    font-size: 1.08em;
    line-height: 1.65;
  }
  .words p {
    margin: 0 0 0.85em;
    white-space: pre-line;
  }
  .first {
    color: var(--muted);
  }
  .first .words p {
    margin: 0;
  }
  .helped {
    padding-inline-start: 1rem;
    border-inline-start: 4px solid var(--accent);
  }
  .reporter,
  .writer {
    padding-inline-start: 1rem;
    border-inline-start: 4px solid var(--border);
  }
  .told-group {
    display: grid;
    gap: 0.5rem;
  }
  .told-group p,
  .told-group h4,
  .told-group dl {
    margin: 0;
  }
  .told-group dl {
    display: grid;
    gap: 0.35rem;
  }
  .told-group dl > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.6rem;
  }
  .told-group dt {
    color: var(--muted);
  }
  .told-group dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  details.danger summary {
    inline-size: fit-content;
    cursor: pointer;
    font-weight: 600;
  }
  .said-words {
    white-space: pre-line;
  }
  .talk {
    display: grid;
    gap: 0.75rem;
  }
  .decide {
    display: grid;
    gap: 0.9rem;
    padding-block-start: 0.9rem;
    border-block-start: 1px solid var(--border);
  }
  .field label {
    font-weight: 600;
  }
  .field textarea,
  .field select {
    display: block;
    inline-size: 100%;
    min-block-size: 2.5rem;
    margin-block-start: 0.25rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .notes-choice {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
    gap: 0.75rem 1.5rem;
  }
`;

export const styles = [own, staff];
