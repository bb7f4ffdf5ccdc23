import type { AnswerKind } from '../../domain/answer.ts';
import { msg } from '../../internal/localize.ts';

/** What readers can say to a story, in the words in which its writer sees it. */
export const answerWords = (): Record<AnswerKind, string> => ({
  'been-there': msg('I’ve been there too'),
  'thank-you': msg('Thank you for telling this'),
  'thinking-of-you': msg('Thinking of you'),
  'holding-hope': msg('Holding hope'),
});
