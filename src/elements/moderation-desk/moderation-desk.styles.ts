import { css } from '../../internal/css.ts';

export const styles = css`
  .desk,
  .break {
    display: grid;
    gap: 0.75rem;
  }
  .break {
    max-inline-size: 38rem;
    padding-block: 2rem;
  }
  h3,
  h4 {
    margin: 0;
    line-height: 1.3;
  }
  h3 {
    font-size: 1.2em;
  }
  h4 {
    font-size: 1em;
  }
  p {
    margin: 0;
  }
  p:empty {
    display: none;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
  }
  .main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  @media (hover: hover) {
    button.main:hover {
      background: color-mix(in srgb, var(--accent) 85%, var(--text));
    }
  }
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }
  .top {
    display: grid;
    gap: 0.6rem;
    padding-block-end: 0.75rem;
    border-block-end: 1px solid var(--border);
  }
  .lanes {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
  }
  .lanes [aria-current] {
    border-color: var(--accent);
    background: var(--tint);
    font-weight: 650;
    box-shadow: inset 0 -3px 0 var(--accent);
  }
  .dot {
    inline-size: 0.55rem;
    block-size: 0.55rem;
    border-radius: 50%;
    background: var(--accent);
  }
  .urgent .dot {
    background: var(--alert);
  }
  .presence {
    font-size: 0.92em;
  }
  .panel {
    padding: 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .care {
    border-inline-start-color: var(--accent);
  }
  .columns {
    display: grid;
    gap: 1.5rem;
    align-items: start;
  }
  .list {
    display: grid;
    gap: 0.6rem;
    min-inline-size: 0;
  }
  .find label {
    font-weight: 600;
  }
  input[type='search'] {
    inline-size: 100%;
    min-block-size: 2.5rem;
    margin-block-start: 0.2rem;
    padding: 0.3rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
  }
  .give-back {
    display: grid;
    gap: 0.6rem;
  }
  .give-back:focus {
    outline: none;
  }
  .give-back :is(.acts, p):empty {
    display: none;
  }
  .newer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.5rem 0.75rem;
    border: 1px dashed var(--accent);
    border-radius: var(--radius);
  }
  .newer p {
    flex: 1 1 14rem;
  }
  .rows {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    content-visibility: auto;
    contain-intrinsic-size: auto 5.5rem;
    border-block-end: 1px solid var(--border);
  }
  .row button {
    display: grid;
    gap: 0.15rem;
    inline-size: 100%;
    padding: 0.6rem 0.75rem;
    border: 0;
    border-inline-start: 4px solid transparent;
    border-radius: 0;
    background: none;
    text-align: start;
  }
  .row button:focus-visible {
    outline-offset: -3px;
  }
  .row [aria-current] {
    border-inline-start-color: var(--accent);
    background: var(--tint);
  }
  .row .about {
    font-weight: 600;
  }
  .row .why,
  .row .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.9rem;
    font-size: 0.92em;
  }
  .row .facts,
  .row .speaks {
    color: var(--muted);
    font-size: 0.92em;
  }
  .row .facts strong {
    color: var(--text);
    font-weight: 600;
  }
  .pressing {
    color: var(--alert);
    font-weight: 600;
  }
  .over .about,
  .other .about {
    color: var(--muted);
    font-weight: normal;
  }
  .empty {
    padding: 1rem;
    border-radius: var(--radius);
    background: var(--raised);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-block-end: 0.3rem;
    font-weight: 600;
  }
  :is(.safe, .holds) input[type='date'] {
    display: block;
    inline-size: min(100%, 14rem);
    min-block-size: 2.5rem;
    margin-block-start: 0.25rem;
    padding: 0.3rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
    color: inherit;
    font: inherit;
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
  @media (pointer: coarse) {
    .tick {
      min-block-size: 2.75rem;
    }
  }
  @container (max-inline-size: 51.99rem) {
    .has-open .list,
    .has-open .top .lanes {
      display: none;
    }
  }
  @container (min-inline-size: 52rem) {
    .has-open .columns {
      grid-template-columns: minmax(18rem, 2fr) minmax(0, 3fr);
    }
    .list {
      max-inline-size: 48rem;
    }
    .work {
      position: sticky;
      inset-block-start: 0.5rem;
      max-block-size: calc(100vh - 1rem);
      overflow-y: auto;
    }
  }
  @media (forced-colors: active) {
    .alert,
    .lanes [aria-current],
    .row [aria-current] {
      border: 2px solid Highlight;
    }
    .dot {
      border: 0.3rem solid;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .main {
      transition: background 0.15s;
    }
  }
`;
