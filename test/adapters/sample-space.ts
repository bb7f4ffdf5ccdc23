import type { SpaceSettings } from '../../src/domain/space.ts';
import { spaceRecord } from '../../src/domain/space-record.ts';
import type { Sample } from '../../src/testing/index.ts';

/** What an invented charity decided: adults, read by people in the evening. */
export const spaceSettings: SpaceSettings = {
  title: 'Example Peers',
  ages: { from: 18 },
  privacy: 'https://peers.example.org/privacy',
  rules: ['Tell your own story, not that of others.', 'No names, no places by which somebody could be found.'],
  confidentiality: 'We do not know who you are and cannot send anyone. If somebody may be in danger, we may have to pass on what you wrote.',
  replies: true,
  languages: ['en', 'de'],
  moderation: 'all',
  moderators: ['moderators@peers.example.org'],
  safeguarding: 'safe@peers.example.org',
  watchHours: [{ days: ['MO', 'WE', 'FR'], from: '18:00', to: '22:00', timeZone: 'Europe/London' }],
  readWithinHours: 48,
  helplines: ['GB'],
  keptMonths: 24,
  backupDays: 14,
  checkins: { names: true, greetAfterMinutes: 60 },
};

/** The id of a space is its name, so the sample is made for one. */
export const spaces = (name: string): Sample<'spaces'> => ({ records: [spaceRecord(name, spaceSettings)] });
