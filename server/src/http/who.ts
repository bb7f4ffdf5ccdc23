import { memberOf, type Who } from 'peer-support-elements/backend';
import type { ServerStore } from '../store.ts';
import { keyedHash, newSecret, sha256 } from './hash.ts';
import type { SpaceConfig, TokenConfig } from './options.ts';
import { Refusal } from './problems.ts';
import { tokenReader, type TokenClaims } from './tokens.ts';

/** Who asks, and until when that holds. */
export interface Known {
  who: Who;
  /** Milliseconds since 1970. */
  expires?: number;
}

const visitor: Known = { who: { role: 'visitor' } };

/** The same for everything that does not hold, so that nobody learns why it does not. */
const signedOut = () => new Refusal('signed-out', { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } });

/** Finds out who asks. */
export class Doorkeeper {
  readonly #store: ServerStore;
  readonly #now: () => number;
  readonly #readers: ReadonlyMap<string, (token: string) => Promise<TokenClaims | undefined>>;
  #ownersKey: Promise<string> | undefined;

  constructor(store: ServerStore, spaces: ReadonlyMap<string, SpaceConfig>, now: () => number) {
    this.#store = store;
    this.#now = now;
    const withTokens = [...spaces].filter((entry): entry is [string, SpaceConfig & { tokens: TokenConfig }] => entry[1].tokens !== undefined);
    this.#readers = new Map(withTokens.map(([name, { tokens }]) => [name, tokenReader(name, tokens, now)]));
  }

  /** Rejects as `signed-out` for a credential that is not known in this space, or not any more. */
  async identify(space: string, authorization: string | null): Promise<Known> {
    if (authorization === null) return visitor;
    const [, scheme, credential] = /^(Bearer|Receipt|Invite) +([!-~]{1,8192})$/i.exec(authorization) ?? [];
    if (!scheme || !credential) throw signedOut();
    if (/^bearer$/i.test(scheme)) return this.#holder(space, credential);
    // Whether they open anything is found out where they are used: wrong ones answer like what is not there.
    return { who: { role: /^receipt$/i.test(scheme) ? 'writer' : 'invited', owner: await sha256(credential) } };
  }

  async #holder(space: string, token: string): Promise<Known> {
    const read = this.#readers.get(space);
    if (read && token.split('.').length === 3) {
      const claims = await read(token);
      if (!claims) throw signedOut();
      const { sub, role, groups, expires } = claims;
      return { who: { role, groups, owner: await this.#nameOf(space, sub) }, expires };
    }
    const owner = await sha256(token);
    const [staff, membership] = await Promise.all([this.#store.token(owner), this.#store.read(space, (tx) => tx.owned('memberships', owner))]);
    if (staff?.space === space && staff.expires > this.#now()) {
      return { who: { role: staff.role, owner: staff.owner, groups: staff.groups }, expires: staff.expires };
    }
    if (!membership && !(await this.#kept(space, owner))) throw signedOut();
    return { who: await memberOf(this.#store, space, owner, this.#now()) };
  }

  /** Whoever has left every group still comes to what they wrote for themselves, and can take it away. */
  async #kept(space: string, owner: string): Promise<boolean> {
    const own = ['checkins', 'companions', 'responses'] as const;
    return this.#store.read(space, async (tx) => {
      for (const collection of own) if (await tx.owned(collection, owner)) return true;
      return false;
    });
  }

  /** An opaque name: a host's name for somebody may be their mail address. */
  async #nameOf(space: string, sub: string): Promise<string> {
    this.#ownersKey ??= this.#store.secret('owners', newSecret).catch((error: unknown) => {
      this.#ownersKey = undefined;
      throw error;
    });
    return keyedHash(await this.#ownersKey, JSON.stringify([space, sub]));
  }
}
