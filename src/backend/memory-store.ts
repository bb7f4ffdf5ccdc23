import { finder } from './list-rows.ts';
import { MemoryRows, type MemoryStore } from './memory-rows.ts';

/** Keeps rows in this process. For trying things out, and as the model of other stores. */
export const memoryStore = (): MemoryStore => new MemoryRows(finder);
