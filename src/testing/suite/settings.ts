import type { Credential } from '../../adapters/adapter.ts';
import { ok, refused, same } from '../assertions.ts';
import type { ConformanceOptions } from '../conformance.ts';
import { type AnyRecord, Bench, credentialOf, fresh, spacesOf, type Test } from './ground.ts';
import { lacking, Life } from './life.ts';

/** What an administrator decides for a space, and what it does to what visitors are told and what is published. */
export function settingsTests(options: ConformanceOptions): Test[] {
  const staff = credentialOf(options, 'sendings', 'list');
  const { administrator, colleague } = options;
  const test = (name: string, body: (office: Office) => Promise<void>, missing?: string): Test => ({
    name,
    skip: lacking(options, staff) ?? (administrator ? undefined : 'the options have no administrator') ?? missing,
    async run() {
      const adapter = await fresh(options);
      try {
        await body(new Office(new Life(new Bench(adapter, options, 'sendings'), options, staff!), spacesOf(options)[0], administrator!));
      } finally {
        await adapter.close?.();
      }
    },
  });

  return [
    test('shows the settings to the staff, lets administrators change them, and has them for nobody else', async (office) => {
      for (const credential of [staff!, administrator!]) same((await office.settings.get(office.space, { credential }))?.id, office.space, 'the settings');
      await refused(office.settings.get(office.space, { credential: undefined }), 'signed-out', 'settings for a visitor');
      await refused(office.settings.get(office.space, { credential: office.life.own }), 'forbidden', 'settings for a writer');
      const { rev } = await office.now();
      await refused(office.settings.update(office.space, { title: 'Other' }, rev!, { credential: staff! }), 'forbidden', 'a change of somebody who is no administrator');
      same((await office.now()).rev, rev, 'rev of the settings');
    }),
    test('tells visitors at once what an administrator decided, and puts back what was decided before', async (office) => {
      const before = await office.shown();
      const saved = await office.save({ title: 'A name that nobody had', keptMonths: 7 });
      same((await office.shown()).title, saved.title, 'what visitors are told');
      same([saved.saved, (await office.shown()).keptMonths], [['keptMonths', 'title'], 7], 'what was saved');
      await office.save({ title: null, keptMonths: null });
      same(await office.shown(), before, 'what visitors are told once it was put back');
    }),
    test('changes settings for one after the other', async (office) => {
      const { rev } = await office.now();
      await office.save({ title: 'The first' });
      await refused(office.settings.update(office.space, { title: 'The second' }, rev!, { credential: administrator! }), 'conflict', 'a change of what has changed since');
      same((await office.now()).title, 'The first', 'the settings');
    }),
    test('keeps from visitors what is for the staff alone', async (office) => {
      const secret = 'For the staff alone';
      const duty = [{ name: secret, days: ['MO'], from: '09:00', to: '17:00', timeZone: 'UTC' }];
      const reasons = [{ for: 'ask-changes', name: secret, words: secret }];
      await office.save({ plan: [secret], duty, moderators: [secret], safeguarding: secret, reasons, translations: [{ language: 'cy', rules: ['Byddwch yn garedig.'], reasons }] });
      const shown = await office.shown();
      ok(!JSON.stringify(shown).includes(secret), 'Visitors are told what is for the staff.');
      same(shown.translations, [{ language: 'cy', rules: ['Byddwch yn garedig.'] }], 'what they are told in another language');
      same((await office.settings.get(office.space, { credential: staff! }))?.plan, [secret], 'what the staff is told');
    }),
    test('takes no setting that is not valid, and none with which something is published unread', async (office) => {
      const before = await office.now();
      for (const patch of [{ moderation: 'none' }, { keptMonths: 0 }, { title: '' }, { watchHours: [{ days: [], from: '9', to: '17:00', timeZone: 'UTC' }] }]) {
        await refused(office.save(patch), 'invalid', `the settings ${JSON.stringify(patch)}`);
      }
      same(await office.now(), before, 'the settings');
    }),
    test('takes nothing where nobody could act on it, as soon as that is decided', async (office) => {
      same((await office.save({ safeguarding: '' })).closed, ['no-safeguarding'], 'why it is closed');
      await refused(office.life.send(), 'unavailable', 'a sending to a space that was closed');
      await office.save({ safeguarding: null });
      ok((await office.life.send()).id, 'It is open again.');
    }),
    test(
      'publishes nothing that one alone agrees to, where two have to',
      async (office) => {
        const { life } = office;
        await office.save({ moderation: 'two' });
        const { id } = await life.send();
        await life.claim(id);
        await refused(life.decide(id), 'conflict', 'a decision of one alone');
        const opinions = life.sendings.beside('opinions');
        const question = await opinions.create({ sending: id }, { credential: staff! });
        await opinions.create({ asked: question.id, advises: 'publish' }, { credential: colleague! });
        await life.decide(id);
        ok(await life.published((await life.sendings.get(id)) as AnyRecord), 'Two have agreed.');
      },
      colleague ? undefined : 'the options have no colleague, a second one of the staff',
    ),
  ];
}

class Office {
  readonly life: Life;
  readonly space: string;
  readonly settings: Bench;
  readonly #administrator: Credential;

  constructor(life: Life, space: string, administrator: Credential) {
    this.life = life;
    this.space = space;
    this.settings = life.sendings.beside('settings');
    this.#administrator = administrator;
  }

  async now(): Promise<AnyRecord> {
    return (await this.settings.get(this.space, { credential: this.#administrator }))!;
  }

  async save(patch: object): Promise<AnyRecord> {
    const { rev } = await this.now();
    return this.settings.update(this.space, patch, rev!, { credential: this.#administrator });
  }

  async shown(): Promise<AnyRecord> {
    return (await this.life.sendings.beside('spaces').get(this.space, { credential: undefined }))!;
  }
}
