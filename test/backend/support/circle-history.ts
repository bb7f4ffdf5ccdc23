import fc from 'fast-check';
import type { Backend, Store, Who } from '../../../src/backend/index.ts';
import { memberOf } from '../../../src/backend/member-of.ts';
import { credentialHash } from '../../../src/client/receipt.ts';
import { type Onlooker, type SentCheckin, visibleTo } from '../../../src/domain/checkin.ts';
import type { SpaceSettings } from '../../../src/domain/space.ts';
import { PeerError } from '../../../src/client/errors.ts';
import { ok, refused, same } from '../../../src/testing/assertions.ts';

/*
 * Random histories of people who join, leave, check in, choose each other and part, while time goes by. After each step everybody
 * looks at everything: what they find is what the rule of the domain says of who is who at this moment. The team reads what was reported
 * for as long as that waits and its group has it, and nothing else.
 */

const minute = 60_000;
export const start = Date.parse('2026-03-28T21:30:00Z');
const groups = ['leeds', 'york'] as const;
const zones = ['Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/Sao_Paulo'] as const;
const people = 5;

const who = fc.nat(people - 1);
const group = fc.constantFrom(...groups);
const told = { audience: fc.constantFrom('me', 'people', 'people', 'group', 'group', 'group'), group: fc.constantFrom('leeds', 'leeds', 'york'), stays: fc.constantFrom('today', 'week', 'kept'), timeZone: fc.constantFrom(...zones), help: fc.constantFrom('listen', 'nothing', undefined), greeted: fc.constantFrom(true, true, false) } as const;

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('join'), who, group }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('leave'), who, group }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('write'), who, ...told }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('change'), who, which: fc.nat(9), ...told }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('withdraw'), who, which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('pair'), who, with: who }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('part'), who, which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('greet'), who, group }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('stop'), who, which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('answer'), who, which: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('report'), who, which: fc.nat(9), reason: fc.constantFrom('about-me', 'about-me', 'worried', 'hurtful') }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('rule'), which: fc.nat(9), ruling: fc.constantFrom('leave', 'hide', 'take-down') }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('wait'), minutes: fc.constantFrom(5, 65, 400, 1440, 4000) }) },
);
type Step = (typeof step extends fc.Arbitrary<infer S> ? S : never) & { [key: string]: unknown };

export const histories = fc.array(step, { minLength: 12, maxLength: 40, size: 'max' }) as fc.Arbitrary<Step[]>;

/** Acts over a store, whose time is what the history says. */
export interface Acts {
  backend: Pick<Backend, 'list' | 'get' | 'create' | 'update' | 'remove' | 'keepCheckins'>;
  store: Pick<Store, 'read'>;
}

/** One person as the model knows them. */
interface Person {
  owner: string;
  /** By group: the id of their membership, and since when. */
  groups: Map<string, { id: string; since: number }>;
}

/** A check-in as the model knows it: who may see it follows from this alone. */
interface Told {
  sent: SentCheckin;
  id: string;
  words: string;
  /** The team took it from its group. */
  barred?: boolean;
}

/** A report as the model knows it. `about`: what its group sees; absent, if whoever reported it did not see that. */
interface Reported {
  id: string;
  about?: Told;
  group?: string;
  hid: boolean;
  waits: boolean;
}

const moderator: Who = { role: 'moderator', owner: 'mo' };

export class History {
  now = start;
  readonly #acts: Acts;
  readonly #space: string;
  readonly #people: Person[] = [];
  /** Two who are companions: the ids by which each has the other. */
  #pairs: { of: [number, number]; ids: [string, string] }[] = [];
  #told: Told[] = [];
  #reports: Reported[] = [];
  #greeters: { who: number; group: string; id: string; since: number }[] = [];
  /** Every id under which anybody found a check-in. */
  readonly #ids = new Set<string>();
  #count = 0;

  constructor(acts: (history: History) => Acts, space: string) {
    this.#acts = acts(this);
    this.#space = space;
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (let n = 0; n < people; n++) this.#people.push({ owner: await credentialHash(`person ${n}`), groups: new Map() });
    // They know each other already.
    for (let n = 0; n < people; n++) await this.#join(n, 'leeds');
    for (const [one, other] of [[0, 1], [0, 2], [1, 3]] as const) await this.#pair(one, other);
    for (const n of [2, 3]) await this.#greet(n, 'leeds');
    for (const each of steps) {
      await this.#does(each);
      await this.#look(each);
    }
  }

  #call(caller: Who) {
    return { space: this.#space, locale: 'en', who: caller, intent: crypto.randomUUID() };
  }

  /** Who somebody is to a backend now. */
  #as(n: number): Promise<Who> {
    return memberOf(this.#acts.store as Store, this.#space, this.#people[n]!.owner, this.now);
  }

