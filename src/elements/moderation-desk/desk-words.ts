import { type DeskItem, type Lane, minutesToRead, type Waited, type Why } from '../../domain/desk.ts';
import { onDuty } from '../../domain/settings.ts';
import type { Duty } from '../../domain/space.ts';
import type { Sending } from '../../domain/story.ts';
import { fill, msg } from '../../internal/localize.ts';

export const laneNames = (): Record<Lane, string> => ({
  urgent: msg('Urgent'),
  mine: msg('With me'),
  waiting: msg('Waiting'),
  reported: msg('Reported'),
  answered: msg('Changed or answered'),
  appeals: msg('Appeals'),
  opinions: msg('Second opinions'),
  flagged: msg('Flagged'),
});

/** What is in a lane, and what to do first in it. */
export const laneHints = (): Record<Lane, string> => ({
  urgent: msg('Somebody may be in danger. Whoever has waited longest comes first.'),
  mine: msg('You took these. Nobody else can decide about them until you pass them on.'),
  waiting: msg('These wait to be read.'),
  reported: msg('Somebody told us about words: of a story, a reply or a check-in, or of the team itself.'),
  answered: msg('Their writers changed something, or answered what the team wrote.'),
  opinions: msg('A colleague reads these and asks what you think. It stays with them to decide.'),
  appeals: msg('Their writers see it differently. Somebody else than whoever decided looks at them.'),
  flagged: msg('A check failed or could not be made. That says nothing about the writer.'),
});

export const laneEmpty = (): Record<Lane, string> => ({
  urgent: msg('Nobody waits here. That is good.'),
  mine: msg('You have taken nothing. “Take the next one” gives you what has waited longest.'),
  waiting: msg('Everything has been read. Thank you.'),
  reported: msg('No report waits.'),
  answered: msg('No answer waits.'),
  opinions: msg('No colleague asks.'),
  appeals: msg('Nobody objects to anything.'),
  flagged: msg('Nothing is flagged.'),
});

/** Why something waits, said so that it judges nobody. */
export const whyWords = (): Record<Why, string> => ({
  distress: msg('Words of distress were noticed, or nobody could look for them'),
  worried: msg('A reader is worried about the writer'),
  new: msg('New'),
  reply: msg('A reply to a story'),
  changed: msg('The writer changed it'),
  written: msg('The team has written to the writer'),
  answered: msg('The writer answered the team'),
  appeal: msg('The writer sees it differently'),
  asked: msg('A second opinion is asked for'),
  report: msg('A reader reported it'),
  'report-reply': msg('A written reply was reported'),
  'report-said': msg('A writer reported what the team wrote to them'),
  'report-checkin': msg('A check-in of a group was reported'),
  mine: msg('Somebody says that it is theirs, and has no receipt'),
  hidden: msg('Hidden from readers until somebody decides'),
  restored: msg('Came back from a backup: its writer has to see it first'),
  'hidden-since': msg('Came back from a backup that was made before a report hid it'),
  'no-proof': msg('Sent without the small proof of work'),
  'bad-proof': msg('Its proof of work was wrong'),
  flag: msg('A check of the server flagged it'),
});

/** What became of a sending, for the staff. */
export function stateName(state: Sending['state']): string {
  switch (state) {
    case 'sent':
      return msg('Waits to be read');
    case 'claimed':
      return msg('Somebody reads it');
    case 'published':
      return msg('Published');
    case 'published-with-note':
      return msg('Published, with a note for readers');
    case 'again':
      return msg('Hidden, because somebody reported it');
    case 'changes-asked':
      return msg('Its writer was asked for changes');
    case 'not-published':
      return msg('Not published');
    case 'held':
      return msg('Held, because somebody may be in danger');
    case 'expired':
      return msg('It is not here any more');
  }
}

/** What came of something that waits no more. */
export const overWords = ({ sending, report }: DeskItem): string => (sending ? stateName(sending.state) : report?.state === 'read' ? msg('This report was read') : '');

export function waitedWords({ unit, amount }: Waited): string {
  if (unit === 'minutes') return amount ? fill(msg('Has waited for {minutes, plural, one {# minute} other {# minutes}}'), { minutes: amount }) : msg('Came just now');
  if (unit === 'hours') return fill(msg('Has waited for {hours, plural, one {# hour} other {# hours}}'), { hours: amount });
  return fill(msg('Has waited for {days, plural, one {# day} other {# days}}'), { days: amount });
}

export const lengthWords = (text: string): string => fill(msg('About {minutes, plural, one {# minute} other {# minutes}} to read'), { minutes: minutesToRead(text) });

/** Until when somebody has something to themselves, in the time of whoever looks. */
export const untilWords = (until: string, locale: string): string => new Intl.DateTimeFormat(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(Date.parse(until));

/** Who is on duty now and who is next; never the whole plan of anybody's days. */
export function dutyWords(duty: readonly Duty[], at: number, locale: string): string {
  const { now, next } = onDuty(duty, at);
  const list = (names: readonly string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names.map((name) => `\u2068${name}\u2069`));
  const first = now.length ? fill(msg('On duty now: {names}.'), { names: list(now) }) : msg('Nobody is on duty now.');
  return next ? `${first} ${fill(msg('Next: {names}, {when}.'), { names: list(next.names), when: untilWords(new Date(next.at).toISOString(), locale) })}` : first;
}
