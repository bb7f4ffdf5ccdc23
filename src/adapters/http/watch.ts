import { PeerError } from '../../client/errors.ts';
import type { Call, Watcher } from '../adapter.ts';
import { EventStream, type StreamEvent } from './event-stream.ts';
import { pause, pauseBefore } from './patience.ts';
import type { Authorization } from './authorization.ts';
import type { Ask, Wire } from './wire.ts';

/** Tells a watcher of changes until the signal aborts, over as many connections as it takes. Rejects with what ends it otherwise. */
export async function watchChanges(wire: Wire, ask: Ask, on: Watcher, call: Call): Promise<void> {
  await wire.during(call.signal, async (signal) => {
    const watch = new Watch(on, signal);
    const { watchRetries, longestPauseMs } = wire.settings;
    for (let vain = 0; ; vain++) {
      const { changes } = watch;
      const error = await connected(wire, ask, call, watch, signal);
      // One that lasted was not in vain. One that only begins and breaks off, over and over, is.
      if (watch.changes > changes || watch.lasted > longestPauseMs) vain = 0;
      const asked = error.retryAfterMs ?? 0;
      if (watch.over || !error.retryable || vain >= watchRetries || asked > longestPauseMs) throw error;
      await pause(pauseBefore(vain, wire.settings, asked), signal);
    }
  });
}

/** One connection, to its end. Answers why it ended. */
async function connected(wire: Wire, ask: Ask, call: Call, watch: Watch, signal: AbortSignal): Promise<PeerError> {
  const { timeoutMs, silenceMs } = wire.settings;
  watch.since = undefined;
  const resumed: Ask = { ...ask, headers: { accept: 'text/event-stream', ...(watch.last && { 'last-event-id': watch.last }) } };
  try {
    const authorized: Authorization = await wire.authorized(ask, call, signal);
    await authorized((authorization) =>
      wire.exchange(resumed, call, authorization, signal, timeoutMs, async (response, alive) => {
        for await (const events of eventsOf(response, () => alive(silenceMs))) for (const event of events) watch.hear(event);
      }),
    );
    return new PeerError('unavailable', 'http: the watch was cut off');
  } catch (error) {
    if (PeerError.is(error)) return error;
    throw error;
  }
}

async function* eventsOf({ body, headers }: Response, alive: () => void): AsyncGenerator<StreamEvent[], void, undefined> {
  if (!/^text\/event-stream\b/i.test(headers.get('content-type') ?? '')) throw new PeerError('bad-data', 'http: a watch was answered with something else');
  if (!body?.getReader) throw new PeerError('unsupported', 'http: this browser cannot read a stream, so nothing can be watched');
  const stream = new EventStream();
  const reader = body.getReader();
  for (;;) {
    alive();
    const { done, value } = await reader.read();
    if (done) return;
    yield stream.push(value);
  }
}

/** What was heard so far over all connections. */
class Watch {
  /** Id of the newest event, as it was told. */
  last = '';
  /** How many changes were told. */
  changes = 0;
  /** When this connection was ready. */
  since: number | undefined;
  /** Changes were missed: watching again begins anew, and whoever watches reads everything again. */
  over = false;
  #ready = false;
  readonly #on: Watcher;
  readonly #signal: AbortSignal;

  constructor(on: Watcher, signal: AbortSignal) {
    this.#on = on;
    this.#signal = signal;
  }

  /** How long this connection has told what it has to, in milliseconds. */
  get lasted(): number {
    return this.since === undefined ? 0 : Date.now() - this.since;
  }

  hear({ type, data, id }: StreamEvent): void {
    if (type === 'gap') {
      this.over = true;
      throw new PeerError('unavailable', 'http: changes were missed');
    }
    if (type === 'change') {
      const ids = idsOf(data);
      this.changes++;
      this.#tell(() => this.#on.change(ids));
    } else if (type === 'ready') {
      this.since = Date.now();
      if (!this.#ready) this.#tell(() => this.#on.ready());
      this.#ready = true;
    }
    if (id) this.last = id;
  }

  /** A watcher that throws does not end the watch. */
  #tell(tell: () => void) {
    if (this.#signal.aborted) return;
    try {
      tell();
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

function idsOf(data: string): string[] {
  try {
    const { ids } = JSON.parse(data) as { ids?: unknown };
    if (Array.isArray(ids) && ids.every((id) => typeof id === 'string')) return ids;
  } catch {
    // Told below.
  }
  throw new PeerError('bad-data', 'http: a change without ids');
}
