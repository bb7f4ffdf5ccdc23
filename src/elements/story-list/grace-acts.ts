import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '../../internal/localize.ts';
import type { Grace } from './grace.ts';
import type { PanelHost } from './panel.ts';

/** What can be done about something that waits to be sent, or was not: take it back, wait no longer, try again. */
export const graceActs = (host: PanelHost, act: Grace, onStop: () => void, onAgain: () => void = () => void act.now()): TemplateResult => html`
  ${act.state === 'waiting'
    ? html`<span class="fuse" aria-hidden="true"></span>
        <button type="button" class="back" @click=${onStop}>${msg('Take it back')}</button>
        <button type="button" class="plain" @click=${() => void act.now()}>${msg('Send it now')}</button>`
    : nothing}
  ${act.state === 'failed' ? host.trouble(act.error, onAgain) : nothing}
`;
