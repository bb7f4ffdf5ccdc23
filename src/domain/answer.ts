/** What readers can say to a story without writing. */
export const answerKinds = ['been-there', 'thank-you', 'thinking-of-you', 'holding-hope'] as const;
export type AnswerKind = (typeof answerKinds)[number];

/**
 * That readers answered a story. There is one of each kind at most, however many they are: nothing that is answered or kept
 * says how many. Whoever sent it gets `story`, its writer gets `sending` and the month of the first.
 */
export interface Answer {
  id: string;
  kind: AnswerKind;
  /** Id of the story, for whoever answered it. */
  story?: string;
  /** Id of the sending, for its writer. */
  sending?: string;
  /** `YYYY-MM`. For the writer. */
  month?: string;
}

export interface AnswerDraft {
  story: string;
  kind: AnswerKind;
}

/** A written reply that the staff has read, as its reader gets it. Its id does not lead to who wrote it. */
export interface Reply {
  id: string;
  text: string;
  /** BCP 47 tag. */
  language: string;
  /** `YYYY-MM`. */
  month: string;
  /** Id of the sending that it is for. For the writer of the story. */
  sending?: string;
  /** Whether whoever wrote it agrees to have it shown beside the story. For the writer of the story. */
  offered?: boolean;
  /** Id of the story beside which it is shown, where both agreed. */
  story?: string;
}

/** That the writer of a story agrees to have a reply shown beside it. Removing it takes that back. */
export interface Agreement {
  id: string;
  reply: string;
}

export type AgreementDraft = Pick<Agreement, 'reply'>;
