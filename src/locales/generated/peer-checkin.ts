import type { Locales } from '../locale.ts';

/** Made by `npm run locales`. The words of <peer-checkin>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
  ar: () => import('./ar/peer-checkin.ts'),
  de: () => import('./de/peer-checkin.ts'),
};
