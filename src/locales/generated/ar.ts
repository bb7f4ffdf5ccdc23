/** Made from src/locales/xliff/ar.xlf by scripts/check-locales.mjs; English sentence → translation. */
export const sentences: Record<string, string> = {};
