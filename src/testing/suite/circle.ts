import type { CollectionName, Credential } from '../../adapters/adapter.ts';
import { newId } from '../../client/ids.ts';
import { credentialHash } from '../../client/receipt.ts';
import { ok, refused, same } from '../assertions.ts';
import type { ConformanceOptions } from '../conformance.ts';
import { findScores } from '../no-scoreboard.ts';
import { type AnyRecord, Bench, credentialOf, fresh, type Test } from './ground.ts';

type Members = NonNullable<ConformanceOptions['members']>;

/** What members tell each other by check-ins: whom they reach, what they say of who wrote them, and how they go. */
export function circleTests(options: ConformanceOptions): Test[] {
  const { members } = options;
  const test = (name: string, needs: readonly CollectionName[], body: (circle: Circle) => Promise<void>): Test => ({
    name,
    skip: members ? missing(options, needs) : 'the options have no members',
    async run() {
      const adapter = await fresh(options);
      try {
        await body(new Circle(new Bench(adapter, options, 'checkins'), members!, options.patience ?? 2000));
      } finally {
        await adapter.close?.();
      }
    },
  });

  return [
    test('shows a check-in of one to nobody else', [], async (circle) => {
      const { id } = await circle.writes({ audience: 'me', group: undefined, name: undefined });
      same((await circle.mine()).filter((one) => one.id === id).length, 1, 'what its writer finds');
      for (const who of circle.others) {
        same(await circle.sees(id, who), null, 'the record, read by somebody else');
        same((await circle.finds(who)).filter(({ words }) => words === circle.words), [], 'what somebody else finds');
      }
    }),
    test('shows one to the group to its members and facilitators alone, without a trace of who wrote it', [], async (circle) => {
      const own = await circle.writes({ stays: 'today', timeZone: 'Asia/Kathmandu' });
      const again = await circle.writes({ stays: 'today', timeZone: 'Asia/Kathmandu', name: 'B.' });
      const seen = await circle.group(circle.members.other);
      same(seen.map(({ words, name }) => [words, name]).sort(), [[circle.words, 'A.'], [circle.words, 'B.']], 'what a member reads');
      for (const record of [own, again]) {
        ok(!JSON.stringify(seen).includes(record.id), 'The id of its writer’s record stands in what others get.');
        same(await circle.sees(record.id, circle.members.other), null, 'the record of its writer, read by somebody else');
      }
      const keys = ['id', 'rev', 'feelings', 'words', 'energy', 'need', 'help', 'audience', 'group', 'name', 'at'];
      for (const one of seen) same(Object.keys(one).filter((key) => !keys.includes(key)), [], 'what else others are told');
      same(seen.filter(({ rev }, at) => rev !== undefined && seen.findIndex((other) => other.rev === rev) !== at), [], 'what two check-ins of one person share');
      same(await circle.group(circle.members.outsider), [], 'what somebody of another group reads');
      same(await circle.sees(seen[0]!.id, circle.members.outsider), null, 'one of them, read by somebody of another group');
      const { facilitator } = circle.members;
      if (facilitator) same((await circle.group(facilitator)).length, 2, 'how many the facilitator reads');
      same(findScores([seen, own]), [], 'what looks like a score');
    }),
    test('dates what somebody brings along for themselves when it was, and nothing that others read', [], async (circle) => {
      const at = '2024-02-29T12:00:00.000Z';
      const { id } = await circle.writes({ audience: 'me', group: undefined, name: undefined, at });
      same((await circle.mine()).filter((one) => one.id === id).map((one) => Date.parse(String(one.at))), [Date.parse(at)], 'when it was, for its writer');
      await refused(circle.writes({ at }), 'invalid', 'a check-in to the group with a date');
    }),
    test('says who may read it and refuses an audience that is not one’s own', ['companions'], async (circle) => {
      await refused(circle.writes({}, circle.members.outsider), 'forbidden', 'a check-in to somebody else’s group');
      await refused(circle.writes({ audience: 'people', group: undefined, name: undefined, people: ['never-there'] }), 'conflict', 'a check-in to nobody’s companion');
    }),
    test('brings a change to those who see it at once, and takes it from those who are not meant any more', ['companions'], async (circle) => {
      const { id, shown } = await circle.writes();
      const told = circle.watches(circle.members.other, 'checkins');
      await told.ready();
      await circle.changes(id, { words: 'It is a little better.' });
      await told.change(shown as string);
      same((await circle.group(circle.members.other)).map(({ id: found, words }) => [found, words]), [[shown, 'It is a little better.']], 'what a member reads');
      const [toOther] = await circle.pair();
      await circle.changes(id, { audience: 'people', people: [toOther.id] });
      same(await circle.group(circle.members.other), [], 'what the group reads');
      same((await circle.forMe()).length, 1, 'how many the companion reads');
      await circle.changes(id, { audience: 'me' });
      same(await circle.forMe(), [], 'what the companion reads');
    }),
    test('takes what was withdrawn from everybody, with what was said to it, and tells those who watch', ['responses'], async (circle) => {
      const { id, shown } = await circle.writes();
      await circle.says(shown as string, 'with-you');
      const told = circle.watches(circle.members.other, 'checkins');
      await told.ready();
      await circle.removes('checkins', id);
      await told.change(shown as string);
      same([await circle.group(circle.members.other), await circle.sees(shown as string, circle.members.other), await circle.heard()], [[], null, []], 'what is left of it');
      for (const gone of [id, shown as string]) same((await circle.bench.peek(gone)) ?? null, null, 'what is stored of it');
      await refused(circle.says(shown as string, 'heard'), 'not-found', 'an answer to what is gone');
    }),
    test('keeps nothing of words that were changed', [], async (circle) => {
      const { id, shown } = await circle.writes();
      await circle.changes(id, { words: 'Other words.' });
      for (const one of [id, shown as string]) ok(!JSON.stringify((await circle.bench.peek(one)) ?? '').includes(circle.words), 'The words of before are stored.');
    }),
    test('gives an answer to whoever wrote it, and takes it from them when it is taken back', ['responses'], async (circle) => {
      const { id, shown } = await circle.writes();
      const told = circle.watches(circle.members.one, 'responses');
      await told.ready();
      const said = await circle.says(shown as string, 'been-there', { name: 'B.' });
      same((await circle.says(shown as string, 'been-there', { name: 'B.' })).id, said.id, 'the same, said twice');
      const [heard, ...more] = await circle.heard();
      same([heard?.checkin, heard?.kind, heard?.name, more], [id, 'been-there', 'B.', []], 'what its writer hears');
      await told.change(heard!.id);
      if (circle.members.facilitator) same(await circle.list('responses', circle.members.facilitator), [], 'what somebody else hears');
      await circle.removes('responses', said.id, circle.members.other);
      same(await circle.heard(), [], 'what its writer has once it was taken back');
    }),
    test('lets nobody answer themselves, or what they do not see', ['responses'], async (circle) => {
      const { id, shown } = await circle.writes();
      await refused(circle.says(shown as string, 'heard', {}, circle.members.one), 'conflict', 'an answer to oneself');
      await refused(circle.says(id, 'heard'), 'not-found', 'an answer to the record of its writer');
      await refused(circle.says(shown as string, 'heard', {}, circle.members.outsider), 'not-found', 'an answer of somebody who does not see it');
    }),
    test('makes companions of two who both want it, by a code that is good once', ['companions'], async (circle) => {
      const code = newId();
      await circle.pair(code);
      await refused(circle.redeems(code, circle.members.outsider), 'not-found', 'a code that was used');
      await refused(circle.redeems(newId(), circle.members.outsider), 'not-found', 'a code that never was');
      same(await circle.list('companions', circle.members.outsider), [], 'companions of somebody else');
      const [toOther] = await circle.list('companions', circle.members.one);
      ok(!JSON.stringify([toOther, await circle.bench.beside('companions').peek(toOther!.id)]).includes(code), 'The code is kept.');
    }),
    test('ends it for both when one does, with what one had of the other', ['companions'], async (circle) => {
      const [toOther, toOne] = await circle.pair();
      const { id } = await circle.writes({ audience: 'people', group: undefined, name: undefined, people: [toOther.id] });
      same((await circle.forMe()).map(({ companion, words }) => [companion, words]), [[toOne.id, circle.words]], 'what the companion reads');
      await circle.removes('companions', toOne.id, circle.members.other);
      same([await circle.forMe(), await circle.list('companions', circle.members.one), await circle.list('companions', circle.members.other)], [[], [], []], 'what is left');
      same((await circle.sees(id, circle.members.one))?.words, circle.words, 'what its writer has');
    }),
    test('names greeters to their group and says nothing more of them', ['greeters'], async (circle) => {
      const { other, outsider, one } = circle.members;
      const quiet = { from: '22:00', to: '08:00', timeZone: 'Europe/London' };
      const made = await circle.does('greeters', { group: circle.members.group, name: 'Sam', quiet }, other);
      const seen = (await circle.list('greeters', one)).map(({ rev: _, ...greeter }) => greeter);
      same(seen, [{ id: made.id, group: circle.members.group, name: 'Sam' }], 'what a member reads');
      same(await circle.list('greeters', outsider), [], 'what somebody of another group reads');
      await circle.removes('greeters', made.id, other);
      same(await circle.list('greeters', one), [], 'greeters once they stopped');
    }),
    ...reportTests(test, options),
    test('says to each in which group they are, and who else is to nobody', ['memberships'], async (circle) => {
      const { group, one, outsider, facilitator } = circle.members;
      const own = await circle.list('memberships', one, { mine: 'yes' });
      same(own.map((each) => [each.group, each.mine, each.facilitates]), [[group, 'yes', undefined]], 'where a member is');
      same(Object.keys(own[0]!).filter((key) => !['id', 'group', 'mine'].includes(key)), [], 'what else is said of a membership');
      const elsewhere = await circle.list('memberships', outsider, { mine: 'yes' });
      same(elsewhere.filter((each) => each.group === group), [], 'the group, for somebody of another one');
      if (facilitator) same((await circle.list('memberships', facilitator, { mine: 'yes' })).map((each) => [each.group, each.facilitates]), [[group, 'yes']], 'what somebody facilitates');
    }),
    test('is not for whoever is nobody in particular, and nothing of it for moderators', [], async (circle) => {
      const { id } = await circle.writes();
      for (const credential of [circle.staff]) {
        if (!credential) continue;
        await refused(circle.finds(credential), 'forbidden', 'a list for a moderator');
        await refused(circle.bench.get(id, { credential }), 'forbidden', 'a check-in for a moderator');
      }
    }),
  ];
}

