import { css } from '../../internal/css.ts';
import { styles as form } from './form.styles.ts';

const own = css`
  .panel p {
    margin: 0 0 0.6rem;
  }
  .answers,
  .starters {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .starters {
    margin-block-end: 0.6rem;
    text-align: start;
  }
  .answer[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .answer[aria-disabled='true'],
  .starters [aria-disabled='true'] {
    cursor: default;
  }
  .starters [aria-disabled='true'] {
    border-style: dashed;
    color: var(--muted);
  }
  .after {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
  }
  .after p {
    margin: 0;
  }
  .after p:not(:empty) {
    margin-block-start: 0.75rem;
    flex: 1 1 100%;
  }
  .fuse {
    flex: 1 1 100%;
    block-size: 3px;
    background: var(--accent);
    transform-origin: inline-start;
  }
  @media (prefers-reduced-motion: no-preference) {
    .fuse {
      animation: fuse 8s linear forwards;
    }
  }
  @keyframes fuse {
    to {
      inline-size: 0;
      flex-basis: 0;
    }
  }
  .panel .write {
    margin-block-start: 1rem;
  }
  .replies {
    margin-block-start: 1rem;
  }
  .replies h4 {
    margin: 0 0 0.4rem;
    font-size: 1em;
  }
  .replies blockquote {
    margin: 0 0 0.75rem;
    padding-inline-start: 1rem;
    border-inline-start: 2px solid var(--border);
  }
  .reply {
    margin-block-start: 1rem;
    padding-block-start: 1rem;
    border-block-start: 1px solid var(--border);
  }
  .reply h4 {
    margin: 0 0 0.4rem;
    font-size: 1em;
  }
  .reply textarea {
    min-block-size: 8rem;
    line-height: 1.6;
  }
  .reply .tick {
    margin-block-end: 0.6rem;
  }
`;

export const styles = [form, own];
