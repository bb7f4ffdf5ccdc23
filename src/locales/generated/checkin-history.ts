import type { Locales } from '../locale.ts';

/** Made by `npm run locales`. The words of <checkin-history>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
  ar: () => import('./ar/checkin-history.ts'),
  de: () => import('./de/checkin-history.ts'),
};