type Make = (name: string, needs: readonly CollectionName[], body: (circle: Circle) => Promise<void>) => Test;

/** Reports of what a group was told: the one way on which the staff reads a check-in. */
function reportTests(test: Make, options: ConformanceOptions): Test[] {
  const staff = credentialOf(options, 'sendings', 'list');
  const reported = (name: string, body: (circle: Circle, staff: Credential) => Promise<void>): Test => {
    const made = test(name, ['reports', 'rulings', 'claims', 'log'], (circle) => body(circle, staff!));
    return { ...made, skip: made.skip ?? (staff ? undefined : 'the options name nobody of the staff') };
  };

  return [
    reported('is reported by whoever reads it, who finds that again, and tells its writer nothing of it', async (circle, staff) => {
      const { one, other, outsider } = circle.members;
      const { id, shown } = await circle.writes();
      const before = await circle.sees(id, one);
      const made = await circle.reports(shown as string, { words: 'This hurt.' });
      same([made.checkin, made.words, made.state], [shown, 'This hurt.', 'waiting'], 'what whoever reported it is answered');
      same(await circle.list('reports', other), [made], 'what they find again');
      same([await circle.sees(id, one), await circle.list('reports', one), await circle.list('reports', outsider)], [before, [], []], 'what its writer and others learn');
      for (const report of await circle.list('reports', staff)) ok(!JSON.stringify(report).includes(id), 'The staff is told the id of its writer’s record.');
      const asked = async (checkin: string, credential: Credential) => {
        const { id: _, checkin: __, ...answer } = await circle.reports(checkin, { reason: 'about-me' }, credential);
        return answer;
      };
      const never = await asked(newId(), other);
      same([await asked(shown as string, outsider), await asked(id, other)], [never, never], 'what is answered to a report of what somebody does not see');
      same((await circle.group(other)).map(({ id: found }) => found), [shown], 'what the group has after a report of somebody who does not see it');
    }),
    reported('is read by the staff as its group sees it, once they have claimed the report and opened it, and not when it was for somebody else', async (circle, staff) => {
      const { id, shown } = await circle.writes({ stays: 'week', timeZone: 'Asia/Kathmandu' });
      const alone = await circle.writes({ audience: 'me', group: undefined, name: undefined });
      const { id: report } = await circle.reports(shown as string);
      const shows = async (what: string) => (await circle.bench.beside('reports').get(what, { credential: staff }))!;
      same([(await shows(report)).seen, (await circle.list('reports', staff)).map(({ seen }) => seen)], [undefined, [undefined]], 'what the staff reads before a claim');
      await circle.does('claims', { report }, staff);
      same((await shows(report)).seen, undefined, 'what the staff reads before it is opened');
      await circle.does('log', { act: 'open', report }, staff);
      const { at: _, ...seen } = (await shows(report)).seen as Record<string, unknown>;
      same(seen, { feelings: ['cut-off', 'tired'], words: circle.words, help: 'been-there', name: 'A.', group: circle.members.group }, 'what the staff reads');
      same((await circle.list('reports', staff)).map((one) => one.seen), [undefined], 'what stands in a list');
      for (const checkin of [alone.id, id]) {
        const guessed = await circle.reports(checkin, {}, circle.members.one);
        await circle.opens(guessed.id, staff);
        const { seen: none, gone } = await shows(guessed.id);
        same([none, gone], [undefined, true], 'what the staff reads of the record of its writer');
      }
      await circle.changes(id, { audience: 'me' });
      same([(await shows(report)).seen, (await shows(report)).gone], [undefined, true], 'what the staff reads of what its writer took home');
    }),
    reported('goes from its group where a report says whom it is about, and comes back or stays with its writer, who is told', async (circle, staff) => {
      const { one, other } = circle.members;
      for (const ruling of ['restore', 'take-down'] as const) {
        const { id, shown } = await circle.writes();
        const { id: report } = await circle.reports(shown as string, { reason: 'about-me' });
        same([await circle.group(other), await circle.sees(shown as string, other)], [[], null], 'what the group has of it');
        await refused(circle.says(shown as string, 'heard'), 'not-found', 'an answer to what is hidden');
        same([(await circle.sees(id, one))?.again, (await circle.sees(id, one))?.words], ['yes', circle.words], 'what its writer sees');
        await circle.opens(report, staff);
        await refused(circle.does('rulings', { report, ruling: 'no-action' }, staff), 'conflict', 'leaving it hidden');
        await circle.does('rulings', { report, ruling, message: 'Somebody has read it.' }, staff);
        const own = await circle.sees(id, one);
        same([own?.again, own?.message, own?.words, own?.audience], [undefined, 'Somebody has read it.', circle.words, ruling === 'restore' ? 'group' : 'me'], 'what its writer sees then');
        same((await circle.group(other)).map(({ id: found }) => found), ruling === 'restore' ? [shown] : [], 'what the group has then');
        same((await circle.list('reports', other)).filter((made) => made.id === report).map(({ state }) => state), ['read'], 'what whoever reported it finds');
        if (ruling === 'restore') await circle.removes('checkins', id);
        else await refused(circle.changes(id, { audience: 'group', group: circle.members.group }), 'conflict', 'showing it to the group again');
      }
    }),
  ];
}

