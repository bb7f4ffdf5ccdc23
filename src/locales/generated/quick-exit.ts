import type { Locales } from '../locale.ts';

/** Made by `npm run locales`. The words of <quick-exit>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
  ar: () => import('./ar/quick-exit.ts'),
  de: () => import('./de/quick-exit.ts'),
};
