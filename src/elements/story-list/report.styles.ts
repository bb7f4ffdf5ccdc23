import { css } from '../../internal/css.ts';

export const styles = css`
  .report {
    container-type: inline-size;
  }
  .report p {
    margin: 0 0 0.6rem;
  }
  .report p:empty {
    display: none;
  }
  .report .row {
    display: flex;
    margin-block-start: 0.75rem;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
  }
  .reasons,
  .passage {
    min-inline-size: 0;
    margin: 0 0 0.75rem;
    padding: 0;
    border: 0;
  }
  .passage > div {
    max-block-size: 18rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--surface);
    overflow-y: auto;
  }
  .report legend {
    padding: 0;
    margin-block-end: 0.35rem;
    font-weight: 600;
  }
  .report h4 {
    margin: 0 0 0.4rem;
    font-size: 1.05em;
  }
  .report label {
    font-weight: 600;
  }
  label.tick {
    display: flex;
    gap: 0.6rem;
    align-items: baseline;
    min-block-size: 2rem;
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
  .report textarea {
    display: block;
    inline-size: 100%;
    min-block-size: 5rem;
    margin-block: 0.25rem 0.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .words-of-receipt {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
    gap: 0.25rem 1rem;
    margin: 0.5rem 0;
    padding-inline-start: 2rem;
    font-weight: 600;
  }
  @media (pointer: coarse) {
    label.tick {
      min-block-size: 2.75rem;
    }
  }
`;
