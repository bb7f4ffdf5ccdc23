import { css } from '../../internal/css.ts';
import { styles as form } from './form.styles.ts';

const own = css`
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
  .report .tick {
    min-block-size: 2rem;
  }
  .report textarea {
    min-block-size: 5rem;
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
    .report .tick {
      min-block-size: 2.75rem;
    }
  }
`;

export const styles = [form, own];
