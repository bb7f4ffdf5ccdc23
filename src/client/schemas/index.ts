import type { Schemas } from '../../adapters/adapter.ts';
import { groups } from './groups.ts';

export * from './groups.ts';

/** Every collection's schemas, for an adapter's `schemas()`. */
export const schemas = { groups } satisfies Schemas;
