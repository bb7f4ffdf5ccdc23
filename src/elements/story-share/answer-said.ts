import type { AnswerKind } from '../../domain/answer.ts';
import { msg } from '../../internal/localize.ts';

/** What readers said, for whom they said it to. */
export const answerSaid = (): Record<AnswerKind, string> => ({
  'been-there': msg('Somebody has been there too.'),
  'thank-you': msg('Somebody thanks you for telling this.'),
  'thinking-of-you': msg('Somebody is thinking of you.'),
  'holding-hope': msg('Somebody is holding hope for you.'),
});
