import { SearchIndex } from '../domain/search.ts';
import { nearest } from '../domain/slips.ts';
import type { Finder } from './rows.ts';

export const words: NonNullable<Finder['words']> = (texts, asked) => new SearchIndex((n) => texts[n]!, texts.length).find(asked, nearest).mask;
