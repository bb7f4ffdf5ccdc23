import type { Query } from '../../adapters/adapter.ts';
import { PeerError } from '../../client/errors.ts';
import { ok, same } from '../assertions.ts';
import { type Bench, type Ground, target, type Test, testsOf, waits, without } from './ground.ts';

/** Being told of changes. */
export function watchTests(ground: Ground): Test[] {
  const { sample, options } = ground;
  const { patience = 2000, quiet = 60 } = options;
  const test = testsOf(ground);
  const unwatched = without(ground, 'watch');
  const created = unwatched ?? without(ground, 'create') ?? waits(ground);
  const watch = (bench: Bench, signal?: AbortSignal, query?: Partial<Query>) => new Listener(bench, ground, patience, signal, query);
  const silence = () => new Promise((resolve) => setTimeout(resolve, quiet));

  return [
    test('says once that it is ready', unwatched, async (bench) => {
      const listener = watch(bench);
      await listener.ready();
      await silence();
      same(listener.told, ['ready'], 'what was told');
    }),
    test('tells the id of what is created', created, async (bench) => {
      const listener = watch(bench);
      await listener.ready();
      const { id } = await bench.create(sample.draft!(1));
      await listener.change(id);
      same(listener.told.filter((one) => one === 'ready').length, 1, 'how often it said that it is ready');
    }),
    test('tells the id of what is changed', unwatched ?? without(ground, 'update', 'get'), async (bench) => {
      const { id, rev } = await target(bench, ground);
      const listener = watch(bench);
      await listener.ready();
      await bench.update(id, sample.patch!(1), rev);
      await listener.change(id);
    }),
    test('tells the id of what is removed', unwatched ?? without(ground, 'remove', 'get'), async (bench) => {
      const { id } = await target(bench, ground);
      const listener = watch(bench);
      await listener.ready();
      await bench.remove(id);
      await listener.change(id);
    }),
    test('tells ids and nothing else', created, async (bench) => {
      const listener = watch(bench);
      await listener.ready();
      const { id } = await bench.create(sample.draft!(1));
      await listener.change(id);
      for (const ids of listener.raw) {
        ok(Array.isArray(ids) && ids.every((one) => typeof one === 'string'), `A change is a list of ids, not ${JSON.stringify(ids)}.`);
      }
    }),
    test('tells every watcher', created, async (bench) => {
      const listeners = [watch(bench), watch(bench)];
      await Promise.all(listeners.map((one) => one.ready()));
      const { id } = await bench.create(sample.draft!(1));
      await Promise.all(listeners.map((one) => one.change(id)));
    }),
    test('tells nothing more once the watch was given up', created, async (bench) => {
      const controller = new AbortController();
      const listener = watch(bench, controller.signal);
      const other = watch(bench);
      await Promise.all([listener.ready(), other.ready()]);
      controller.abort();
      const { id } = await bench.create(sample.draft!(1));
      await other.change(id);
      await silence();
      same(listener.told, ['ready'], 'what was told');
    }),
    test('tells nothing when the watch was given up before', unwatched, async (bench) => {
      const listener = watch(bench, AbortSignal.abort());
      await silence();
      same(listener.told, [], 'what was told');
    }),
    test('refuses to watch a query it does not offer', unwatched, async (bench) => {
      const listener = watch(bench, undefined, { colour: 'red' } as never);
      await listener.refused();
    }),
    test('tells nothing of another space', created, async (bench) => {
      const listener = watch(bench);
      await listener.ready();
      await bench.create(sample.draft!(1), { space: bench.otherSpace });
      await silence();
      same(listener.told, ['ready'], 'what was told');
    }),
    test('ends in silence when the adapter is closed', unwatched, async (bench) => {
      const listener = watch(bench);
      await listener.ready();
      await bench.adapter.close?.();
      await silence();
      same(listener.told, ['ready'], 'what was told');
    }),
  ];
}

/** Hears what a watch tells. */
class Listener {
  /** `ready`, `error` and ids, in the order they were told. */
  readonly told: string[] = [];
  /** Changes as they came. */
  readonly raw: unknown[] = [];
  readonly #patience: number;
  #heard = () => {};

  constructor(bench: Bench, { collection }: Ground, patience: number, signal?: AbortSignal, query?: Partial<Query>) {
    this.#patience = patience;
    bench.adapter.watch!(
      collection,
      { limit: 100, ...query },
      {
        ready: () => this.#hear('ready'),
        change: (ids) => {
          this.raw.push(ids);
          this.#hear(...(Array.isArray(ids) ? ids.map(String) : [String(ids)]));
        },
        error: (error: PeerError) => this.#hear(`error ${PeerError.is(error) ? error.code : String(error)}`),
      },
      bench.call('watch', signal && { signal }),
    );
  }

  ready(): Promise<void> {
    return this.#hears('ready');
  }

  change(id: string): Promise<void> {
    return this.#hears(id);
  }

  refused(): Promise<void> {
    return this.#hears('error unsupported');
  }

  #hear(...told: string[]) {
    this.told.push(...told);
    this.#heard();
  }

  async #hears(what: string): Promise<void> {
    const until = Date.now() + this.#patience;
    while (!this.told.includes(what)) {
      ok(Date.now() < until, `The watch did not tell ${what} within ${this.#patience} ms. It told: ${this.told.join(', ') || 'nothing'}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, until - Date.now());
        this.#heard = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}
