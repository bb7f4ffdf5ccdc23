import type { Locales } from '../locale.ts';

/** Made by `npm run locales`. The words of <moderation-desk>, by language; each is fetched when the first element of it needs it. */
export const locales: Locales = {
  ar: () => import('./ar/moderation-desk.ts'),
  de: () => import('./de/moderation-desk.ts'),
};
