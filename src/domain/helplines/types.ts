import type { WatchHours } from '../space.ts';

/** Whom a help line is for first of all. */
export const helpAudiences = ['everyone', 'young', 'abuse', 'indigenous'] as const;
export type HelpAudience = (typeof helpAudiences)[number];

/** Ways to get in touch. `textphone` is a number for textphones (TTY); `sign` a page with sign language, `site` one that leads to numbers. */
export const helpWays = ['call', 'text', 'chat', 'site', 'textphone', 'sign'] as const;

/** One way to get in touch. */
export interface HelpWay {
  kind: (typeof helpWays)[number];
  /** Number of a call, a text or a textphone, with spaces as people say it. */
  number?: string;
  /** What the first text has to say, where that matters. */
  word?: string;
  /** https address of a chat or another page. */
  url?: string;
  /** Day and night, or hours on the clock of a place. Absent: not known. */
  hours?: 'always' | WatchHours[];
  /** BCP 47 tags, where they are others than those of the line. */
  languages?: string[];
}

/** One help line. What is not known is left out. */
export interface HelpLine {
  /** Name by which people know it. */
  name: string;
  /** Who runs it. */
  by?: string;
  for: HelpAudience;
  who?: 'women' | 'men';
  /** In years, both included. */
  ages?: { from?: number; to?: number };
  /** Part of the country, by its own name. */
  area?: string;
  ways: HelpWay[];
  /** BCP 47 tags. */
  languages?: string[];
  /** Other languages come with an interpreter. */
  interpreters?: boolean;
  /** https address of whoever runs it. */
  source?: string;
  /** `YYYY-MM-DD` or `YYYY-MM`: when its facts were last seen to be so. Absent: not known. */
  checked?: string;
}

/** A service through which Deaf callers reach every number of a country. */
export interface HelpRelay {
  name: string;
  number?: string;
  /** `before` the number that is called, or `first`, and the number is asked for. */
  dial?: 'before' | 'first';
  source: string;
  checked?: string;
}

/** What is known for a country. */
export interface HelpCountry {
  emergency: string;
  relay?: HelpRelay;
  lines: HelpLine[];
}
