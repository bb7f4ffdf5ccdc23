import { css } from '../../internal/css.ts';

export const styles = css`
  h3,
  h4,
  p,
  ul,
  dl {
    margin: 0;
  }
  h3 {
    margin-block: 1.5rem 0.25rem;
    font-size: 1.2em;
    line-height: 1.3;
  }
  h4 {
    margin-block: 1rem 0.5rem;
    font-size: 1em;
    font-weight: 600;
  }
  .danger {
    padding: 0.75rem 1rem;
    border-inline-start: 4px solid var(--alert);
    border-radius: 2px;
    background: var(--raised);
  }
  .danger ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.5rem;
    margin-block-start: 0.5rem;
    padding: 0;
    list-style: none;
  }
  .lines {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr));
    gap: 0.75rem;
    padding: 0;
    list-style: none;
  }
  .line {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    padding: 0.85rem 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .name {
    font-size: 1.1em;
    font-weight: 650;
    line-height: 1.3;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.6rem 1rem;
    align-items: baseline;
    margin-block: 0.4rem;
  }
  dl > div {
    display: contents;
  }
  dt {
    color: var(--muted);
  }
  dd {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.6rem;
    align-items: center;
    margin: 0;
  }
  .reach {
    display: inline-flex;
    align-items: center;
    min-block-size: 2.5rem;
    padding: 0.25rem 0.9rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
    font-weight: 600;
    text-decoration: none;
  }
  .call {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-size: 1.15em;
    font-variant-numeric: tabular-nums;
  }
  .text {
    font-size: 1.15em;
  }
  @media (hover: hover) {
    .reach:hover {
      text-decoration: underline;
    }
  }
  .chip {
    display: inline-block;
    padding: 0 0.55rem;
    border: 1px solid var(--border);
    border-radius: 1rem;
    font-size: 0.9em;
  }
  .chip.open {
    border-color: transparent;
    background: var(--tint);
    font-weight: 600;
  }
  .when:empty {
    display: none;
  }
  .hours span {
    display: block;
  }
  .checked {
    margin-block-start: auto;
    padding-block-start: 0.25rem;
    color: var(--muted);
    font-size: 0.9em;
  }
  .checked:not(.fresh) {
    padding-inline-start: 0.6rem;
    border-inline-start: 3px solid var(--alert);
    color: var(--text);
  }
  .relay {
    margin-block-start: 0.75rem;
  }
  .chooser {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 0.75rem;
    align-items: center;
    margin-block-start: 1rem;
  }
  .chooser label {
    font-weight: 600;
  }
  select {
    max-inline-size: 100%;
    min-block-size: 2.5rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .checked a,
  .relay a,
  section > ul a {
    display: inline-block;
    min-block-size: 1.5rem;
  }
  @media (pointer: coarse) {
    .reach,
    select {
      min-block-size: 2.75rem;
    }
    .checked a,
    .relay a,
    section > ul a {
      display: inline-flex;
      align-items: center;
      min-block-size: 2.75rem;
    }
  }
  @container (inline-size < 24rem) {
    dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.15rem;
    }
    dd {
      margin-block-end: 0.4rem;
    }
  }
  @media (forced-colors: active) {
    .danger {
      border: 1px solid;
      border-inline-start-width: 4px;
    }
    .chip.open {
      border-color: currentcolor;
    }
  }
  @media print {
    /* Paper does not know what time it is. */
    .chooser,
    .now {
      display: none;
    }
    .line {
      break-inside: avoid;
    }
    .call {
      border-color: currentcolor;
      background: none;
      color: inherit;
    }
  }
`;
