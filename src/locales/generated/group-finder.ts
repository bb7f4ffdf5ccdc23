import type { Locales } from '../locale.ts';

/** Made by `npm run locales`. The words of <group-finder>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
  ar: () => import('./ar/group-finder.ts'),
  de: () => import('./de/group-finder.ts'),
};
