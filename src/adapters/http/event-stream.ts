import { PeerError } from '../../client/errors.ts';

/** One event of a stream, read as the HTML standard says (section 9.2, server-sent events); one that has a type needs no data. */
export interface StreamEvent {
  type: string;
  data: string;
  /** The newest id so far, '' before the first. */
  id: string;
}

/** An event tells a few ids; more than this is not one of ours. */
const longestEvent = 1024 * 1024;

/** Reads a stream of events from its bytes, however they are cut into pieces. */
export class EventStream {
  readonly #decoder = new TextDecoder('utf-8');
  /** The line that has begun. */
  #line = '';
  /** The last piece ended with CR: a LF that follows belongs to it. */
  #afterReturn = false;
  #type = '';
  #data: string[] = [];
  #length = 0;
  #id = '';

  /** Takes the next bytes, and answers the events that they complete. */
  push(bytes: Uint8Array): StreamEvent[] {
    let text = this.#decoder.decode(bytes, { stream: true });
    if (!text) return [];
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1);
    this.#afterReturn = text ? text.endsWith('\r') : false;
    const lines = (this.#line + text).split(/\r\n|\n|\r/);
    this.#line = lines.pop()!;
    const events = lines.flatMap((line) => this.#read(line) ?? []);
    if (this.#line.length + this.#length > longestEvent) throw new PeerError('bad-data', 'http: an event is too long');
    return events;
  }

  #read(line: string): StreamEvent | undefined {
    if (!line) return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return undefined;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') {
      this.#data.push(value);
      this.#length += value.length;
    } else if (name === 'event') this.#type = value;
    else if (name === 'id' && !value.includes('\0')) this.#id = value;
    return undefined;
  }

  #dispatch(): StreamEvent | undefined {
    const [type, data, id] = [this.#type, this.#data, this.#id];
    this.#type = '';
    this.#data = [];
    this.#length = 0;
    return data.length || type ? { type: type || 'message', data: data.join('\n'), id } : undefined;
  }
}
