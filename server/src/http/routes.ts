import type { Act, CollectionAbilities, CollectionName } from 'peer-support-elements/adapters/adapter.js';
import { kinds } from 'peer-support-elements/backend';
import type { LimitName } from './limiter.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** How one way of asking is reached. */
export interface Way {
  act: Act;
  method: Method;
  /** Behind the name of the collection. */
  path: '' | '/search' | '/watch' | '/:id';
  /** Which limit it counts to. */
  limit: Exclude<LimitName, 'texts'>;
  /** Whether a body is read. */
  body: 'none' | 'query' | 'draft' | 'patch';
}

/** Every act of the contract over HTTP, the same for all collections. */
export const ways: readonly Way[] = [
  { act: 'list', method: 'GET', path: '', limit: 'reads', body: 'none' },
  { act: 'list', method: 'POST', path: '/search', limit: 'searches', body: 'query' },
  { act: 'watch', method: 'POST', path: '/watch', limit: 'searches', body: 'query' },
  { act: 'create', method: 'POST', path: '', limit: 'writes', body: 'draft' },
  { act: 'get', method: 'GET', path: '/:id', limit: 'reads', body: 'none' },
  { act: 'update', method: 'PATCH', path: '/:id', limit: 'writes', body: 'patch' },
  { act: 'remove', method: 'DELETE', path: '/:id', limit: 'writes', body: 'none' },
];

export interface CollectionRoute extends Way {
  collection: CollectionName;
  /** Pattern for the router, and the name of the route in logs and metrics. */
  pattern: string;
}

export const collectionNames = Object.keys(kinds) as CollectionName[];

/** Anonymous lists that everybody may keep for a moment. */
export const cacheable: readonly CollectionName[] = ['groups', 'stories'];

/** What strangers create has a limit of its own. */
const ownLimits = ['sendings', 'answers', 'reports'] as const satisfies readonly (LimitName & CollectionName)[];

/** What each collection offers, from what its kind can do: a new collection needs nothing here. */
export const collectionRoutes: readonly CollectionRoute[] = collectionNames.flatMap((collection) => {
  const can: CollectionAbilities = kinds[collection].can;
  return ways
    .filter(({ act }) => can[act])
    .map((way) => ({ ...way, collection, pattern: `/v1/${collection}${way.path}`, limit: (way.act === 'create' && ownLimits.find((name) => name === collection)) || way.limit }));
});

/** Every address under a collection, with the methods that are offered there: perhaps none. */
export const collectionPaths: readonly { pattern: string; methods: Method[] }[] = collectionNames.flatMap((collection) =>
  (['', '/search', '/watch', '/:id'] as const).map((path) => {
    const pattern = `/v1/${collection}${path}`;
    return { pattern, methods: collectionRoutes.filter((route) => route.pattern === pattern).map(({ method }) => method) };
  }),
);

/** What is there beside the collections. */
export const otherPaths = {
  '/v1/challenges': ['POST'],
  '/v1/openapi.json': ['GET'],
  '/v1/problems/:code': ['GET'],
  '/healthz': ['GET'],
  '/readyz': ['GET'],
  '/metrics': ['GET'],
} as const satisfies Record<string, readonly Method[]>;
