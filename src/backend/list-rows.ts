import type { CollectionName } from '../adapters/adapter.ts';
import { groups } from './find-groups.ts';
import { words } from './find-words.ts';
import { listWith } from './rows.ts';
import type { ListRequest, Row, RowPage } from './store.ts';

export const finder = { groups, words };

/** Answers a list from rows that are all at hand, for stores that have them so. */
export const listRows = (collection: CollectionName, rows: readonly Row[], request: ListRequest): RowPage => listWith(finder, collection, rows, request);
