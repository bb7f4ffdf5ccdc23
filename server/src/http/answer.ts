/** What a route answers, before what every answer carries is added. */
export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
}

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

/** What is answered to somebody who has this already. Undefined: they have not. */
export function notModified({ method, headers: asked }: Request, { status, headers }: Answer): Answer | undefined {
  const etag = headers?.etag;
  const has = asked.get('if-none-match');
  if (!etag || has === null || status !== 200 || !/^(GET|HEAD)$/.test(method)) return undefined;
  const matches = has.trim() === '*' || has.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
  const { 'content-type': _, ...kept } = headers!;
  return matches ? { status: 304, headers: kept } : undefined;
}
