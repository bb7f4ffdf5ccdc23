import fc from 'fast-check';
import type { CollectionName, ListRequest, Query, Row } from 'peer-support-elements/backend';
import type { Group, Session } from 'peer-support-elements/domain';

/** Invented records and questions, from few words and places, so that many of them meet. */

export const day = 24 * 60 * 60 * 1000;
/** A Wednesday at noon. */
export const noon = Date.parse('2026-03-04T12:00:00Z');

const words = ['Ärger', 'grief', 'Loss of a child', 'Tea', 'larger', 'sleeping', 'Straße', '日本語', 'men’s', 'हिन्दी', 'x', '2nd', 'anger', ''];
const some = (list: readonly string[], most = 3) => fc.uniqueArray(fc.constantFrom(...list), { maxLength: most });
/** Places that are a few to some hundred kilometres apart. */
const nearby = fc.integer({ min: -60, max: 60 }).map((value) => value / 10);
const degrees = (most: number) => fc.oneof(fc.constantFrom(0, most, -most, 53.8, -1.55, 179.9, -179.9).map((value) => Math.max(-most, Math.min(most, value))), fc.integer({ min: -most * 10, max: most * 10 }).map((value) => value / 10), nearby, nearby);

const schedule: fc.Arbitrary<Session['schedule']> = fc.option(
  fc.record({
    start: fc.constantFrom('2024-02-29', '2025-06-04', '2025-06-31', '2026-01-06', '2026-03-04', '2026-03-05', '2027-02-28', 'never'),
    time: fc.constantFrom('00:00', '12:00', '11:30', '23:30'),
    minutes: fc.constantFrom(0, 60, 90, 3000),
    timeZone: fc.constantFrom('Europe/London', 'Asia/Tokyo', 'UTC', 'Nowhere/Here'),
    rule: fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=MO,WE', 'FREQ=WEEKLY;COUNT=2', 'FREQ=MONTHLY;BYDAY=1WE', 'FREQ=SOMETIMES'),
  }).chain((whole) => fc.boolean().map((once) => { const { rule, ...rest } = whole; return once ? rest : { ...rest, rule }; })),
  { nil: undefined },
);

const place: fc.Arbitrary<Session['place']> = fc.option(
  fc.record({ area: some(['England', 'Leeds', 'LEEDS', 'Tōkyō']), approximate: fc.boolean(), latitude: fc.option(degrees(90), { nil: undefined }), longitude: fc.option(degrees(180), { nil: undefined }) }),
  { nil: undefined },
).map((found) => found && (JSON.parse(JSON.stringify(found)) as NonNullable<Session['place']>));

const session = (n: number): fc.Arbitrary<Session> =>
  fc.record({ way: fc.constantFrom('in-person' as const, 'online' as const, 'hybrid' as const), status: fc.constantFrom('on' as const, 'on' as const, 'paused' as const, 'full' as const, 'ended' as const), schedule, place })
    .map((whole) => JSON.parse(JSON.stringify({ id: `s${n}`, ...whole })) as Session);

export const group = (id: string): fc.Arbitrary<Group> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constantFrom('Group 10', 'group 9', 'Ärger', 'Arger', 'zeta', 'Öl', 'اب'),
    about: fc.constantFrom(...words),
    topics: some(words.filter(Boolean)),
    audience: some(['Parents', 'Men', 'parents']),
    languages: some(['en-GB', 'de', 'zh-Hant-HK', 'EN']),
    access: some(['Step-free', 'Hearing loop']),
    led: fc.constantFrom('peer' as const, 'professional' as const, 'both' as const),
    sessions: fc.integer({ min: 0, max: 3 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => session(n)))),
  });

const reader = fc.constantFrom('everyone', 'everyone', 'everyone', 'group:a', 'staff');

/** Rows of groups, each with an id of its own. */
export const groupRows = (most = 25): fc.Arbitrary<Row[]> =>
  fc.integer({ min: 0, max: most }).chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, n) =>
        fc.record({ group: group(['a', 'b', 'A', 'é', 'id-'][n % 5]! + n), reader, key: fc.integer({ min: 0, max: 5 }) }).map(
          ({ group: record, reader, key }): Row => ({ id: record.id, rev: `r${n}`, key, reader, record: record as never }),
        ),
      ),
    ),
  );

