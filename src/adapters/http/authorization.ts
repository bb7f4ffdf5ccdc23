import { PeerError } from '../../client/errors.ts';
import type { Credential, TokenSource } from '../adapter.ts';
import { within } from './signals.ts';

/** Makes tries with what says who asks; once more with a new token where the host's was refused. */
export type Authorization = <T>(attempt: (authorization: string | undefined) => Promise<T>) => Promise<T>;

const schemes = { member: 'Bearer', staff: 'Bearer', receipt: 'Receipt', invite: 'Invite' } as const;

/** The call's own credential, or else the host's token, which is asked for at once. */
export async function authorize(getToken: TokenSource | undefined, credential: Credential | undefined, ms: number, signal: AbortSignal): Promise<Authorization> {
  if (credential) {
    const own = header(schemes[credential.kind], credential.token);
    return (attempt) => attempt(own);
  }
  if (!getToken) return (attempt) => attempt(undefined);
  let token = await asked(getToken, false, ms, signal);
  let refreshed = false;
  return async (attempt) => {
    try {
      return await attempt(token);
    } catch (error) {
      if (refreshed || !PeerError.is(error) || error.code !== 'signed-out') throw error;
      refreshed = true;
      const fresh = await asked(getToken, true, ms, signal);
      if (fresh === undefined || fresh === token) throw error;
      token = fresh;
      return attempt(token);
    }
  };
}

async function asked(getToken: TokenSource, refresh: boolean, ms: number, signal: AbortSignal): Promise<string | undefined> {
  try {
    const token = await within(ms, signal, async () => getToken({ refresh }));
    return token ? header('Bearer', token) : undefined;
  } catch (cause) {
    if (signal.aborted || PeerError.is(cause)) throw cause;
    throw new PeerError('unavailable', 'http: getToken failed', { cause });
  }
}

function header(scheme: string, token: string): string {
  // What a header cannot carry would be told in the error of `fetch`, with the token.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new PeerError('invalid', 'http: a credential has characters that no header can carry');
  return `${scheme} ${token}`;
}
