import { css } from '../../internal/css.ts';

export const styles = css`
  .bar,
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-end: 0.75rem;
  }
  .words {
    flex: 1 1 100%;
  }
  input[type='search'] {
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.4rem 0.85rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .filters-button {
    display: none;
  }
  .filter {
    position: relative;
  }
  .filter > summary::after {
    content: '';
    inline-size: 0.45em;
    block-size: 0.45em;
    margin-inline-start: 0.2em;
    border: solid currentcolor;
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    translate: 0 -0.15em;
  }
  .filter[open] > summary,
  .filter.on > summary {
    border-color: var(--accent);
    background: var(--tint);
  }
  .head {
    align-items: center;
    justify-content: space-between;
  }
  .head p,
  .words label {
    margin: 0;
    font-weight: 600;
  }
  .help {
    margin-block-end: 0.75rem;
  }
  .groups {
    margin: 0;
    padding: 0;
    border-block-start: 1px solid var(--border);
    list-style: none;
  }
  .group {
    display: grid;
    grid-template-columns: 5rem minmax(0, 1fr);
    gap: 0 1rem;
    padding-block: 0.85rem;
    border-block-end: 1px solid var(--border);
    content-visibility: auto;
    contain-intrinsic-size: auto 8.5rem;
  }
  .date {
    display: grid;
    align-content: center;
    align-self: start;
    justify-items: center;
    min-block-size: 4.25rem;
    padding: 0.3rem 0.15rem;
    border-radius: var(--radius);
    background: var(--tint);
    font-size: 0.85em;
    line-height: 1.25;
    overflow-wrap: normal;
    text-align: center;
  }
  .date span::first-letter {
    text-transform: uppercase;
  }
  .date b {
    font-size: 1.55em;
    line-height: 1.1;
  }
  h3 {
    margin: 0;
    font-size: 1.08em;
    line-height: 1.3;
  }
  h3 button.plain {
    display: inline;
    font-weight: 650;
  }
  @media (pointer: coarse) {
    h3 button.plain {
      padding-block: 0.6rem;
      margin-block: -0.35rem;
    }
  }
  .group p {
    margin: 0.15rem 0 0;
  }
  .group p:empty {
    display: none;
  }
  .now {
    display: inline-block;
    margin-inline-end: 0.4rem;
    padding: 0 0.5rem;
    border-radius: 1rem;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.88em;
    font-weight: 600;
  }
  .more {
    margin-block: 1rem;
    text-align: center;
  }
  @container (inline-size < 30rem) {
    .filter {
      position: static;
    }
    .filters-button {
      display: inline-flex;
    }
    .bar:not(.all) .filter {
      display: none;
    }
    .bar .filter {
      flex: 1 1 100%;
    }
    .filter > summary {
      inline-size: 100%;
      justify-content: space-between;
    }
    .group {
      grid-template-columns: minmax(0, 1fr);
    }
    .date {
      display: flex;
      gap: 0.35em;
      align-items: baseline;
      justify-self: start;
      min-block-size: 0;
      margin-block-end: 0.4rem;
      padding: 0.1rem 0.6rem;
      font-size: 0.9em;
    }
    .date b {
      font-size: 1em;
    }
  }
  @media (forced-colors: active) {
    .now,
    .date,
    .alert {
      border: 1px solid;
    }
  }
  @media print {
    .bar,
    .more,
    .head button {
      display: none;
    }
    .group {
      break-inside: avoid;
      content-visibility: visible;
    }
  }
`;
