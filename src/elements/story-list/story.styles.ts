import { css } from '../../internal/css.ts';

export const styles = css`
  .story {
    max-inline-size: 42rem;
    padding-block: 1.5rem;
    border-block-end: 1px solid var(--border);
  }
  .story h3 {
    margin: 0 0 0.6rem;
    color: var(--muted);
    font-size: 0.95em;
    font-weight: 600;
  }
  .topic::before {
    content: ' · ';
  }
  .words {
    overflow: clip;
    overflow-clip-margin: 0.5em;
    font-size: 1.08em;
    line-height: 1.65;
  }
  .words p {
    margin: 0 0 0.85em;
    white-space: pre-line;
  }
  .notes,
  .beside,
  .turn {
    margin: 0 0 0.75rem;
  }
  .notes strong {
    font-weight: 600;
  }
  .helped {
    margin-block: 0.5rem 1rem;
    padding-inline-start: 1rem;
    border-inline-start: 4px solid var(--accent);
  }
  .helped h4 {
    margin: 0 0 0.25rem;
    font-size: 1em;
  }
`;
