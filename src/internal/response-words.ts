import type { ResponseKind } from '../domain/checkin-share.ts';
import { msg } from './localize.ts';

/** What people can say to a check-in, in the words in which its writer reads it. */
export const responseWords = (): Record<ResponseKind, string> => ({
  heard: msg('I hear you'),
  'been-there': msg('I’ve been there too, or somewhere like it'),
  'with-you': msg('I’m with you'),
  'sit-with': msg('I’d like to sit with you for a while'),
});
