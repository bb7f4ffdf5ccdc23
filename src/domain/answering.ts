import type { Help } from './checkin-words.ts';
import { type ResponseKind, responseKinds } from './checkin-share.ts';

/*
 * What can be said to a check-in follows what its writer said would help. There is no advice among it: an idea is for those who
 * asked for ideas, and for when people meet.
 */

/** Whoever wants to be listened to is not told how it was for others. Whoever wants nothing can be kept company, and is asked for nothing. */
const fitting: Readonly<Record<Help, readonly ResponseKind[]>> = {
  listen: ['heard', 'with-you', 'sit-with'],
  'been-there': ['been-there', 'heard', 'with-you', 'sit-with'],
  ideas: responseKinds,
  nothing: ['with-you'],
};

/** The answers to offer, what fits best first. What was said before (`said`) is always among them, so that it can be taken back. */
export function answersFor(help: Help | undefined, said: readonly ResponseKind[] = []): ResponseKind[] {
  return [...new Set([...(help ? fitting[help] : responseKinds), ...said])];
}
