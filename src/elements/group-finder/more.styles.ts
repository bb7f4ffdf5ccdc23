import { css } from '../../internal/css.ts';

/** For what is not on the page at first: opened groups, the owner's check, nothing found. */
export const styles = css`
  .none {
    padding: 1rem;
    border-radius: var(--radius);
    background: var(--raised);
  }
  .none ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0;
    list-style: none;
  }
  .linked {
    margin-block-end: 1.25rem;
    padding: 0.5rem 0.9rem;
    border: 2px solid var(--accent);
    border-radius: var(--radius);
  }
  .linked p,
  .linked .groups,
  .linked .group {
    margin: 0;
    border: 0;
  }
  .day {
    margin: 1.25rem 0 0.35rem;
    font-weight: 650;
  }
  .details {
    grid-column: 2;
    margin-block-start: 0.75rem;
  }
  .details > * {
    margin-block: 0 0.6rem;
  }
  .text {
    white-space: pre-line;
  }
  /* A list in one language on a page in another: each line runs as its own words do. */
  .text,
  .session p:not(.join),
  dd {
    text-align: -webkit-match-parent;
    text-align: match-parent;
    unicode-bidi: plaintext;
  }
  /* Else the blocks of a number change places on a page from right to left. */
  a.tel {
    direction: ltr;
  }
  .session {
    padding: 0.6rem 0.9rem;
    border-radius: var(--radius);
    background: var(--raised);
  }
  .session em {
    margin-inline-start: 0.4rem;
    font-style: normal;
    font-weight: 600;
  }
  .session p,
  .details p.text {
    margin-block: 0 0.5rem;
  }
  .label {
    font-weight: 600;
  }
  .dates,
  .ways,
  .directions ul {
    margin: 0.15rem 0 0.35rem;
    padding: 0;
    list-style: none;
  }
  .dates .quiet {
    display: block;
  }
  .join .button {
    margin-block: 0.25rem;
  }
  .directions {
    margin-block: 0.35rem;
  }
  .directions li a,
  .ways a,
  a.tel {
    display: inline-block;
    min-block-size: 1.75rem;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: 0.6rem 1.25rem;
  }
  dt {
    font-weight: 600;
  }
  dd {
    margin: 0;
  }
  .stale {
    padding: 0.4rem 0.8rem;
    border-inline-start: 4px solid var(--alert);
    background: var(--raised);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .check {
    margin-block-end: 1.5rem;
    padding: 0.75rem 1rem;
    border: 2px dashed var(--control);
    border-radius: var(--radius);
  }
  .check p {
    margin-block: 0 0.5rem;
  }
  .scroll {
    overflow-x: auto;
    max-block-size: 24rem;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.92em;
    overflow-wrap: break-word;
  }
  th,
  td {
    padding: 0.35rem 0.6rem;
    border-block-end: 1px solid var(--border);
    text-align: start;
    vertical-align: top;
  }
  @container (inline-size < 30rem) {
    .details {
      grid-column: 1;
    }
  }
  @media print {
    .acts,
    .directions {
      display: none;
    }
  }
`;
