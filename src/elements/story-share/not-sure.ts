import { html } from 'lit';
import { PeerError } from '../../client/errors.ts';
import { msg } from '../../internal/localize.ts';
import type { ShareHost } from './host.ts';

/** Taking back got no answer: it may have happened, and doing it once more harms nothing. Other errors are said as always. */
export function notSure(host: ShareHost, error: unknown, again: () => void): unknown {
  if (!(PeerError.is(error) && error.code === 'timeout')) return host.alert(error, again);
  return html`<div class="alert" part="alert" role="alert">
    <p>${msg('No answer came. It may be withdrawn already, or not. Trying once more does no harm.')}</p>
    <button type="button" @click=${again}>${msg('Try again')}</button>
  </div>`;
}