function missing({ can }: ConformanceOptions, needs: readonly CollectionName[]): string | undefined {
  const lacks = needs.find((name) => !can.collections[name]);
  return lacks && `${lacks} are not offered here`;
}

/** Two members of a group, those around them, and what they do. */
class Circle {
  readonly words = 'The house is too quiet tonight.';
  readonly bench: Bench;
  readonly members: Members;
  readonly #patience: number;

  constructor(bench: Bench, members: Members, patience: number) {
    this.bench = bench;
    this.members = members;
    this.#patience = patience;
  }

  get others(): Credential[] {
    const { other, outsider, facilitator } = this.members;
    return [other, outsider, ...(facilitator ? [facilitator] : [])];
  }

  /** Who lists what was sent: a moderator. */
  get staff(): Credential | undefined {
    return this.bench.beside('sendings').call('list').credential;
  }

  writes(over: object = {}, credential = this.members.one): Promise<AnyRecord> {
    const draft = { feelings: ['cut-off', 'tired'], words: this.words, help: 'been-there', audience: 'group', group: this.members.group, stays: 'kept', timeZone: 'Europe/London', name: 'A.', ...over };
    return this.bench.create(draft, { credential });
  }

  async changes(id: string, patch: object): Promise<void> {
    const { rev } = (await this.sees(id, this.members.one))!;
    await this.bench.update(id, patch, rev!, { credential: this.members.one });
  }

