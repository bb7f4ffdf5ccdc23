import { css } from '../../internal/css.ts';

/** For what is not on the page at first: choices, opened groups, the owner's check, nothing found. */
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
  label.pick {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-block-size: 2rem;
    padding: 0.15rem 0.5rem;
    border-radius: 0.4rem;
    cursor: pointer;
  }
  label.pick:hover {
    background: var(--tint);
  }
  @media (pointer: coarse) {
    label.pick {
      min-block-size: 2.75rem;
    }
  }
  input[type='checkbox'] {
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
  .group.open {
    content-visibility: visible;
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
  .button.main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
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
    .filter > fieldset {
      position: static;
      inline-size: auto;
      max-inline-size: none;
      max-block-size: none;
      margin-block-start: 0.25rem;
      box-shadow: none;
    }
    .details {
      grid-column: 1;
    }
  }
  @media (forced-colors: active) {
    .chips button {
      border: 1px solid;
    }
  }
  @media print {
    .chips,
    .acts,
    .directions {
      display: none;
    }
  }
`;
