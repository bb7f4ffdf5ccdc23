import { PeerError } from '../client/errors.ts';

/** A part of the library that comes when it is needed. */
export const fetched = <T>(part: Promise<T>): Promise<T> =>
  part.catch((cause: unknown) => {
    // Nothing was asked of any store yet.
    throw new PeerError('unavailable', 'a part of this library could not be loaded', { cause, mayHaveHappened: false });
  });
