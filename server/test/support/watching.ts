import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';

export interface Told {
  event: string;
  id: string;
  ids: string[];
}

/** Somebody who watches, and what they were told. */
export class Watching {
  readonly told: Told[] = [];
  beats = 0;
  ended = false;
  status = 0;
  readonly #leaving = new AbortController();
  #heard: (() => void)[] = [];

  static async begin(desk: Desk, path: string, { as, last, body = {}, address }: { as?: string; last?: string; body?: unknown; address?: string } = {}) {
    const watching = new Watching();
    const response = await desk.fetch('POST', path, { as, body, signal: watching.#leaving.signal, ...(address && { address }), ...(last !== undefined && { headers: { 'last-event-id': last } }) });
    watching.status = response.status;
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    void watching.#read(response.body!);
    return watching;
  }

  get ids(): string[] {
    return this.told.flatMap(({ ids }) => ids);
  }

  get last(): string {
    return this.told.at(-1)!.id;
  }

  leave(): void {
    this.#leaving.abort();
  }

  /** Waits until it is so. */
  async until(so: (watching: this) => boolean): Promise<void> {
    const deadline = setTimeout(() => this.#hear(), 8000);
    const end = Date.now() + 8000;
    while (!so(this)) {
      if (Date.now() >= end) assert.fail(`not so after 8 s: ${JSON.stringify(this.told)}`);
      await new Promise<void>((resolve) => this.#heard.push(resolve));
    }
    clearTimeout(deadline);
  }

  #hear() {
    for (const one of this.#heard.splice(0)) one();
  }

  async #read(body: ReadableStream<Uint8Array>) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done) break;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) this.#take(block);
      this.#hear();
    }
    this.ended = true;
    this.#hear();
  }

  #take(block: string) {
    if (block.startsWith(':')) return void this.beats++;
    const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
    const { ids = [] } = JSON.parse(fields.data!) as { ids?: string[] };
    this.told.push({ event: fields.event!, id: fields.id ?? '', ids });
  }
}

/** How many milliseconds an act takes, by a clock that goes only while this process does: it is not late because its machine is busy. */
export async function lasting(act: () => Promise<unknown>): Promise<number> {
  let passed = 0;
  const ticking = setInterval(() => (passed += 10), 10);
  await act().finally(() => clearInterval(ticking));
  return passed;
}
