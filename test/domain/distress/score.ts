import { readFileSync } from 'node:fs';
import { noticeDistress } from '../../../src/domain/distress.ts';

export interface Sentence {
  text: string;
  locale: string;
  /** Absent: harmless. */
  topic?: string;
  urgent: boolean;
}

type Lists = Record<string, string[]>;

/** The published sentences: `corpus`, which the rules were made with, or `held-out`, written before them. */
export function sentences(name: 'corpus' | 'held-out' | 'fresh' | 'last' | 'unseen' | 'everyday' | 'afterwards' | 'later' | 'once'): Sentence[] {
  const file = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Record<string, { urgent: Lists; noticed: Lists; harmless: string[] }>;
  return Object.entries(file).flatMap(([locale, { urgent, noticed, harmless }]) => [
    ...Object.entries(urgent).flatMap(([topic, texts]) => texts.map((text) => ({ text, locale, topic, urgent: true }))),
    ...Object.entries(noticed).flatMap(([topic, texts]) => texts.map((text) => ({ text, locale, topic, urgent: false }))),
    ...harmless.map((text) => ({ text, locale, urgent: false })),
  ]);
}

export interface Figures {
  /** Share of urgent sentences that are urgent. */
  urgent: number;
  /** Share of sentences with a topic whose topic is noticed. */
  topics: number;
  /** Share of sentences that are not urgent but are called so: past or denied, and harmless ones. */
  falselyUrgent: number;
  /** The same of harmless ones alone. */
  alarms: number;
}

const share = (list: readonly Sentence[], holds: (sentence: Sentence) => boolean) => list.filter(holds).length / (list.length || 1);
const isUrgent = ({ text, locale }: Sentence) => noticeDistress(text, locale).urgent;
const isNoticed = ({ text, locale, topic }: Sentence) => (noticeDistress(text, locale).topics as string[]).includes(topic!);

export function measure(list: readonly Sentence[]): Figures {
  return {
    urgent: share(list.filter(({ urgent }) => urgent), isUrgent),
    topics: share(list.filter(({ topic }) => topic), isNoticed),
    falselyUrgent: share(list.filter(({ urgent }) => !urgent), isUrgent),
    alarms: share(list.filter(({ topic }) => !topic), isUrgent),
  };
}

/** What went wrong, a line each. */
export const misses = (list: readonly Sentence[]): string[] =>
  list.flatMap((sentence) => {
    const { topics, urgent } = noticeDistress(sentence.text, sentence.locale);
    const wrong = urgent !== sentence.urgent || (sentence.topic && !(topics as string[]).includes(sentence.topic));
    return wrong ? [`${sentence.topic ?? 'harmless'}${sentence.urgent ? ', urgent' : ''}; read as ${topics.join(', ') || 'nothing'}${urgent ? ', urgent' : ''}: ${sentence.text}`] : [];
  });
