import { accountHistory } from '../../client/account-history.ts';
import type { CheckinHistory } from '../../client/checkin-history.ts';
import { ClientController } from '../../controllers/client.ts';
import type { PeerElement } from '../../internal/peer-element.ts';

/** The way to the account of whoever is signed in. Apart from the element, which needs no provider for what is on the device. */
export class Account {
  readonly #provider: ClientController;

  constructor(host: PeerElement) {
    this.#provider = new ClientController(host);
  }

  get client() {
    return this.#provider.client;
  }

  /** Undefined: there is no account, or none yet. */
  history(): CheckinHistory | undefined {
    const { client } = this;
    return client?.can.collections.checkins?.list ? accountHistory(client) : undefined;
  }
}
