import type { Query } from 'peer-support-elements/adapters/adapter.js';
import * as z from 'zod';
import { Refusal } from './problems.ts';

/** Most items in one answer. Who asks for more is answered fewer, as the contract allows. */
export const mostItems = 200;

/** Room for the longest name and id in any language, sealed. */
export const longestCursor = 10_000;

/** Text that every store can look for. */
const plain = (most: number) => z.string().max(most).regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u);
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);
const limit = z.int().min(1);
const cursor = z.string().max(longestCursor).regex(/^[\w+/=-]*$/);

/** The contract's Query, as a body. Keys that are not known pass, so that they are refused by name as not offered. */
export const querySchema = z.looseObject({
  where: z.record(plain(50), z.union([plain(200), z.array(plain(200)).max(50)])).optional(),
  text: plain(500).optional(),
  near: z.object({ latitude, longitude, km: z.number().min(0).max(25_000).optional() }).optional(),
  box: z.tuple([longitude, latitude, longitude, latitude]).refine(([, south, , north]) => south <= north, 'The south lies north of the north.').optional(),
  after: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/)
    .refine((text) => !Number.isNaN(Date.parse(text)), 'There is no such moment.')
    .optional(),
  sort: plain(50).optional(),
  seed: plain(200).optional(),
  limit: limit.optional(),
  cursor: cursor.optional(),
});

/** What a page may be asked for in an address: words, topics and places must not stand there. */
export const pageSchema = z.object({ limit: z.coerce.number().pipe(limit).optional(), cursor: cursor.optional() });

/** The query as the backend takes it: at most so many items, and nothing that says nothing. */
export function asQuery({ limit = 100, ...asked }: z.infer<typeof querySchema>): Query {
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== ''));
  return { ...query, limit: Math.min(limit, mostItems) } as Query;
}

const known = ['space', 'limit', 'cursor'];

/** Reads the part of an address behind its path. Each name at most once, and no other name. */
export function readAddress(search: URLSearchParams, paged: boolean): { limit?: string; cursor?: string } {
  const allowed = paged ? known : known.slice(0, 1);
  const names = [...search.keys()];
  if (names.some((name) => !allowed.includes(name)) || new Set(names).size < names.length) {
    throw new Refusal('invalid', { status: 400, detail: `An address carries ${allowed.join(', ')} and nothing else, each once.` });
  }
  return Object.fromEntries([...search].filter(([name]) => name !== 'space'));
}
