import type { Sending } from '../../domain/story.ts';
import { fill, msg } from '../../internal/localize.ts';
import { noteName } from '../story-list/notes.ts';

/** What was sent, for its writer to read without this page. */
export function asText({ text, helped, line, topics, notes, message }: Sending): string {
  const parts = [
    text,
    helped && `${msg('What helped')}\n\n${helped}`,
    line && fill(msg('A sentence that may be shown by itself: {line}'), { line }),
    topics.length && fill(msg('Themes: {topics}'), { topics: topics.join(', ') }),
    notes.length && fill(msg('Notes for readers: {notes}'), { notes: notes.map(noteName).join(', ') }),
    message && `${msg('From the team of this site')}\n\n${message}`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
