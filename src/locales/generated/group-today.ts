import type { Locales } from '../locale.ts';

/** Made by `npm run locales`. The words of <group-today>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
  ar: () => import('./ar/group-today.ts'),
  de: () => import('./de/group-today.ts'),
};
