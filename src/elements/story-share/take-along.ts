import { html, type TemplateResult } from 'lit';
import { saveFile } from '../../internal/save-file.ts';
import { msg } from '../../internal/localize.ts';
import type { SharePath } from './path.ts';

/** The words as a file of the writer's own. Its name says nothing. */
export function takeAlong({ value }: SharePath): TemplateResult {
  const words = [value.text.trim(), value.helped.trim()].filter(Boolean).join('\n\n');
  return html`<p><button type="button" @click=${() => saveFile('notes.txt', words)}>${msg('Save my words as a file')}</button></p>
    <p class="quiet">${msg('The file is called “notes.txt”. It can be found among the downloads of this device.')}</p>`;
}