  async #create(collection: Parameters<Backend['create']>[0], draft: object, n: number) {
    return this.#acts.backend.create(collection, draft, this.#call(await this.#as(n)));
  }

  async #does(each: Step): Promise<void> {
    const { act, who: n = 0 } = each as Step & { who?: number };
    switch (act) {
      case 'join': return this.#join(n, each.group as string);
      case 'leave': return this.#leave(n, each.group as string);
      case 'write': return this.#write(n, each);
      case 'change': return this.#change(n, each);
      case 'withdraw': return this.#withdraw(n, each.which as number);
      case 'pair': return this.#pair(n, each.with as number);
      case 'part': return this.#part(each.which as number, n);
      case 'greet': return this.#greet(n, each.group as string);
      case 'stop': return this.#stop(each.which as number);
      case 'answer': return this.#answer(n, each.which as number);
      case 'report': return this.#report(n, each.which as number, each.reason as string);
      case 'rule': return this.#rule(each.which as number, each.ruling as string);
      default: {
        this.now += (each.minutes as number) * minute;
        await this.#acts.backend.keepCheckins(this.#space, { all: this.#count++ % 2 === 0 });
      }
    }
  }

  async #join(n: number, joined: string): Promise<void> {
    const person = this.#people[n]!;
    if (person.groups.has(joined)) return;
    this.now += minute;
    const secret = await credentialHash(`invitation ${this.#count++}`);
    await this.#acts.backend.create('invites', { group: joined, expires: '2100-01-01', secret }, this.#call({ role: 'admin', owner: 'admin' }));
    const { id } = await this.#acts.backend.create('memberships', { secret: person.owner }, this.#call({ role: 'invited', owner: secret }));
    person.groups.set(joined, { id, since: this.now });
  }

  async #leave(n: number, left: string): Promise<void> {
    const person = this.#people[n]!;
    const membership = person.groups.get(left);
    if (!membership) return;
    this.now += minute;
    await this.#acts.backend.remove('memberships', membership.id, this.#call(await this.#as(n)));
    person.groups.delete(left);
    this.#greeters = this.#greeters.filter((each) => !(each.who === n && each.group === left));
    // Nothing is lost for whoever wrote it, and nobody else has it.
    for (const { sent } of this.#told) if (sent.by === person.owner && sent.group === left) Object.assign(sent, { audience: 'me', group: undefined, greeters: undefined, greetersFrom: undefined });
  }

  /** What somebody sends, and what the model knows of it. Undefined: this audience is not there. */
  #draft(n: number, each: Step): { draft: object; sent: SentCheckin; words: string } | undefined {
    const { audience, stays, timeZone, help, greeted } = each as unknown as { audience: 'me' | 'people' | 'group'; stays: 'today'; timeZone: string; help?: 'listen' | 'nothing'; greeted: boolean };
    const person = this.#people[n]!;
    const mine = this.#pairs.flatMap(({ of, ids }) => (of[0] === n ? [{ id: ids[0], other: of[1] }] : of[1] === n ? [{ id: ids[1], other: of[0] }] : []));
    const joined = each.group as string;
    if (audience === 'group' && !person.groups.has(joined)) return undefined;
    if (audience === 'people' && !mine.length) return undefined;
    const words = `Words number ${++this.#count} of ${n}.`;
    const named = audience === 'group' && greeted ? this.#greeters.filter((one) => one.group === joined) : [];
    const draft = { feelings: ['tired'], words, stays, timeZone, audience, ...(help && { help }), ...(audience === 'group' && { group: joined, greeters: named.map(({ id }) => id) }), ...(audience === 'people' && { people: mine.map(({ id }) => id) }) };
    const greets = help === 'nothing' ? [] : named.filter((one) => one.who !== n).map((one) => this.#people[one.who]!.owner);
    const sent: SentCheckin = { feelings: ['tired'], audience, stays, at: new Date(this.now).toISOString(), by: person.owner, ...(audience === 'group' && { group: joined }), ...(audience === 'people' && { people: mine.map(({ other }) => this.#people[other]!.owner) }), ...(greets.length && { greeters: greets, greetersFrom: this.now + 60 * minute }) };
    return { draft, sent, words };
  }

  async #write(n: number, each: Step): Promise<void> {
    this.now += minute;
    const made = this.#draft(n, each);
    if (!made) return;
    const record = await this.#create('checkins', made.draft, n);
    this.#told.push({ id: record.id, words: made.words, sent: { ...made.sent, ...(record.until !== undefined && { until: Date.parse(record.until as string) }) } });
  }

  #own(n: number, which: number): Told | undefined {
    const mine = this.#told.filter(({ sent }) => sent.by === this.#people[n]!.owner && (sent.until ?? Infinity) > this.now);
    return mine[which % mine.length];
  }

  async #change(n: number, each: Step): Promise<void> {
    this.now += minute;
    const found = this.#own(n, each.which as number);
    const made = found && this.#draft(n, each);
    if (!found || !made || (found.barred && made.sent.audience === 'group')) return;
    const caller = await this.#as(n);
    const { rev } = (await this.#acts.backend.get('checkins', found.id, this.#call(caller)))!;
    const patch = { help: null, greeters: null, ...made.draft };
    const record = await this.#acts.backend.update('checkins', found.id, patch, { ...this.#call(caller), rev: rev as string });
    found.words = made.words;
    const { answered } = found.sent;
    found.sent = { ...made.sent, ...(answered && { answered }), ...(record.until !== undefined && { until: Date.parse(record.until as string) }) };
    await this.#acts.backend.keepCheckins(this.#space);
  }

  async #withdraw(n: number, which: number): Promise<void> {
    const found = this.#own(n, which);
    if (!found) return;
    await this.#acts.backend.remove('checkins', found.id, this.#call(await this.#as(n)));
    this.#told = this.#told.filter((each) => each !== found);
  }

  async #pair(one: number, other: number): Promise<void> {
    if (one === other || this.#pairs.some(({ of }) => of.includes(one) && of.includes(other))) return;
    const code = `a code of many letters ${this.#count++}`;
    const offer = await this.#create('companions', { own: 'One', offer: await credentialHash(code) }, one);
    const redeemed = await this.#create('companions', { own: 'Other', code }, other);
    this.#pairs.push({ of: [one, other], ids: [offer.id, redeemed.id] });
  }

  async #part(which: number, side: number): Promise<void> {
    const pair = this.#pairs[which % this.#pairs.length];
    if (!pair) return;
    const at = side % 2;
    await this.#acts.backend.remove('companions', pair.ids[at]!, this.#call(await this.#as(pair.of[at]!)));
    this.#pairs = this.#pairs.filter((each) => each !== pair);
    const [one, other] = pair.of.map((n) => this.#people[n]!.owner);
    for (const { sent } of this.#told) {
      const lost = sent.by === one ? other : sent.by === other ? one : undefined;
      if (sent.people && lost) sent.people = sent.people.filter((each) => each !== lost);
    }
  }

  async #greet(n: number, joined: string): Promise<void> {
    if (!this.#people[n]!.groups.has(joined) || this.#greeters.some((each) => each.who === n && each.group === joined)) return;
    const { id } = await this.#create('greeters', { group: joined, name: 'Kit' }, n);
    this.#greeters.push({ who: n, group: joined, id, since: this.now });
  }

  async #stop(which: number): Promise<void> {
    const greeter = this.#greeters[which % this.#greeters.length];
    if (!greeter) return;
    await this.#acts.backend.remove('greeters', greeter.id, this.#call(await this.#as(greeter.who)));
    this.#greeters = this.#greeters.filter((each) => each !== greeter);
  }

  async #answer(n: number, which: number): Promise<void> {
    const caller = await this.#as(n);
    const found = (await this.#all(caller)).filter(({ mine }) => mine !== 'yes');
    const target = found[which % found.length];
    const about = target && this.#told.find(({ words }) => words === target.words);
    if (!about || about.sent.by === caller.owner) return;
    await this.#acts.backend.create('responses', { checkin: target.id, kind: 'heard' }, this.#call(caller));
    about.sent.answered = true;
  }

  async #report(n: number, which: number, reason: string): Promise<void> {
    this.now += minute;
    const caller = await this.#as(n);
    const found = await this.#all(caller);
    const target = found[which % found.length];
    if (!target) return;
    const told = this.#told.find(({ words, sent }) => words === target.words && sent.audience === 'group');
    const about = target.mine === 'yes' ? undefined : told;
    const { id } = await this.#acts.backend.create('reports', { checkin: target.id, reason }, this.#call(caller));
    const { hid } = (await this.#acts.backend.get('reports', id, this.#call(moderator)))!;
    this.#reports.push({ id, hid: hid === true, waits: true, ...(about && { about, group: about.sent.group! }) });
  }

  /** Whether its group has it, hidden or not. */
  #isTold({ about, group: reported }: Reported): boolean {
    return !!about && this.#told.includes(about) && about.sent.audience === 'group' && about.sent.group === reported && (about.sent.until ?? Infinity) > this.now;
  }

  #isHidden(told: Told): boolean {
    return told.sent.audience === 'group' && this.#reports.some(({ about, hid, waits }) => about === told && hid && waits);
  }

  async #rule(which: number, wanted: string): Promise<void> {
    const waiting = this.#reports.filter(({ waits }) => waits);
    const report = waiting[which % waiting.length];
    if (!report) return;
    await this.#opens(report);
    const [told, hidden] = [this.#isTold(report), !!report.about && this.#isHidden(report.about)];
    const ruling = wanted === 'hide' && told && !hidden ? 'hide' : wanted === 'take-down' && told ? 'take-down' : told && hidden ? 'restore' : 'no-action';
    await this.#acts.backend.create('rulings', { report: report.id, ruling, ...(ruling === 'take-down' && { message: 'Thank you for writing.' }) }, this.#call(moderator));
    if (ruling === 'hide') return void (report.hid = true);
    for (const each of this.#reports) if (each === report || (ruling !== 'no-action' && each.about === report.about)) each.waits = false;
    if (ruling === 'take-down') Object.assign(report.about!, { barred: true, sent: { ...report.about!.sent, audience: 'me', group: undefined, greeters: undefined, greetersFrom: undefined } });
  }

  /** What somebody of the staff gets of a report, once they have claimed it and said that they open it. */
  async #opens({ id }: Reported) {
    const { backend } = this.#acts;
    await backend.create('claims', { report: id }, this.#call(moderator)).catch((error: unknown) => ok(PeerError.is(error) && error.code === 'conflict', `a claim was refused: ${String(error)}`));
    await backend.create('log', { act: 'open', report: id }, this.#call(moderator));
    return (await backend.get('reports', id, this.#call(moderator)))!;
  }

  /** The team looks at what was reported last. */
  async #lookAtReports(after: string): Promise<void> {
    for (const report of this.#reports.slice(-2)) {
      if (!report.waits) same((await this.#acts.backend.get('reports', report.id, this.#call(moderator)))!.seen, undefined, `what was ruled on, after ${after}`);
      else same(((await this.#opens(report)).seen as { words: string } | undefined)?.words, this.#isTold(report) ? report.about!.words : undefined, `what the team reads after ${after}`);
    }
  }

  async #all(caller: Who): Promise<{ id: string; mine?: string; words: string }[]> {
    const items: unknown[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await this.#acts.backend.list('checkins', { limit: 3, ...(cursor !== undefined && { cursor }) }, this.#call(caller));
      items.push(...page.items);
      if (page.next === null) return items as { id: string; mine?: string; words: string }[];
      cursor = page.next;
    }
  }

  /** Everybody looks at everything, and a facilitator and a moderator too. */
  async #look(each: Step): Promise<void> {
    for (const n of this.#people.keys()) {
      const caller = await this.#as(n);
      const { groups: joined, owner } = this.#people[n]!;
      const since = Object.fromEntries([...joined].map(([name, membership]) => [name, membership.since]));
      await this.#compare(caller, (told) => ({ person: owner, groups: since, takes: true, greets: told.group !== undefined && this.#greeters.some((one) => one.who === n && one.group === told.group) }), `person ${n} after ${JSON.stringify(each)}`);
    }
    await this.#lookAtReports(JSON.stringify(each));
    const facilitator: Who = { role: 'facilitator', owner: 'fay', groups: ['leeds'] };
    await this.#compare(facilitator, () => ({ person: 'fay', groups: { leeds: 0 } }), `the facilitator after ${JSON.stringify(each)}`);
    await refused(this.#acts.backend.list('checkins', { limit: 1 }, this.#call({ role: 'moderator', owner: 'mo' })), 'forbidden', 'what a moderator lists');
  }

  async #compare(caller: Who, onlooker: (sent: SentCheckin) => Onlooker, whom: string): Promise<void> {
    const found = await this.#all(caller);
    for (const { id } of found) this.#ids.add(id);
    const seen = new Set(found.map(({ words }) => words));
    const shown = this.#told.filter((told) => told.sent.by === caller.owner || !this.#isHidden(told));
    const may = new Set(shown.filter(({ sent }) => visibleTo(sent, onlooker(sent), this.now)).map(({ words }) => words));
    // What greeters are told of comes within a minute, or when they greet anew.
    const must = new Set(shown.filter(({ sent: { greeters: _, ...sent } }) => visibleTo(sent, onlooker(sent), this.now)).map(({ words }) => words));
    same([...seen].filter((words) => !may.has(words)), [], `${whom} sees what is for others`);
    same([...must].filter((words) => !seen.has(words)), [], `${whom} does not see what is for them`);
    // One by one it is the same as in a list.
    const ids = new Set(found.map(({ id }) => id));
    for (const id of this.#ids) same((await this.#acts.backend.get('checkins', id, this.#call(caller))) !== null, ids.has(id), `${whom}: ${id}`);
  }
}

/** What was decided for the space of a history. */
export const historySettings = (settings: SpaceSettings): SpaceSettings => ({ ...settings, checkins: { names: true, greetAfterMinutes: 60 } });
