import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import type { ReactiveControllerHost } from 'lit';
import { ClockController } from '../../src/controllers/clock.ts';

/** A page that can be hidden and looked at again. */
const page = Object.assign(new EventTarget(), { hidden: false });

function clock() {
  let updates = 0;
  const host = { addController() {}, requestUpdate: () => void (updates += 1) } as unknown as ReactiveControllerHost;
  return { controller: new ClockController(host), updates: () => updates };
}

beforeEach(() => Object.assign(globalThis, { document: page }));
afterEach(() => Reflect.deleteProperty(globalThis, 'document'));

it('one timer keeps every element of a page true to the minute, until the last has left', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.UTC(2026, 0, 5, 12, 0, 50) });
  const [one, two] = [clock(), clock()];
  one.controller.hostConnected();
  two.controller.hostConnected();
  const waits = t.mock.method(globalThis, 'setTimeout');
  t.mock.timers.tick(9_999);
  assert.equal(one.updates() + two.updates(), 0);
  t.mock.timers.tick(1);
  assert.deepEqual([one.updates(), two.updates(), waits.mock.callCount()], [1, 1, 1]);
  t.mock.timers.tick(60_000);
  assert.deepEqual([one.updates(), two.updates(), waits.mock.callCount()], [2, 2, 2]);
  one.controller.hostDisconnected();
  t.mock.timers.tick(60_000);
  assert.deepEqual([one.updates(), two.updates()], [2, 3]);
  two.controller.hostDisconnected();
  const before = waits.mock.callCount();
  t.mock.timers.tick(600_000);
  assert.deepEqual([two.updates(), waits.mock.callCount()], [3, before]);
});

it('a page that was asleep is right as soon as it is looked at', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { controller, updates } = clock();
  controller.hostConnected();
  page.hidden = true;
  page.dispatchEvent(new Event('visibilitychange'));
  assert.equal(updates(), 0);
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  assert.equal(updates(), 1);
  controller.hostDisconnected();
  page.dispatchEvent(new Event('visibilitychange'));
  assert.equal(updates(), 1);
});
