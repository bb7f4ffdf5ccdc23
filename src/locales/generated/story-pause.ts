import type { Locales } from '../locale.ts';

/** Made by `npm run locales`. The words of <story-pause>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
  ar: () => import('./ar/story-pause.ts'),
  de: () => import('./de/story-pause.ts'),
};
