import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inLanguage } from '../../src/domain/in-language.ts';
import { changedSettings, decided, drafted, keptFor, onDuty, settingFields, settingsDigest, settingsRecord } from '../../src/domain/settings.ts';
import type { Duty } from '../../src/domain/space.ts';
import { spaceSettings as schema } from '../../src/client/schemas/settings.ts';
import { spaceSettings } from '../adapters/sample-space.ts';

describe('what a space says in a language', () => {
  const space = { languages: ['de', 'en'], rules: ['deutsch'], translations: [{ language: 'en', rules: ['english'] }, { language: 'pt-BR', rules: ['brasileiro'] }, { language: 'pt', confidentiality: 'português' }] } as { languages: string[]; rules?: string[]; confidentiality?: string; translations: { language: string; rules?: string[]; confidentiality?: string }[] };
  for (const [locale, rules] of [['de', 'deutsch'], ['de-AT', 'deutsch'], ['en', 'english'], ['en-GB', 'english'], ['EN', 'english'], ['pt-BR', 'brasileiro'], ['pt-PT', 'brasileiro'], ['fr', 'english'], ['', 'english']] as const) {
    it(`is “${rules}” for ${locale || 'no language'}`, () => assert.deepEqual(inLanguage(space, locale).rules, [rules]));
  }
  it('is the first language field by field where something was not translated, or nothing was', () => {
    assert.deepEqual(inLanguage(space, 'pt').rules, ['deutsch']);
    assert.deepEqual(inLanguage({ languages: ['de'], rules: ['deutsch'] }, 'fr').rules, ['deutsch']);
  });
});

describe('settings that were saved over a file', () => {
  const begun = { id: 'a', saved: {} };
  const at = Date.parse('2026-03-31T10:00:00Z');

  it('know every setting that there is', () => assert.deepEqual([...settingFields].sort(), Object.keys(schema.shape).sort()));

  it('hold over it, also where they say nothing, and go with null', () => {
    const saved = changedSettings(spaceSettings, begun, { title: 'Saved', safeguarding: '', readWithinHours: 0, rules: [] }, at);
    const held = decided(spaceSettings, saved);
    assert.deepEqual([held.title, 'safeguarding' in held, 'readWithinHours' in held, held.rules], ['Saved', false, false, []]);
    assert.deepEqual(changedSettings(spaceSettings, saved, { title: null, safeguarding: null, readWithinHours: null, rules: null }, at), begun);
  });

  it('can say that nobody else sees check-ins, whatever the file says', () => {
    const file = { ...spaceSettings, checkins: { names: true } };
    const saved = changedSettings(file, begun, { checkins: {} }, at);
    assert.equal('checkins' in decided(file, saved), false);
    assert.equal('checkins' in drafted({ ...settingsRecord(file, begun), rev: 'r' }, { checkins: {} }), false);
    assert.deepEqual(settingsRecord(file, saved).file.checkins, { names: true });
    assert.deepEqual(decided(file, changedSettings(file, saved, { checkins: null }, at)).checkins, { names: true });
  });

  it('remember how long stories were said to stay, and until when', () => {
    let saved = changedSettings(spaceSettings, begun, { keptMonths: 6 }, at);
    saved = changedSettings(spaceSettings, saved, { title: 'Other' }, at + 1000);
    saved = changedSettings(spaceSettings, saved, { keptMonths: null }, at + 2000);
    const held = decided(spaceSettings, saved);
    for (const [sent, months] of [['2026-03-31T09:00:00.000Z', 24], ['2026-03-31T10:00:00.000Z', 24], ['2026-03-31T10:00:01.000Z', 6], ['2026-03-31T10:00:02.001Z', 24], [undefined, 24]] as const) assert.equal(keptFor(held, sent), months, sent);
  });

  it('remember the longest time that backups were said to live', () => {
    const saved = changedSettings(spaceSettings, changedSettings(spaceSettings, begun, { backupDays: 100 }, at), { backupDays: 1 }, at);
    assert.deepEqual([decided(spaceSettings, saved).backupDays, saved.longestBackup], [1, 100]);
    assert.equal(changedSettings(spaceSettings, begun, { backupDays: 1 }, at).longestBackup, undefined);
  });

  it('are shown beforehand as they will be', () => {
    const saved = changedSettings(spaceSettings, begun, { title: 'Saved', safeguarding: '' }, at);
    const record = settingsRecord(spaceSettings, saved);
    const patch = { title: null, safeguarding: null, batchHours: 12, readWithinHours: 0 };
    const after = settingsRecord(spaceSettings, changedSettings(spaceSettings, saved, patch, at));
    const { id: _, saved: __, file: ___, closed: ____, ...held } = after;
    assert.deepEqual(drafted({ ...record, rev: 'r' }, patch), held);
  });

  it('have one digest in whatever order they are written', () => {
    const turned = Object.fromEntries(Object.entries(spaceSettings).reverse()) as typeof spaceSettings;
    assert.equal(settingsDigest(turned), settingsDigest(spaceSettings));
    assert.notEqual(settingsDigest({ ...spaceSettings, rules: [...spaceSettings.rules!].reverse() }), settingsDigest(spaceSettings));
  });
});

describe('who is on duty', () => {
  const evening = (name: string, days: Duty['days'], over: Partial<Duty> = {}): Duty => ({ name, days, from: '18:00', to: '22:00', timeZone: 'Europe/London', ...over });
  // A Monday, in summer time.
  const monday = (time: string) => Date.parse(`2026-06-01T${time}:00+01:00`);

  it('is named with who is next', () => {
    const duty = [evening('Ada', ['MO']), evening('Bo', ['TU']), evening('Cleo', ['TU'])];
    assert.deepEqual(onDuty(duty, monday('19:00')), { now: ['Ada'], next: { names: ['Bo', 'Cleo'], at: monday('18:00') + 24 * 3_600_000 } });
    assert.deepEqual(onDuty(duty, monday('12:00')), { now: [], next: { names: ['Ada'], at: monday('18:00') } });
    assert.deepEqual(onDuty([], monday('12:00')), { now: [] });
  });

  it('is somebody through the night, and named once however many rows they have', () => {
    const duty = [evening('Ada', ['SU'], { from: '22:00', to: '06:00' }), evening('Ada', ['MO'], { from: '00:00', to: '03:00' })];
    assert.deepEqual(onDuty(duty, monday('02:00')).now, ['Ada']);
    assert.deepEqual(onDuty(duty, monday('07:00')).now, []);
  });

  it('is nobody where the hours cannot be computed', () => assert.deepEqual(onDuty([evening('Ada', ['MO'], { timeZone: 'Mars/Base' })], monday('19:00')), { now: [] }));
});
