import { css } from '../../internal/css.ts';

export const styles = css`
  .base {
    max-inline-size: 60rem;
  }
  p {
    max-inline-size: 42rem;
    margin-block: 0.5rem;
  }
  h3,
  .month {
    margin-block: 0;
    font-size: 1em;
    font-weight: 650;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
  }
  .views [aria-pressed='true'],
  .acts [aria-expanded='true'] {
    border-color: var(--accent);
    background: var(--tint);
    font-weight: 650;
  }
  .views,
  .acts,
  details {
    margin-block: 0.75rem;
  }
  .turn > .month {
    flex-basis: 100%;
  }
  table {
    border-collapse: collapse;
  }
  .calendar table {
    inline-size: 100%;
    max-inline-size: 28rem;
    table-layout: fixed;
    margin-block: 0.5rem 1rem;
    text-align: center;
  }
  .calendar th {
    padding: 0.25rem 0;
    color: var(--muted);
    font-weight: normal;
  }
  .calendar td {
    block-size: 2.75rem;
    padding: 1px;
    overflow-wrap: normal;
  }
  abbr {
    text-decoration: none;
  }
  [aria-current='date'],
  [aria-current='date'] > .day {
    text-decoration: underline 2px;
    text-underline-offset: 0.3em;
  }
  .day {
    justify-content: center;
    inline-size: 100%;
    min-inline-size: 1.5rem;
    min-block-size: 2.5rem;
    padding: 0;
    border-width: 2px;
    border-color: var(--accent);
    background: var(--tint);
    font-weight: 650;
  }
  .day[aria-expanded='true'] {
    background: var(--accent);
    color: var(--on-accent);
  }
  .entry {
    max-inline-size: 42rem;
    margin-block: 0.75rem;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--border);
  }
  .words {
    white-space: pre-line;
    unicode-bidi: plaintext;
  }
  dl {
    margin-block: 0.5rem;
  }
  dl > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
  }
  .scroll {
    overflow-x: auto;
    margin-block: 0.75rem;
  }
  .scroll caption {
    padding-block: 0.25rem;
    font-weight: 600;
    text-align: start;
  }
  .scroll :is(th, td) {
    min-inline-size: 7rem;
    padding: 0.4rem 0.6rem;
    border: 1px solid var(--border);
    font-weight: normal;
    text-align: start;
    vertical-align: top;
  }
  .scroll .words {
    display: block;
    min-inline-size: 10rem;
  }
  .scroll thead th {
    font-weight: 600;
  }
  .panel,
  .kept {
    max-inline-size: 42rem;
    margin-block: 0.75rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .kept p {
    margin-block: 0.25rem;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend,
  .field label {
    padding: 0;
    font-weight: 600;
  }
  .field input {
    display: block;
    inline-size: 100%;
    max-inline-size: 24rem;
  }
  input:not([type='checkbox'], [type='file']) {
    min-block-size: 2.5rem;
    padding: 0.3rem 0.6rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
    max-inline-size: 100%;
  }
  input[type='file'] {
    display: block;
    max-inline-size: 100%;
  }
  .tick {
    display: flex;
    gap: 0.6rem;
    align-items: baseline;
    min-block-size: 1.75rem;
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
  @media (forced-colors: active) {
    .alert {
      border: 1px solid;
    }
    .day {
      border-color: LinkText;
    }
    .views [aria-pressed='true'],
    .acts [aria-expanded='true'],
    .day[aria-expanded='true'] {
      outline: 3px solid Highlight;
    }
  }
  @media print {
    .views,
    .acts,
    .panel,
    .turn button,
    .entry button {
      display: none;
    }
  }
`;
