import { PeerError, type PeerErrorCode } from 'peer-support-elements/backend';

/** How a code of the contract is answered, and what its page says. */
interface ProblemKind {
  status: number;
  title: string;
  /** Said with every such answer, unless there is something better to say. Never a word of what was sent. */
  detail: string;
}

/** Every code of the contract. Those that only a browser can find out have a page too, because their addresses are names. */
export const problemKinds: { readonly [C in PeerErrorCode]: ProblemKind } = {
  offline: { status: 503, title: 'There is no connection', detail: 'The page could not reach the service. Nothing was sent.' },
  timeout: { status: 503, title: 'It took too long', detail: 'The service did not answer in time. Trying again is safe: nothing is taken twice.' },
  unavailable: { status: 503, title: 'Not possible at the moment', detail: 'The service cannot do this now.' },
  'rate-limited': { status: 429, title: 'Too many requests', detail: 'Too much was asked from one place in a short time. Wait as long as Retry-After says.' },
  'signed-out': { status: 401, title: 'Signed out', detail: 'This needs a credential, or the one that was sent does not hold here any more.' },
  forbidden: { status: 403, title: 'Not allowed', detail: 'Whoever asks may not do this.' },
  'not-found': { status: 404, title: 'Not found', detail: 'There is nothing here, or nothing for whoever asks.' },
  conflict: { status: 409, title: 'It has changed', detail: 'This does not fit what is there now. Read it again and decide anew.' },
  invalid: { status: 422, title: 'Not valid', detail: 'What was sent cannot be taken as it is.' },
  'bad-data': { status: 500, title: 'Not readable', detail: 'An answer could not be understood.' },
  unsupported: { status: 400, title: 'Not offered', detail: 'The service does not offer this.' },
};

const retryable: readonly PeerErrorCode[] = ['offline', 'timeout', 'unavailable', 'rate-limited'];

export interface RefusalOptions {
  /** Where the code's own status would say too little. */
  status?: number;
  detail?: string;
  /** Names of fields and headers, never what they hold. */
  fields?: readonly string[];
  retryable?: boolean;
  retryAfterSeconds?: number;
  headers?: Readonly<Record<string, string>>;
}

/** Why a request is not served, as it will be answered. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: PeerErrorCode;
  readonly options: RefusalOptions;

  constructor(code: PeerErrorCode, options: RefusalOptions = {}) {
    super(code);
    this.code = code;
    this.options = options;
  }
}

/** The document of RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  fields?: readonly string[];
  retryable: boolean;
}

export function problemOf({ code, options }: Refusal): Problem {
  const { status, title, detail } = problemKinds[code];
  return {
    type: `/v1/problems/${code}`,
    title,
    status: options.status ?? status,
    detail: options.detail ?? detail,
    ...(options.fields?.length && { fields: options.fields }),
    retryable: options.retryable ?? retryable.includes(code),
  };
}

/** An error of the contract as a refusal. Its message stays here: it is for developers and may name what was asked for. */
export function refusalOf(error: PeerError, known: ReadonlySet<string>): Refusal {
  const { code, retryAfterMs } = error;
  const fields = code === 'invalid' ? fieldsOf(error.cause, known) : [];
  return new Refusal(code, {
    retryable: error.retryable,
    fields,
    ...(retryAfterMs !== undefined && { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
  });
}

/** Where a schema found something, by names that the schemas know: other names came with the request. */
export function fieldsOf(error: unknown, known: ReadonlySet<string>): string[] {
  const issues = (error as { issues?: readonly { path: readonly PropertyKey[] }[] } | undefined)?.issues ?? [];
  const named = issues.map(({ path }) => {
    const until = path.findIndex((step) => typeof step !== 'number' && !known.has(String(step)));
    return (until < 0 ? path : path.slice(0, until)).join('.');
  });
  return [...new Set(named.filter(Boolean))].slice(0, 20);
}
