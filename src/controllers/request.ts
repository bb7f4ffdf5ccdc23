import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Where a request stands. `value` is the newest answer, kept while the next one is on its way or has failed. */
export type RequestState<T> = {
  status: 'idle' | 'pending' | 'done' | 'failed';
  value?: T;
  error?: unknown;
  /** True once a pending request has taken a second: only then is it worth a sentence. */
  slow: boolean;
};

export interface RequestCall<T> {
  signal: AbortSignal;
  /** Shows what is there so far; the run goes on. */
  partial(value: T): void;
}

export interface RequestOptions<A, T> {
  /** What to ask for. Runs again when it changes (compared item by item if it is an array). Undefined: nothing to ask. */
  when: () => A | undefined;
  run: (args: A, call: RequestCall<T>) => Promise<T>;
}

/** A quick answer never flashes a loading sentence. In milliseconds. */
const slowAfter = 1000;

/**
 * One asynchronous question of an element: the newest run wins, leaving the page aborts it, coming back resumes it.
 * A disconnect is a move until one microtask later, so that a moved element keeps its answer.
 */
export class RequestController<A, T> implements ReactiveController {
  state: RequestState<T> = { status: 'idle', slow: false };

  readonly #host: ReactiveControllerHost;
  readonly #options: RequestOptions<A, T>;
  #args: A | undefined;
  #abort?: AbortController;
  #timer?: ReturnType<typeof setTimeout>;
  #connected = false;

  constructor(host: ReactiveControllerHost, options: RequestOptions<A, T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected() {
    this.#connected = true;
    // The answer is on its way while the picture is drawn, which an element asks for itself when it comes.
    this.hostUpdate();
  }

  hostDisconnected() {
    this.#connected = false;
    queueMicrotask(() => {
      if (this.#connected) return;
      this.#stop();
      // What is cut off is asked again after coming back.
      if (this.state.status === 'pending') this.#args = undefined;
    });
  }

  hostUpdate() {
    const args = this.#options.when();
    if (this.#connected && !same(args, this.#args)) void this.#start(args);
  }

  /** Asks again, for example after an error. */
  retry(): void {
    this.#args = undefined;
    this.#host.requestUpdate();
  }

  async #start(args: A | undefined) {
    this.#stop();
    this.#args = args;
    if (args === undefined) {
      this.state = { status: 'idle', slow: false };
      return;
    }
    const { signal } = (this.#abort = new AbortController());
    const settle = (change: Partial<RequestState<T>>) => {
      if (signal.aborted) return;
      if (change.status) clearTimeout(this.#timer);
      this.state = { ...this.state, error: undefined, ...change };
      this.#host.requestUpdate();
    };
    this.state = { status: 'pending', value: this.state.value, slow: false };
    this.#timer = setTimeout(() => settle({ slow: true }), slowAfter);
    try {
      settle({ status: 'done', value: await this.#options.run(args, { signal, partial: (value) => settle({ value }) }), slow: false });
    } catch (error) {
      settle({ status: 'failed', error, slow: false });
    }
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }
}

function same(a: unknown, b: unknown): boolean {
  const [items, others] = [[a].flat(), [b].flat()];
  return items.length === others.length && items.every((item, index) => Object.is(item, others[index]));
}
