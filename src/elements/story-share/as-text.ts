import type { Answer, Reply } from '../../domain/answer.ts';
import type { Report } from '../../domain/report.ts';
import type { Message, Sending } from '../../domain/story.ts';
import { fill, msg } from '../../internal/localize.ts';
import { noteName } from '../story-list/notes.ts';
import { reasonWords } from '../story-list/report-words.ts';
import { answerSaid } from './answer-said.ts';

/** What is kept beside a story, as far as a backend has it. */
export interface Kept {
  messages?: Message[];
  answers?: Answer[];
  replies?: Reply[];
  reports?: Report[];
}

/** What was sent and what came back, for its writer to read without this page. */
export function asText({ text, helped, line, topics, notes, message, until }: Sending, { messages, answers = [], replies = [], reports = [] }: Kept = {}): string {
  const parts = [
    text,
    helped && `${msg('What helped')}\n\n${helped}`,
    line && fill(msg('A sentence that may be shown by itself: {line}'), { line }),
    topics.length && fill(msg('Themes: {topics}'), { topics: topics.join(', ') }),
    notes.length && fill(msg('Notes for readers: {notes}'), { notes: notes.map(noteName).join(', ') }),
    until && fill(msg('It stays until {month}.'), { month: until }),
    ...(messages?.length ? messages.map(said) : [message && `${msg('From the team of this site')}\n\n${message}`]),
    answers.map(({ kind }) => answerSaid()[kind]).join('\n'),
    ...replies.map((reply) => `${msg('Somebody who read your story wrote')} (${reply.month})\n\n${reply.text}`),
    ...reports.map(({ reason, words, message: told }) => [fill(msg('You reported: “{reason}”.'), { reason: reasonWords()[reason] }), words, told && `${msg('From the team of this site')}\n\n${told}`].filter(Boolean).join('\n\n')),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

const said = ({ from, text, month }: Message): string => `${from === 'staff' ? msg('From the team of this site') : msg('You wrote')} (${month})\n\n${text}`;