export const storyRows = (most = 20): fc.Arbitrary<Row[]> =>
  fc.integer({ min: 0, max: most }).chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, n) =>
        fc.record({ text: fc.constantFrom(...words), helped: fc.option(fc.constantFrom(...words), { nil: undefined }), topics: some(words), language: fc.constantFrom('de', 'EN', 'en'), month: fc.integer({ min: 1, max: 3 }), reader }).map(
          ({ month, reader, helped, ...rest }): Row => ({ id: `s${n}`, rev: `r${n}`, key: -(2026 * 12 + month), reader, record: { id: `s${n}`, month: `2026-0${month}`, notes: [], answers: true, ...rest, ...(helped !== undefined && { helped }) } }),
        ),
      ),
    ),
  );

const oneOrMore = (list: readonly string[]) => fc.oneof(fc.constantFrom(...list), some(list));
const text = fc.oneof(fc.constantFrom('greif slepeing lagrer agner', 'greif slepeing lagrer agner strsase', `tea ${'a b c d e f g h i j k l m n o p q'}`, `${'tea te t '.repeat(9)} nothing`, 'TEA arger', 'tae', 'los', 'loss grief', 'slepeing', 'strasse', '日', '本語', 'mens', '2n', '!', 'larges', 'हि', 'nothing'), fc.constantFrom(...words));
const instant = fc.constantFrom('2026-03-04T12:00:00Z', '2026-03-04T12:45:00Z', '2026-03-06T00:00:00Z', '2027-01-01T00:00:00+09:00', '2020-01-01T00:00:00Z', '2026-03-04T11:00:00Z');
const absent = <T>(value: fc.Arbitrary<T>, freq = 2) => fc.option(value, { nil: undefined, freq });
const whereOf = (values: Record<string, readonly string[]>) =>
  fc.record(Object.fromEntries(Object.entries(values).map(([name, list]) => [name, absent(oneOrMore(list), 1)]))).map((where) => JSON.parse(JSON.stringify(where)) as Record<string, string | string[]>);

export const groupQuery: fc.Arbitrary<Query> = fc
  .record({
    where: absent(fc.oneof(
      whereOf({ topic: ['ARGER', 'tea', 'x'], language: ['en', 'zh-hant', 'de'] }),
      whereOf({ way: ['online', 'HYBRID', 'in-person', 'nowhere'], status: ['on', 'full', 'ended'] }),
      whereOf({ area: ['leeds', 'tokyo', 'England'], audience: ['PARENTS', 'men'], led: ['peer', 'both'] }),
      whereOf({ id: ['A2', 'b1', 'é3'], access: ['step-free'], status: ['on', 'paused'] }),
    )),
    text: absent(text, 1),
    near: absent(fc.record({ latitude: degrees(90), longitude: degrees(180), km: absent(fc.constantFrom(0, 30, 200, 500, 900, 21_000)) }).map((near) => JSON.parse(JSON.stringify(near)) as NonNullable<Query['near']>), 1),
    box: absent(fc.tuple(degrees(180), degrees(90), degrees(180), degrees(90)).map(([west, one, east, other]): NonNullable<Query['box']> => [west, Math.min(one, other), east, Math.max(one, other)]), 1),
    after: absent(instant, 1),
    sort: absent(fc.constantFrom('next', 'name', 'near')),
    limit: fc.integer({ min: 1, max: 6 }),
  })
  .map((query) => JSON.parse(JSON.stringify(query.sort === 'near' && !query.near ? { ...query, sort: 'next' } : query)) as Query);

export const storyQuery: fc.Arbitrary<Query> = fc
  .record({ where: absent(whereOf({ topic: ['ARGER', 'tea', 'x'], language: ['en', 'DE'] })), text: absent(text), limit: fc.integer({ min: 1, max: 6 }) })
  .map((query) => JSON.parse(JSON.stringify(query)) as Query);

export const readers = fc.option(fc.constantFrom(['everyone'], ['everyone', 'group:a'], []), { nil: undefined });

export interface Asked {
  collection: CollectionName;
  request: ListRequest;
}
