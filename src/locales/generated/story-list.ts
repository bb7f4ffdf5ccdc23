import type { Locales } from '../locale.ts';

/** Made by `npm run locales`. The words of <story-list>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
  ar: () => import('./ar/story-list.ts'),
  de: () => import('./de/story-list.ts'),
};
