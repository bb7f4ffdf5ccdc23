import type { Act, CollectionName } from 'peer-support-elements/adapters/adapter.js';
import { permissions, type PeerErrorCode, type Role } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import * as z from 'zod';
import { problemKinds } from './problems.ts';
import { challengeSchema } from './proof.ts';
import { longestCursor, querySchema } from './query.ts';
import { collectionNames, type CollectionRoute, collectionRoutes } from './routes.ts';

type Json = Record<string, unknown>;
type AnySchema = Parameters<typeof z.toJSONSchema>[0];

const ref = (kind: 'schemas' | 'parameters' | 'responses' | 'headers', name: string): Json => ({ $ref: `#/components/${kind}/${name}` });
const problem = z.strictObject({
  type: z.string().meta({ description: 'The last segment is the code.' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  fields: z.array(z.string()).min(1).optional(),
  retryable: z.boolean(),
});

function schemaOf(schema: unknown, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema as AnySchema, { unrepresentable: 'any', io }) as Json;
  // Readers of JSON schemas disagree about classes of characters: without Unicode this one would forbid the letter p. Halves of
  // characters are refused all the same.
  return JSON.parse(JSON.stringify(rest).replaceAll('\\\\p{Cs}', '')) as Json;
}

/** `stories` and `record` are `StoriesRecord`. */
const nameOf = (collection: CollectionName, part: string) => collection[0]!.toUpperCase() + collection.slice(1) + part[0]!.toUpperCase() + part.slice(1);

function componentSchemas(): Json {
  const made: Json = { Query: schemaOf(querySchema, 'input'), Problem: schemaOf(problem, 'output'), Challenge: schemaOf(challengeSchema, 'output') };
  for (const collection of collectionNames) {
    for (const [part, schema] of Object.entries(schemas[collection])) made[nameOf(collection, part)] = schemaOf(schema, part === 'record' ? 'output' : 'input');
    made[nameOf(collection, 'list')] = {
      type: 'object',
      required: ['items', 'next'],
      properties: { items: { type: 'array', items: ref('schemas', nameOf(collection, 'record')) }, next: { type: ['string', 'null'], description: 'Cursor of the next page, null at the end.' } },
      additionalProperties: false,
    };
  }
  return made;
}

const text = (most: number) => ({ type: 'string', maxLength: most });
const header = (name: string, description: string, schema: Json = text(200), required = false): Json => ({ name, in: 'header', required, description, schema });

const parameters: Json = {
  space: { name: 'space', in: 'query', description: 'Name of the site.', schema: { ...text(200), default: 'default' } },
  limit: { name: 'limit', in: 'query', description: 'At most so many items. There may be fewer: 200 is the most.', schema: { type: 'integer', minimum: 1, default: 100 } },
  cursor: { name: 'cursor', in: 'query', description: '`next` of the page before.', schema: text(longestCursor) },
  id: { name: 'id', in: 'path', required: true, description: 'Percent-encoded as a whole.', schema: text(200) },
  intent: header('Idempotency-Key', 'One id for one act of a person, the same each time it is sent: it happens once.', { ...text(200), minLength: 1, pattern: '^[!-~]+$' }, true),
  base: header('If-Match', 'The state that the change is based on: the ETag of the record that was seen.', text(202), true),
  baseIfAny: header('If-Match', 'Only if this is still the state of the record.', text(202)),
  known: header('If-None-Match', 'ETags of what is there already.', text(2000)),
  language: header('Accept-Language', 'The language somebody reads.'),
  last: header('Last-Event-ID', 'The id that was told last: what came after it is told first.', text(100)),
  proof: header('Peer-Proof', 'A solved challenge, base64. Without one a sending is taken all the same, and marked.', text(2000)),
};

const responseHeaders: Json = {
  ETag: { description: 'The state of what is answered.', schema: { type: 'string' } },
  Location: { description: 'Address of the new record, relative to the one that was asked.', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
};

/** Which codes a status stands for, and when. */
const problems: Readonly<Record<string, { codes: readonly PeerErrorCode[]; description: string }>> = {
  400: { codes: ['unsupported', 'invalid'], description: 'Not JSON, not offered, or more in the address than belongs there.' },
  401: { codes: ['signed-out'], description: problemKinds['signed-out'].detail },
  403: { codes: ['forbidden'], description: problemKinds.forbidden.detail },
  404: { codes: ['not-found'], description: problemKinds['not-found'].detail },
  405: { codes: ['unsupported'], description: 'The address does not have this method.' },
  409: { codes: ['conflict'], description: problemKinds.conflict.detail },
  413: { codes: ['invalid'], description: 'The body is too large.' },
  415: { codes: ['invalid'], description: 'The body is not application/json.' },
  422: { codes: ['invalid'], description: problemKinds.invalid.detail },
  428: { codes: ['invalid'], description: 'If-Match is missing.' },
  429: { codes: ['rate-limited'], description: problemKinds['rate-limited'].detail },
  500: { codes: ['unavailable'], description: 'Something went wrong.' },
  503: { codes: ['unavailable'], description: problemKinds.unavailable.detail },
};

const problemResponse = (status: string, description: string): Json => ({
  description,
  ...(/429|503/.test(status) && { headers: { 'Retry-After': ref('headers', 'Retry-After') } }),
  content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
});

const responses: Json = Object.fromEntries(Object.entries(problems).map(([status, { description }]) => [`problem${status}`, problemResponse(status, description)]));
const refused = (statuses: readonly number[]): Json => Object.fromEntries(statuses.map((status) => [String(status), ref('responses', `problem${status}`)]));

const always = [400, 401, 403, 404, 429, 500, 503];
const withBody = [413, 415, 422];
const refusals: { readonly [A in Act]: readonly number[] } = {
  list: [...always, 422],
  get: always,
  create: [...always, 409, ...withBody],
  update: [...always, 409, ...withBody, 428],
  remove: [...always, 409, 422],
  watch: [...always, ...withBody],
};

const jsonContent = (name: string): Json => ({ 'application/json': { schema: ref('schemas', name) } });
const etag = { ETag: ref('headers', 'ETag') };

function success({ collection, act, method }: CollectionRoute): Json {
  const record = jsonContent(nameOf(collection, 'record'));
  switch (act) {
    case 'list':
      return { 200: { description: 'One page.', headers: etag, content: jsonContent(nameOf(collection, 'list')) }, ...(method === 'GET' && { 304: { description: 'It is the same as before.' } }) };
    case 'get':
      return { 200: { description: 'The record.', headers: etag, content: record }, 304: { description: 'It is the same as before.' } };
    case 'create':
      return { 201: { description: 'What came of it. The same again if it is sent again.', headers: { ...etag, Location: ref('headers', 'Location') }, content: record } };
    case 'update':
      return { 200: { description: 'The record as it is now.', headers: etag, content: record } };
    case 'remove':
      return { 204: { description: 'It is gone.' } };
    default:
      return { 200: { description: 'Server-sent events: `ready`, then `change` with `{"ids": […]}`; `gap` if some are not kept any more. Each has an id for Last-Event-ID.', content: { 'text/event-stream': { schema: { type: 'string' } } } } };
  }
}

const parametersOf: { readonly [W in `${Act} ${CollectionRoute['method']}`]?: readonly string[] } = {
  'list GET': ['limit', 'cursor', 'known'],
  'get GET': ['id', 'known'],
  'create POST': ['intent'],
  'update PATCH': ['id', 'intent', 'base'],
  'remove DELETE': ['id', 'intent', 'baseIfAny'],
  'watch POST': ['last'],
};

/** Which credential makes somebody what. */
const credentials: { readonly [R in Role]?: string } = { writer: 'receipt', invited: 'invite', member: 'token', facilitator: 'token', moderator: 'token', admin: 'token' };

function security(collection: CollectionName, act: Act): Json[] {
  const rights = permissions[collection][act] ?? {};
  const schemes = Object.keys(rights).flatMap((role) => credentials[role as Role] ?? []);
  return [...(rights.visitor ? [{}] : []), ...[...new Set(schemes)].map((scheme) => ({ [scheme]: [] }))];
}

function operation(route: CollectionRoute): Json {
  const { collection, act, method, body } = route;
  const named = ['space', 'language', ...(parametersOf[`${act} ${method}`] ?? []), ...(collection === 'sendings' && act === 'create' ? ['proof'] : [])];
  return {
    operationId: `${collection}-${act}${method === 'POST' && act === 'list' ? '-search' : ''}`,
    tags: [collection],
    security: security(collection, act),
    parameters: named.map((name) => ref('parameters', name)),
    ...(body !== 'none' && { requestBody: { required: true, content: jsonContent(body === 'query' ? 'Query' : nameOf(collection, body)) } }),
    responses: { ...success(route), ...refused([...new Set([...refusals[act], ...(body === 'query' ? withBody : [])])]) },
  };
}

function collectionPathItems(): Json {
  const paths: Record<string, Json> = {};
  for (const route of collectionRoutes) (paths[route.pattern.replace(':id', '{id}')] ??= {})[route.method.toLowerCase()] = operation(route);
  return paths;
}

const plain = (operationId: string, description: string, content: Json, more: Json = {}): Json => ({
  operationId,
  security: [{}],
  responses: { 200: { description, content }, ...refused([404, 500]), ...more },
});

const status = { 'application/json': { schema: { type: 'object', required: ['status'], properties: { status: { type: 'string' } } } } };
const string = { schema: { type: 'string' } };

function otherPathItems(): Json {
  return {
    '/v1/challenges': { post: { ...plain('challenge', 'A challenge for a proof of work, good for ten minutes.', jsonContent('Challenge'), refused([400, 403, 429, 503])), parameters: [ref('parameters', 'space')] } },
    '/v1/openapi.json': { get: plain('openapi', 'This document.', { 'application/json': { schema: { type: 'object' } } }) },
    '/v1/problems/{code}': { get: { ...plain('problem', 'What a code means, in plain words.', { 'text/html': string }), parameters: [{ name: 'code', in: 'path', required: true, schema: { enum: Object.keys(problemKinds) } }] } },
    '/healthz': { get: plain('health', 'The process is up.', status) },
    '/readyz': { get: plain('ready', 'The database answers.', status, refused([503])) },
    '/metrics': { get: { ...plain('metrics', 'Counts for whoever runs the server, in the format of Prometheus.', { 'text/plain': string }), security: [{ metrics: [] }] } },
  };
}

function document(): Json {
  return {
    openapi: '3.1.1',
    info: { title: 'peer-support-server', version: '1', summary: 'The contract of peer-support-elements over HTTP.', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '..', description: 'The base that this document is served from.' }],
    paths: { ...collectionPathItems(), ...otherPathItems() },
    components: {
      schemas: componentSchemas(),
      parameters,
      headers: responseHeaders,
      responses,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: "A token of the host's own sign-in (a JSON web token), of the staff, or of a membership." },
        metrics: { type: 'http', scheme: 'bearer', description: 'The token that whoever runs the server chose for counts. No other one opens them.' },
        receipt: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Receipt` and the credential that is derived from the secret of a receipt.' },
        invite: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Invite` and the credential of an invitation.' },
      },
    },
  };
}

let written: string | undefined;

/** The document, made from the same schemas and the same table as the routes. */
export const openApi = (): string => (written ??= JSON.stringify(document()));
