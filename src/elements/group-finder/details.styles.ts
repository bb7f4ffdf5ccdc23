import { css } from '../../internal/css.ts';

export const styles = css`
  .group.open {
    content-visibility: visible;
  }
  /* The last column: there is one only where it is narrow. */
  .details {
    grid-column: -2;
    margin-block-start: 0.75rem;
  }
  .details > *,
  .details p {
    margin-block: 0 0.6rem;
  }
  .text,
  dd {
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
  .session {
    padding: 0.6rem 0.9rem;
    border-radius: var(--radius);
    background: var(--raised);
  }
  em {
    margin-inline-start: 0.4rem;
    font-style: normal;
  }
  em,
  .label,
  dt {
    font-weight: 600;
  }
  .details ul {
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
  .details li a,
  .tel {
    display: inline-block;
    min-block-size: 1.75rem;
  }
  /* Else the blocks of a number change places on a page from right to left. */
  .tel {
    direction: ltr;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: 0.6rem 1.25rem;
  }
  dd {
    margin: 0;
  }
  .details label {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-block-size: 2rem;
    cursor: pointer;
  }
  .details input {
    flex: none;
    inline-size: 1.15rem;
    block-size: 1.15rem;
    min-block-size: 0;
    margin: 0;
    accent-color: var(--accent);
  }
  @media (pointer: coarse) {
    .details label {
      min-block-size: 2.75rem;
    }
  }
  @media print {
    .session details {
      display: none;
    }
  }
`;
