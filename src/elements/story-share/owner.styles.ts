import { styles as staff } from '../../internal/staff-words.ts';
import { css } from '../../internal/css.ts';

const own = css`
  .panel {
    margin-block: 0.5rem;
  }
  .panel > button {
    inline-size: 100%;
    justify-content: space-between;
  }
  .panel > button::after {
    content: '+' / '';
  }
  .panel > button[aria-expanded='true']::after {
    content: '–' / '';
  }
  .inside {
    padding: 0.75rem 1rem;
    border: 1px solid var(--border);
    border-block-start: 0;
  }
  .mine,
  .reply,
  .staff {
    margin-block: 0.75rem;
  }
  .mine {
    padding-inline-start: 1rem;
    border-inline-start: 4px solid var(--border);
  }
  .said-words {
    white-space: pre-line;
  }
  .asked {
    border-inline-start-color: var(--accent);
  }
  .sure {
    flex-basis: 100%;
  }
  .sure button {
    margin-inline-end: 0.5rem;
  }
`;

export const styles = [own, staff];
