import type { Locales } from '../locale.ts';

/** Made by `npm run locales`. The words of <story-share>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
  ar: () => import('./ar/story-share.ts'),
  de: () => import('./de/story-share.ts'),
};
