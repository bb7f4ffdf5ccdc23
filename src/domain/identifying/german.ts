// All that looks through a text in German, which is fetched as one: what is compressed together is smaller.
export { german as pack } from './de.ts';
export { reading } from './find.ts';
