import { html, nothing, type TemplateResult } from 'lit';
import { OneAct } from '../../client/one-act.ts';
import { PeerError } from '../../client/errors.ts';
import { receiptCredential } from '../../client/receipt.ts';
import { secretOfWords } from '../../domain/receipt.ts';
import type { Link } from '../../domain/story.ts';
import { faultWords } from '../../internal/fault-words.ts';
import { msg } from '../../internal/localize.ts';
import type { OwnerDesk } from './owner.ts';
import { allOf, type Panel, Reading } from './owner-panels.ts';
import type { Said } from './path.ts';
import { receiptFields } from './receipt-fields.ts';

/**
 * A writer tells the team that another story is theirs too, with its receipt. What the team then sees is said before; it can
 * be taken back at any time.
 */
export function linkedPanel(desk: OwnerDesk): Panel {
  const { sending, credential } = desk.opened;
  const links = desk.host.client.collection('links');
  const reading = new Reading(desk, () => allOf(links.pages({ where: { sending: sending.id } }, { credential })));
  const typed = { words: '', own: '' };
  const sends = new OneAct();
  let busy = false;
  let told: Said | undefined;
  const tell = (words: Said | undefined) => {
    told = words;
    desk.host.requestUpdate();
  };
  const alerted = (words: string) => tell(() => html`<p role="alert">${words}</p>`);

  /** One at a time: pressed twice it is one act. */
  const act = async (what: () => Promise<void>) => {
    if (busy) return;
    busy = true;
    tell(undefined);
    await what().catch((error: unknown) => tell(() => desk.host.alert(error, () => void act(what))));
    busy = false;
    desk.host.requestUpdate();
  };

  const link = async () => {
    const secret = secretOfWords(typed.words);
    if (!(secret instanceof Uint8Array)) return tell(() => html`<p role="alert">${faultWords(secret)}</p>`);
    const receipt = await receiptCredential(secret, typed.own);
    if (receipt === credential.token) return alerted(msg('These words open the story that you are looking at. Put in those of the other one.'));
    try {
      await links.create({ sending: sending.id, receipt }, { credential, intent: sends.intentFor(receipt) });
    } catch (error) {
      const code = PeerError.is(error) ? error.code : undefined;
      if (code === 'not-found') return alerted(msg('These words open no other story here. It may have been withdrawn, or a word of your own may be missing.'));
      if (code !== 'conflict') throw error;
      return alerted(msg('The two are linked already, or one of them is linked to so many that no more can be added.'));
    }
    typed.words = typed.own = '';
    sends.over();
    await reading.again();
    tell(() => html`<p role="status">${msg('The two stories are linked. You can take that back at any time.')}</p>`);
  };

  const unlink = (all: readonly Link[]) => async () => {
    for (const { id } of all) {
      await links.remove(id, { credential }).catch((error: unknown) => {
        // It went with the other story, or with the receipt of the other story.
        if (!PeerError.is(error) || error.code !== 'not-found') throw error;
      });
    }
    await reading.again();
    tell(() => html`<p role="status">${msg('It is linked to no other story any more.')}</p>`);
  };

  const linked = (all: readonly Link[]) => html`<p><strong>${msg('You have told the team that this story and another one are yours.')}</strong></p>
    <p><button type="button" aria-disabled=${busy} @click=${() => void act(unlink(all))}>${msg('Take that back')}</button></p>`;

  return {
    render: () =>
      reading.render(
        (all): TemplateResult => html`
          ${all.length ? linked(all) : nothing}
          <p>${msg('Nothing here links your stories by itself. If you like, you can tell the team that another story here is yours too.')}</p>
          <ul>
            <li>${msg('The team then sees at each of the two that they are by the same writer. It learns no name and no address.')}</li>
            <li>${msg('Readers never learn of it.')}</li>
            <li>${msg('What one story tells about you, the team then knows with the other. If one was written to a group that knows you, somebody of the team may know who wrote both.')}</li>
            <li>${msg('Whoever opens one of them with its receipt sees that you have another story here, but not which one.')}</li>
          </ul>
          ${receiptFields('other-receipt', msg('The twelve words of the other receipt'), typed)} ${told?.()}
          <p><button type="button" aria-disabled=${busy} @click=${() => void act(link)}>${msg('Tell the team that both are mine')}</button></p>
        `,
      ),
  };
}
