import { Refusal } from './problems.ts';

/** Largest bodies, in bytes. */
export interface BodyLimits {
  /** Of a record that may hold many words. */
  words: number;
  others: number;
}

/**
 * The longest story fits, with all that goes with it, in any language and however its characters are written: as `\u00e4`
 * each takes six bytes.
 */
export const defaultBodies: BodyLimits = { words: 256 * 1024, others: 64 * 1024 };

/** How deep values may lie in a body. The deepest record of the contract needs six. */
const deepest = 32;

const tooLarge = (limit: number) => new Refusal('invalid', { status: 413, detail: `A body has at most ${limit} bytes.` });
const noJson = (detail: string) => new Refusal('invalid', { status: 400, detail });

/** Reads a body of JSON. Refuses what says beforehand that it is too large, and stops reading what turns out to be. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type) || !/^(|identity)$/i.test(request.headers.get('content-encoding') ?? '')) {
    throw new Refusal('invalid', { status: 415, detail: 'A body is application/json in UTF-8, not compressed.' });
  }
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const text = decoded(await readBytes(request, limit));
  if (isDeep(text)) throw noJson(`Values lie at most ${deepest} deep.`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw noJson('This is not JSON.');
  }
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw noJson('The body broke off.');
    });
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      void reader.cancel().catch(() => {});
      throw tooLarge(limit);
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0]!;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw noJson('This is not UTF-8.');
  }
}

/** Looked at before parsing, so that nobody has to walk down there. */
function isDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (quoted) {
      if (character === 0x5c) at++;
      else if (character === 0x22) quoted = false;
    } else if (character === 0x22) quoted = true;
    else if (character === 0x7b || character === 0x5b) {
      if (++depth > deepest) return true;
    } else if (character === 0x7d || character === 0x5d) depth--;
  }
  return false;
}
