import { de } from '../domain/words/de.ts';
import type { Locale } from './index.ts';
import { sentences } from './generated/de.ts';

export default { dir: 'ltr', sentences, schedule: de } satisfies Locale;
