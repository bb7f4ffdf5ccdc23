import { ar } from '../domain/words/ar.ts';
import type { Locale } from './index.ts';
import { sentences } from './generated/ar.ts';

export default { dir: 'rtl', sentences, schedule: ar } satisfies Locale;
