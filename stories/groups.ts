import type { Group, Schedule } from '../src/domain/group.ts';

const schedule = (rule: string, time: string, minutes: number, timeZone = 'Europe/London', more: Partial<Schedule> = {}): Schedule => ({
  start: '2026-01-05',
  time,
  minutes,
  timeZone,
  rule,
  ...more,
});

const group = (id: string, name: string, more: Partial<Group>): Group => ({
  id,
  name,
  topics: [],
  audience: [],
  languages: ['en'],
  access: [],
  sessions: [],
  ...more,
});

/** Invented groups, one for each thing a card can show. */
export const groups: Group[] = [
  group('leeds', 'Leeds Tuesday Circle', {
    about: 'A small, steady group for people who have lost somebody close. You can talk, or just listen.',
    topics: ['Bereavement'],
    access: ['Step-free', 'Hearing loop'],
    cost: 'Free',
    led: 'peer',
    joining: 'Just come along. Ask for a volunteer with a green badge.',
    contact: { email: 'leeds@groups.example.org', phone: '0113 496 0100' },
    checked: '2026-10-12',
    sessions: [
      {
        id: '1',
        way: 'in-person',
        status: 'on',
        schedule: schedule('FREQ=WEEKLY;BYDAY=TU', '19:30', 90, 'Europe/London', { except: ['2026-12-29'] }),
        place: { name: 'Mill Street Library', address: '12 Mill Street, Leeds LS1 4AB', area: ['Yorkshire', 'Leeds'], latitude: 53.79, longitude: -1.54, approximate: false },
      },
      { id: '2', way: 'online', status: 'on', schedule: schedule('FREQ=WEEKLY;BYDAY=SU', '20:00', 60), online: { url: 'https://meet.example.org/leeds', phone: '+441134960101,,123#' } },
    ],
  }),
  group('far', 'Transatlantic Caregivers', {
    topics: ['Carers'],
    audience: ['Carers'],
    access: ['Captions'],
    sessions: [{ id: '1', way: 'online', status: 'on', schedule: schedule('FREQ=WEEKLY;BYDAY=TH', '18:00', 75, 'America/New_York'), online: { url: 'https://meet.example.org/far' } }],
  }),
  group('hope', 'Hope After Suicide Loss', {
    topics: ['Bereavement by suicide', 'Bereavement'],
    joining: 'Please write first. We tell you the place when we have talked.',
    contact: { email: 'hope@groups.example.org' },
    checked: '2024-09-18',
    sessions: [
      { id: '1', way: 'in-person', status: 'on', reveal: 'ask', schedule: schedule('FREQ=MONTHLY;BYDAY=-1FR', '18:30', 120), place: { area: ['West Midlands', 'Birmingham'], approximate: true } },
    ],
  }),
  group('ocd', 'OCD Evening', {
    topics: ['Anxiety'],
    sessions: [{ id: '1', way: 'hybrid', status: 'full', schedule: schedule('FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', '19:00', 90), place: { name: 'Room 3', area: ['Nottingham'], approximate: false }, online: { url: 'https://meet.example.org/ocd' } }],
  }),
  group('polska', 'Polska grupa wsparcia', {
    about: 'Grupa dla osób po stracie.',
    topics: ['Bereavement'],
    languages: ['pl'],
    sessions: [{ id: '1', way: 'in-person', status: 'on', schedule: schedule('FREQ=MONTHLY;BYDAY=1SU', '16:00', 120), place: { name: 'Community House', area: ['London'], approximate: false } }],
  }),
  group('sea', 'Liverpool Sea Air', {
    topics: ['Cancer'],
    sessions: [{ id: '1', way: 'in-person', status: 'paused', schedule: schedule('FREQ=MONTHLY;BYDAY=4SU', '13:00', 120), place: { name: 'Ferry steps', area: ['Liverpool'], approximate: false } }],
  }),
  group('tea', 'One to One by Appointment', {
    topics: ['Low mood'],
    sessions: [{ id: '1', way: 'in-person', status: 'on', place: { name: 'Welcome Room', area: ['Norwich'], approximate: false } }],
  }),
];

/** A list as an address that needs no server. */
export const address = (list: unknown, type = 'application/json'): string =>
  `data:${type},${encodeURIComponent(typeof list === 'string' ? list : JSON.stringify(list))}`;
