import type { PeerErrorCode } from 'peer-support-elements/backend';
import type { Answer } from './answer.ts';
import { problemKinds, Refusal } from './problems.ts';

/** What helps, in plain words: for whoever follows the address that stands in an answer. */
const help: { readonly [C in PeerErrorCode]: string } = {
  offline: 'Look whether there is a connection. What was written is still there: it can be sent again.',
  timeout: 'Try again in a moment. The same act, sent again with its Idempotency-Key, happens once.',
  unavailable: 'If the answer says that it is retryable, try again later. Otherwise the people who run this site have closed it: sending needs somebody who reads what is sent.',
  'rate-limited': 'Wait for as many seconds as the header Retry-After says, then go on.',
  'signed-out': 'Sign in again, or check the receipt or the invitation. A credential of one site does not open another.',
  forbidden: 'Somebody else may do this. What everyone may read is sent without signing in.',
  'not-found': 'It may have been removed, or it may never have been there. What belongs to others answers the same.',
  conflict: 'Somebody was faster, or the same Idempotency-Key was used for something else. Read the newest state and decide again.',
  invalid: 'The answer names the fields. /v1/openapi.json says what they hold.',
  'bad-data': 'Tell the people who run this site.',
  unsupported: '/v1/openapi.json says what is offered here.',
};

export function problemPage(code: string): Answer {
  if (!Object.hasOwn(problemKinds, code)) throw new Refusal('not-found');
  const { title, detail, status } = problemKinds[code as PeerErrorCode];
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${title}</title>
<h1>${title}</h1>
<p>${detail}</p>
<p>${help[code as PeerErrorCode]}</p>
<p>Code: <code>${code}</code>, status ${status} unless the answer says otherwise.</p>
</html>
`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'public, max-age=3600' }, body };
}
