import type { ServerStore } from '../store.ts';
import { keyedHash, newSecret } from './hash.ts';
import type { Limit, Limits, SpaceConfig } from './options.ts';
import { Refusal } from './problems.ts';

export type LimitName = keyof Limits;

/** More clients than this in one time slice are not told apart any more: the oldest are forgotten. */
const mostClients = 50_000;

const day = 24 * 60 * 60 * 1000;

/** What one client has asked for in one time slice. */
interface Counted {
  slice: number;
  end: number;
  count: number;
  /** Somebody was told that it was too much. */
  told?: boolean;
}

/** Counts what each client asks for. */
export class Limiter {
  readonly #store: ServerStore;
  readonly #limits: Limits;
  readonly #spaces: ReadonlyMap<string, SpaceConfig>;
  readonly #now: () => number;
  /** Of this instance alone, each for one time slice. Keys are addresses, which leave the process soon after the slice. */
  readonly #counts = new Map<string, Counted>();
  readonly #open = new Map<string, number>();
  #secret: { name: string; value: Promise<string> } | undefined;

  /** Beginning of the newest slice that was counted. */
  #newest = 0;

  constructor(store: ServerStore, limits: Limits, spaces: ReadonlyMap<string, SpaceConfig>, now: () => number) {
    this.#store = store;
    this.#limits = limits;
    this.#spaces = spaces;
    this.#now = now;
    for (const [space, config] of spaces) {
      const unknown = Object.keys(config.limits ?? {}).filter((name) => !Object.hasOwn(limits, name));
      if (unknown.length) throw new TypeError(`Space "${space}": there is no limit "${unknown.join('", "')}", only ${Object.keys(limits).join(', ')}.`);
    }
  }

  /** Counts one more read or search. Rejects as `rate-limited` beyond the limit. */
  here(name: 'reads' | 'searches', space: string, client: string | undefined): void {
    if (client === undefined) return;
    const limit = this.#limit(name, space);
    const slice = this.#slice(limit);
    const key = `${name} ${client} ${this.#known(space)}`;
    const found = this.#counts.get(key);
    const entry = found?.slice === slice ? found : { slice, end: slice + limit.seconds * 1000, count: 0 };
    if (entry !== found) this.#remember(key, entry);
    if (++entry.count > limit.count) throw this.#refusal(name, limit, slice);
  }

  /** Refuses more whole texts to somebody of the staff who had too many a moment ago. `first`: nobody was refused so in this time slice before. */
  beyondTexts(space: string, person: string): { refusal: Refusal; first: boolean } | undefined {
    const limit = this.#limit('texts', space);
    const entry = this.#texts(space, person, limit);
    if (entry.count < limit.count) return undefined;
    const first = !entry.told;
    entry.told = true;
    return { refusal: this.#refusal('texts', limit, entry.slice), first };
  }

  /** Counts so many more. */
  addTexts(space: string, person: string, amount: number): void {
    this.#texts(space, person, this.#limit('texts', space)).count += amount;
  }

  #texts(space: string, person: string, { seconds }: Limit): Counted {
    const slice = this.#slice({ count: 0, seconds });
    const key = `texts ${person} ${this.#known(space)}`;
    const found = this.#counts.get(key);
    if (found?.slice === slice) return found;
    const entry = { slice, end: slice + seconds * 1000, count: 0 };
    this.#remember(key, entry);
    return entry;
  }

  /** How many clients are told apart at the moment. */
  get remembered(): number {
    return this.#counts.size;
  }

  /** Counts one more, together with all instances. */
  async together(name: 'writes' | 'sendings' | 'answers' | 'reports' | 'challenges', space: string, client: string | undefined): Promise<void> {
    if (client === undefined) return;
    const limit = this.#limit(name, space);
    const slice = this.#slice(limit);
    const key = await keyedHash(await this.#daily(), JSON.stringify([name, this.#known(space), client]));
    const count = await this.#store.count(key, slice, slice + limit.seconds * 1000);
    if (count > limit.count) throw this.#refusal(name, limit, slice);
  }

  /** Counts a watch that is open until what is answered is called. */
  open(space: string, client: string | undefined): () => void {
    if (client === undefined) return () => {};
    const key = `${client} ${this.#known(space)}`;
    const count = this.#open.get(key) ?? 0;
    if (count >= (this.#spaces.get(space)?.limits?.watches ?? this.#limits.watches)) throw new Refusal('rate-limited', { retryAfterSeconds: 30 });
    this.#open.set(key, count + 1);
    let closed = false;
    return () => {
      if (closed) return;
      closed = true;
      const left = this.#open.get(key)! - 1;
      if (left) this.#open.set(key, left);
      else this.#open.delete(key);
    };
  }

  /** Whoever invents names of spaces is counted as one who asks for nothing. */
  #known(space: string): string {
    return this.#spaces.has(space) ? space : '';
  }

  /** What the space says, or else what holds for all. */
  #limit(name: Exclude<LimitName, 'watches'>, space: string): Limit {
    const count = this.#spaces.get(space)?.limits?.[name];
    return count === undefined ? this.#limits[name] : { count, seconds: 60 };
  }

  #slice({ seconds }: Limit): number {
    return Math.floor(this.#now() / (seconds * 1000)) * seconds * 1000;
  }

  #remember(key: string, entry: Counted) {
    // What is over is forgotten for everybody, and nothing else: limits may have slices of different lengths.
    if (entry.slice > this.#newest) for (const [other, { end }] of this.#counts) if (end <= entry.slice) this.#counts.delete(other);
    this.#newest = Math.max(this.#newest, entry.slice);
    this.#counts.delete(key);
    for (const [oldest] of this.#counts) {
      if (this.#counts.size < mostClients) break;
      this.#counts.delete(oldest);
    }
    this.#counts.set(key, entry);
  }

  /** Another one each day, so that what is counted on one day says nothing about who it was on another. */
  #daily(): Promise<string> {
    const now = this.#now();
    const name = `limits-${new Date(now).toISOString().slice(0, 10)}`;
    if (this.#secret?.name !== name) {
      const value = this.#store.secret(name, newSecret, (Math.floor(now / day) + 2) * day);
      this.#secret = { name, value };
      value.catch(() => (this.#secret = undefined));
    }
    return this.#secret!.value;
  }

  #refusal(name: LimitName, limit: Limit, slice: number): Refusal {
    const seconds = Math.max(1, Math.ceil((slice + limit.seconds * 1000 - this.#now()) / 1000));
    return new Refusal('rate-limited', {
      retryAfterSeconds: seconds,
      headers: { ratelimit: `"${name}";r=0;t=${seconds}`, 'ratelimit-policy': `"${name}";q=${limit.count};w=${limit.seconds}` },
    });
  }
}
