import { ContextConsumer } from '@lit/context';
import type { ReactiveController } from 'lit';
import type { PeerClient } from '../client/client.ts';
import { clientContext } from '../client/context.ts';
import type { PeerElement } from '../internal/peer-element.ts';

/** The client of the nearest `<peer-support>`, also when that one is upgraded after its children. */
export class ClientController implements ReactiveController {
  readonly #host: PeerElement;
  readonly #consumer: ContextConsumer<typeof clientContext, PeerElement>;

  constructor(host: PeerElement) {
    this.#host = host;
    this.#consumer = new ContextConsumer(host, { context: clientContext, subscribe: true });
    host.addController(this);
  }

  get client(): PeerClient | undefined {
    return this.#consumer.value;
  }

  /** Whether there is a provider around the element, upgraded or not. */
  get provider(): Element | undefined {
    // What is not in a page is its own root, and has no host.
    for (let at: Element | undefined = this.#host; at; at = (at.getRootNode() as Partial<ShadowRoot>).host) {
      const found = at.closest('peer-support');
      if (found) return found;
    }
    return undefined;
  }

  hostConnected() {
    if (!this.provider?.matches(':not(:defined)')) return;
    // A question asked of a provider that is not upgraded yet stays unheard, so it is asked again.
    void customElements.whenDefined('peer-support').then(() => {
      if (this.#host.isConnected) this.#consumer.hostConnected();
    });
  }
}
