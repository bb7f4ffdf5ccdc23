import { html, nothing, type TemplateResult } from 'lit';
import { css } from '../../internal/css.ts';
import { msg } from '../../internal/localize.ts';
import type { Choice } from './choose.ts';

/**
 * What stands below the last story: that it was the last, that there is none yet, or what to loosen.
 *
 * @param some - Stories are shown.
 * @param none - The backend has none that answer.
 */
export function end(some: boolean, choice: Choice, none: boolean): TemplateResult {
  const { wanted, leftOut, onLoosen } = choice;
  if (some) return html`<p class="quiet">${msg('This is the end of the list. New stories come when somebody has read them.')}</p>`;
  const chosen = wanted.text || wanted.topic || wanted.helped || leftOut.size;
  if (!chosen) return html`<p role="status">${msg('There are no stories here yet. When somebody has told one, and it has been read, it will stand here.')}</p>`;
  const button = (words: string, take: () => void) => html`<li><button type="button" @click=${take}>${words}</button></li>`;
  const nobody: ReadonlySet<string> = new Set();
  return html`<div class="none">
    <p role="status">${none ? msg('No story fits all of this.') : msg('The stories that fit speak of what you left out today.')}</p>
    <ul>
      ${none && wanted.text && wanted.topic ? [button(msg('Search all themes'), () => onLoosen({ topic: '' })), button(msg('Search without the words'), () => onLoosen({ text: '' }))] : nothing}
      ${none && wanted.helped && (wanted.text || wanted.topic) ? button(msg('Search also stories that do not say what helped'), () => onLoosen({ helped: false })) : nothing}
      ${leftOut.size ? button(msg('Show also what you left out'), () => onLoosen({}, nobody)) : nothing}
      ${button(msg('Show all stories'), () => onLoosen({ text: '', topic: '', helped: false }, nobody))}
    </ul>
  </div>`;
}

export const styles = css`
  .none {
    padding: 1rem;
    border-radius: var(--radius);
    background: var(--raised);
  }
  .none p {
    margin: 0 0 0.75rem;
  }
  .none ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
`;
