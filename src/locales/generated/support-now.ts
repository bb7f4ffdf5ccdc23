import type { Locales } from '../locale.ts';

/** Made by `npm run locales`. The words of <support-now>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
  ar: () => import('./ar/support-now.ts'),
  de: () => import('./de/support-now.ts'),
};
