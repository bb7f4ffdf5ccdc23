import type { DraftOf, RecordOf } from '../../src/adapters/adapter.ts';
import type { Schedule } from '../../src/domain/group.ts';
import type { Sample } from '../../src/testing/index.ts';

/**
 * Invented groups with awkward values: a place at 0°, names that sort by accents, a rule, an online group without a place.
 * They meet in years to come: what was asked for long ago is not looked for.
 */
const weekly = (start: string, rule?: string): Schedule => ({ start, time: '19:00', minutes: 90, timeZone: 'Europe/London', ...(rule && { rule }) });
const bare = { topics: [], audience: [], languages: ['en-GB'], access: [] };

const records: RecordOf<'groups'>[] = [
  {
    ...bare,
    id: 'leeds',
    name: 'Ärger & Grief',
    about: 'A quiet hour with tea – <b>no</b> forms.',
    topics: ['Grief', 'Loss of a child'],
    audience: ['Parents'],
    access: ['Step-free'],
    led: 'peer',
    url: 'https://leeds.example.org/group',
    contact: { email: 'hello@leeds.example.org', phone: '0113 496 0000' },
    sessions: [
      {
        id: 'tue',
        way: 'in-person',
        schedule: weekly('2037-01-06', 'FREQ=WEEKLY;BYDAY=TU'),
        place: { name: 'Town Hall', address: '1 Example Street', area: ['England', 'Leeds'], latitude: 53.8, longitude: -1.55, approximate: false },
        status: 'on',
      },
    ],
    updated: '2026-02-03T04:05:06Z',
    checked: '2026-02-03',
    source: 'Example list',
  },
  {
    ...bare,
    id: 'online',
    name: 'Sleep, at last',
    topics: ['Sleep'],
    languages: ['en', 'de'],
    led: 'professional',
    sessions: [{ id: 'a', way: 'online', schedule: weekly('2037-03-02', 'FREQ=WEEKLY;BYDAY=MO;COUNT=2'), online: { url: 'https://meet.example.org/sleep', phone: '116 123' }, status: 'on' }],
  },
  {
    ...bare,
    id: 'zero',
    name: 'an island',
    topics: ['Anxiety'],
    sessions: [
      { id: 'a', way: 'hybrid', schedule: weekly('2037-05-01'), place: { area: ['Gulf of Guinea'], latitude: 0, longitude: 0, approximate: true }, status: 'on', reveal: 'ask' },
      { id: 'b', way: 'in-person', place: { area: ['Gulf of Guinea'], approximate: true }, status: 'paused' },
    ],
  },
  {
    ...bare,
    id: 'date/line?#%',
    name: 'Beyond the line',
    languages: ['fj'],
    sessions: [{ id: 'a', way: 'in-person', schedule: weekly('2037-04-01'), place: { area: ['Fiji', 'Taveuni'], latitude: -16.8, longitude: -179.9, approximate: false }, status: 'on' }],
  },
  {
    ...bare,
    id: 'york',
    name: 'Zest',
    audience: ['Parents', 'Carers'],
    sessions: [{ id: 'a', way: 'in-person', place: { name: 'Library', area: ['England', 'York'], latitude: 53.96, longitude: -1.08, approximate: false }, status: 'on', notes: 'By appointment' }],
  },
  { ...bare, id: 'none-yet', name: 'Ángel', topics: ['Loss'], sessions: [] },
];

const draft = (n: number): DraftOf<'groups'> => ({
  ...bare,
  name: `New group ${n}`,
  about: `Words of group ${n}, with "quotes", 'apostrophes' and 🫖`,
  topics: ['Stress'],
  sessions: [{ id: 'a', way: 'online', schedule: weekly(`2038-01-0${n}`), online: { url: `https://meet.example.org/${n}` }, status: 'on' }],
});

/** The sample of groups for every adapter that holds them. */
export const groups: Sample<'groups'> & { found: NonNullable<Sample<'groups'>['found']> } = {
  records,
  draft,
  patch: (n) => ({ name: `Another name ${n}`, about: null, contact: { url: 'mailto:new@example.org' }, topics: [] }),
  invalid: [
    {},
    null,
    [],
    { ...draft(1), name: '' },
    { ...draft(1), url: 'javascript:alert(1)' },
    { ...draft(1), sessions: [{ id: 'a', way: 'by-post', status: 'on' }] },
    { ...draft(1), about: 'x'.repeat(20_000) },
  ],
  found: [
    { query: { where: { topic: 'grief' } }, ids: ['leeds'] },
    { query: { where: { topic: ['Sleep', 'Anxiety'] } }, ids: ['online', 'zero'] },
    { query: { where: { audience: 'Parents', led: 'peer' } }, ids: ['leeds'] },
    { query: { where: { way: 'online' } }, ids: ['online', 'zero'] },
    { query: { where: { way: 'in-person', status: 'on' } }, ids: ['leeds', 'zero', 'date/line?#%', 'york'] },
    { query: { where: { language: 'en' }, text: 'sleep' }, ids: ['online'] },
    { query: { where: { language: 'en-GB', area: 'england' } }, ids: ['leeds', 'york'] },
    { query: { where: { access: 'step-free' } }, ids: ['leeds'] },
    { query: { where: { id: ['york', 'zero'] } }, ids: ['york', 'zero'] },
    { query: { text: 'TEA arger' }, ids: ['leeds'] },
    { query: { text: 'loss' }, ids: ['leeds', 'none-yet'] },
    { query: { near: { latitude: 53.8, longitude: -1.5, km: 10 } }, ids: ['leeds'] },
    { query: { near: { latitude: 0.1, longitude: 0.1, km: 100 } }, ids: ['zero'] },
    { query: { near: { latitude: 53.9, longitude: -1.1 }, where: { area: 'England' } }, ids: ['york', 'leeds'] },
    { query: { box: [-2, 53, -1, 54] }, ids: ['leeds', 'york'] },
    { query: { box: [170, -20, -170, -10] }, ids: ['date/line?#%'] },
    { query: { after: '2037-04-15T00:00:00Z' }, ids: ['leeds', 'zero'] },
    { query: { after: '2037-05-01T19:29:00Z', where: { way: 'hybrid' } }, ids: ['zero'] },
    { query: { sort: 'name' }, ids: ['zero', 'none-yet', 'leeds', 'date/line?#%', 'online', 'york'] },
    { query: { sort: 'next', after: '2037-03-01T00:00:00Z' }, ids: ['online', 'leeds', 'date/line?#%', 'zero'] },
    { query: { sort: 'near', near: { latitude: 54, longitude: -1 } }, ids: ['york', 'leeds', 'zero', 'date/line?#%', 'none-yet', 'online'] },
  ],
};
