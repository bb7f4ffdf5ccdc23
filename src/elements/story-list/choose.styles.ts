import { css } from '../../internal/css.ts';

export const styles = css`
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.5rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    margin-block-start: 0.5rem;
  }
  .choices p {
    margin: 0;
  }
  .choices > p {
    flex: 1 1 12rem;
  }
  .choices > p label {
    display: block;
    font-weight: 600;
  }
  select {
    inline-size: 100%;
    min-block-size: 2.5rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .only,
  .today {
    flex: 1 1 100%;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0.5rem 0 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  fieldset p.quiet {
    margin-block: 0.35rem;
  }
  .family {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    align-items: center;
    justify-content: space-between;
    padding-block: 0.35rem;
    border-block-end: 1px solid var(--border);
  }
  .family details[open] {
    flex: 1 1 100%;
  }
  .single {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    padding-inline-start: 1rem;
  }
  .small {
    min-block-size: 1.75rem;
    padding: 0.1rem 0.6rem;
    border-color: transparent;
    color: var(--muted);
    font-size: 0.92em;
  }
  .only,
  fieldset label {
    display: inline-flex;
    align-items: center;
    gap: 0.6rem;
    min-block-size: 2rem;
  }
  .only input,
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
    gap: 0.5rem;
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
  }
  .chip {
    min-block-size: 1.9rem;
    padding: 0.1rem 0.7rem;
    border-color: var(--accent);
    border-radius: 2rem;
    background: var(--tint);
    font-size: 0.92em;
  }
  @media (pointer: coarse) {
    select,
    .small,
    .only,
    fieldset label {
      min-block-size: 2.75rem;
    }
  }
  @media print {
    .choices,
    .chips {
      display: none;
    }
  }
`;
