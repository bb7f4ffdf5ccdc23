/** Which words stand where somebody is in distress, by their beginnings. What is above zero, all together, counts. */
export interface WeighedWords {
  start: number;
  weights: readonly (readonly [weight: number, words: string])[];
}

/** What a text can speak of. `unclear`: it sounds like distress, and no phrase says of what kind. `unchecked`: it is, or may be, in a language that is not known here. */
export type DistressTopic = 'suicide' | 'self-harm' | 'abuse' | 'child-at-risk' | 'harm-to-others' | 'unclear' | 'unchecked';

/** How one language speaks of distress, in phrases of plain words with `|` between them (see `plain.ts`). */
export interface DistressWords {
  /** Words that this language cannot do without for long and that its neighbours do not share. */
  common: string;
  /** Figures of speech, taken out before anything else is looked for. */
  figures: string;
  /** Words that start another thought: "I used to cope but now …" is two. */
  turns: string;
  /** It was long ago, is denied, or happened to somebody who is mourned: noticed, not urgent. */
  past: string;
  /** It is going on, whatever else is said. */
  ongoing: string;
  /** What stands before words that are denied; a pattern as it is, for text that was made plain. */
  denied: string;
  words: WeighedWords;
  topics: Readonly<Record<Exclude<DistressTopic, 'unclear' | 'unchecked'>, string>>;
}

/** What a text speaks of, and whether somebody should read it before all others. */
export interface Distress {
  topics: DistressTopic[];
  urgent: boolean;
}
