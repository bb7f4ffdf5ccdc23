import type { Group, Schedule, Session } from '../../src/domain/group.ts';

/** A date `YYYY-MM-DD` some days from now, in UTC. */
export const inDays = (days: number): string => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10);

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
export const weekdayIn = (days: number): string => weekdays[new Date(Date.now() + days * 864e5).getUTCDay()]!;
export const codeIn = (days: number): string => ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(Date.now() + days * 864e5).getUTCDay()]!;

/** Weekly, next on the day so many days from now at 12:00 UTC. */
export const weeklyIn = (days: number, more: Partial<Schedule> = {}): Schedule => ({
  start: '2026-01-01',
  time: '12:00',
  minutes: 90,
  timeZone: 'UTC',
  rule: `FREQ=WEEKLY;BYDAY=${weekdayIn(days)}`,
  ...more,
});

export const session = (more: Partial<Session> = {}): Session => ({ id: '1', way: 'in-person', status: 'on', ...more });

export const group = (id: string, name: string, more: Partial<Group> = {}): Group => ({
  id,
  name,
  topics: [],
  audience: [],
  languages: [],
  access: [],
  sessions: [],
  ...more,
});

/** Three groups: in person in two days, online in one, hybrid in three. */
export const three = (): Group[] => [
  group('leeds', 'Leeds Circle', {
    about: 'For people who have lost somebody close.',
    topics: ['Bereavement'],
    access: ['Step-free'],
    contact: { email: 'leeds@groups.example.org' },
    joining: 'Just come along.',
    checked: inDays(-20),
    sessions: [
      session({
        schedule: weeklyIn(2),
        place: { name: 'Mill Street Library', address: '12 Mill Street, Leeds', area: ['Leeds'], latitude: 53.79, longitude: -1.54, approximate: false },
      }),
    ],
  }),
  group('online', 'Online Café', {
    topics: ['Anxiety'],
    sessions: [session({ way: 'online', schedule: weeklyIn(1), online: { url: 'https://meet.example.org/cafe', phone: '+441134960101,,123#' } })],
  }),
  group('york', 'York Evenings', {
    topics: ['bereavement', 'Carers'],
    sessions: [session({ way: 'hybrid', schedule: weeklyIn(3), place: { area: ['York'], approximate: false }, online: { url: 'https://meet.example.org/york' } })],
  }),
];

/** A list as an address that needs no server. */
export const address = (list: unknown, type = 'application/json'): string =>
  `data:${type},${encodeURIComponent(typeof list === 'string' ? list : JSON.stringify(list))}`;

/** While the page has this in its query, as after a link that leads to a group. */
export async function withLinkTo(group: string, run: () => Promise<void>): Promise<void> {
  const before = location.href;
  const url = new URL(before);
  url.searchParams.set('gf.group', group);
  history.replaceState(null, '', url);
  try {
    await run();
  } finally {
    history.replaceState(null, '', before);
  }
}

/** A list of lines that arrives while it is read: each object is a line of its own. */
export async function whileLinesArrive(run: (feed: { send(...lines: unknown[]): void; end(): void; asked(): unknown }) => Promise<void>): Promise<void> {
  const { fetch } = window;
  let feed: ReadableStreamDefaultController<Uint8Array> | undefined;
  window.fetch = () => Promise.resolve(new Response(new ReadableStream({ start: (controller) => void (feed = controller) }), { headers: { 'content-type': 'application/x-ndjson' } }));
  try {
    await run({
      send: (...lines) => feed!.enqueue(new TextEncoder().encode(lines.map((each) => `${JSON.stringify(each)}\n`).join(''))),
      end: () => feed!.close(),
      asked: () => feed,
    });
  } finally {
    window.fetch = fetch;
  }
}