  removes(collection: CollectionName, id: string, credential = this.members.one): Promise<void> {
    return this.bench.beside(collection).remove(id, { credential });
  }

  does(collection: CollectionName, draft: object, credential: Credential): Promise<AnyRecord> {
    return this.bench.beside(collection).create(draft, { credential });
  }

  says(checkin: string, kind: string, over: object = {}, credential = this.members.other): Promise<AnyRecord> {
    return this.does('responses', { checkin, kind, ...over }, credential);
  }

  reports(checkin: string, over: object = {}, credential = this.members.other): Promise<AnyRecord> {
    return this.does('reports', { checkin, reason: 'hurtful', ...over }, credential);
  }

  /** Somebody of the staff claims a report, and says that they open it. */
  async opens(report: string, staff: Credential): Promise<void> {
    await this.does('claims', { report }, staff);
    await this.does('log', { act: 'open', report }, staff);
  }

  /** What its writer was answered. */
  async heard(): Promise<AnyRecord[]> {
    return this.list('responses', this.members.one);
  }

  async redeems(code: string, credential: Credential): Promise<AnyRecord> {
    return this.does('companions', { own: 'B.', code }, credential);
  }

  /** Makes the two companions, and answers what each has of the other. */
  async pair(code = newId()): Promise<[AnyRecord, AnyRecord]> {
    const offered = await this.does('companions', { own: 'A.', offer: await credentialHash(code) }, this.members.one);
    const theirs = await this.redeems(code, this.members.other);
    const mine = (await this.bench.beside('companions').get(offered.id, { credential: this.members.one }))!;
    same([mine.name, theirs.name], ['B.', 'A.'], 'the names by which they know each other');
    return [mine, theirs];
  }

