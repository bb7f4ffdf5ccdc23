// All that looks through a text in English, which is fetched as one: what is compressed together is smaller.
export { english as pack } from './en.ts';
export { reading } from './find.ts';
