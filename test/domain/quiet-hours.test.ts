import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { greetersFrom, greeterToldAt, isQuiet, tellAt } from '../../src/domain/quiet-hours.ts';
import type { WatchHours } from '../../src/domain/space.ts';

const nights: WatchHours[] = [{ days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], from: '22:00', to: '08:00', timeZone: 'Europe/Berlin' }];
const always: WatchHours[] = [{ ...nights[0]!, from: '00:00', to: '00:00' }];
const instant = (text: string) => Date.parse(`${text}Z`);
const iso = (moment: number | undefined) => (moment === undefined ? undefined : new Date(moment).toISOString().slice(0, 16));

describe('quiet hours', () => {
  it('hold back what comes in the night until the morning, by the clock on the wall', () => {
    assert.ok(isQuiet(nights, instant('2026-11-27T21:00')) && !isQuiet(nights, instant('2026-11-27T20:59')));
    assert.equal(iso(tellAt(nights, instant('2026-11-27T23:00'))), '2026-11-28T07:00');
    assert.equal(iso(tellAt(nights, instant('2026-03-28T23:00'))), '2026-03-29T06:00');
    assert.equal(iso(tellAt(nights, instant('2026-11-27T12:00'))), '2026-11-27T12:00');
  });

  it('hold back nothing where there are none, and everything where they never end', () => {
    assert.equal(iso(tellAt([], instant('2026-11-27T23:00'))), '2026-11-27T23:00');
    assert.equal(tellAt(always, instant('2026-11-27T23:00')), undefined);
  });

  it('are kept when they cannot be computed: sleep cannot wait, a message can', () => {
    const odd = [{ ...nights[0]!, timeZone: 'Europe/Berlun' }];
    assert.ok(isQuiet(odd, 0));
    assert.equal(tellAt(odd, 0), undefined);
  });
});

describe('a check-in that nobody answers', () => {
  const at = '2026-11-27T18:30:00Z';
  const from = greetersFrom({ audience: 'group', at }, { afterHours: 3 })!;

  it('reaches greeters after the hours that the space set, but never one that is only for its writer', () => {
    assert.equal(iso(from), '2026-11-27T21:30');
    assert.equal(greetersFrom({ audience: 'me', at }, { afterHours: 3 }), undefined);
    for (const afterHours of [0, -1, NaN]) assert.equal(greetersFrom({ audience: 'group', at }, { afterHours }), undefined);
  });

  it('wakes no greeter', () => assert.equal(iso(greeterToldAt({ greetersFrom: from }, nights)), '2026-11-28T07:00'));

  it('is told to nobody once it is answered, is over before anybody can be told, or asks for nothing', () => {
    assert.equal(greeterToldAt({ greetersFrom: from, answered: true }, []), undefined);
    assert.equal(greeterToldAt({ greetersFrom: from, until: instant('2026-11-27T23:00') }, nights), undefined);
    assert.equal(iso(greeterToldAt({ greetersFrom: from, until: instant('2026-11-27T23:00') }, [])), '2026-11-27T21:30');
    assert.equal(greeterToldAt({ greetersFrom: from, help: 'nothing' }, []), undefined);
    assert.equal(greeterToldAt({}, []), undefined);
  });
});