  sees(id: string, credential: Credential): Promise<AnyRecord | null> {
    return this.bench.get(id, { credential });
  }

  list(collection: CollectionName, credential: Credential, where?: Record<string, string>): Promise<AnyRecord[]> {
    return this.bench.beside(collection).all({ ...(where && { where }) }, { credential });
  }

  finds(credential: Credential): Promise<AnyRecord[]> {
    return this.list('checkins', credential);
  }

  mine(): Promise<AnyRecord[]> {
    return this.bench.all({ where: { mine: 'yes' } }, { credential: this.members.one });
  }

  group(credential: Credential): Promise<AnyRecord[]> {
    return this.bench.all({ where: { group: this.members.group } }, { credential });
  }

  /** What the other has from companions. */
  forMe(): Promise<AnyRecord[]> {
    return this.bench.all({ where: { for: 'me' } }, { credential: this.members.other });
  }

  watches(credential: Credential, collection: CollectionName): Told {
    return new Told(this.bench.beside(collection), collection, credential, this.#patience);
  }
}

/** What somebody who watches is told. */
class Told {
  readonly #ids = new Set<string>();
  readonly #patience: number;
  readonly #watched: boolean;
  #isReady = false;
  #fault: unknown;

  constructor({ adapter, space }: Bench, collection: CollectionName, credential: Credential, patience: number) {
    this.#patience = patience;
    this.#watched = !!adapter.can.collections[collection]?.watch;
    const on = { ready: () => void (this.#isReady = true), change: (ids: string[]) => ids.forEach((id) => this.#ids.add(id)), error: (error: unknown) => void (this.#fault = error) };
    if (this.#watched) adapter.watch!(collection, { limit: 1 }, on, { signal: new AbortController().signal, space, locale: 'en', credential });
    else this.#isReady = true;
  }

  ready(): Promise<void> {
    return this.#until(() => this.#isReady, 'The watch does not get ready.');
  }

  async change(id: string): Promise<void> {
    if (this.#watched) return this.#until(() => this.#ids.has(id), 'Whoever watches is not told.');
  }

  async #until(reached: () => boolean, message: string): Promise<void> {
    for (const end = Date.now() + this.#patience; !reached(); ) {
      if (this.#fault) throw this.#fault;
      ok(Date.now() < end, message);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
