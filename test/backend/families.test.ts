import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CollectionName } from '../../src/adapters/adapter.ts';
import { isHere, kindOf } from '../../src/backend/families/index.ts';
import { kinds } from '../../src/backend/index.ts';
import type { SharedCheckin } from '../../src/domain/checkin-share.ts';
import { day, draft, moderator, Place, space, visitor } from './support/backend.ts';

const families = ['checkins', 'stories'] as const;
const here = () => families.filter(isHere);

// The order matters: what was loaded once stays loaded.
describe('kinds come in families', () => {
  it('of which none is loaded for time to pass over a space where nothing is', async () => {
    const at = new Place();
    await at.backend.expire(space);
    assert.deepEqual(here(), []);
  });

  it('of which that of check-ins alone comes with one, and takes it away on time', async () => {
    const at = new Place();
    const { id } = await at.create('checkins', { feelings: ['tired'], audience: 'me', stays: 'today', timeZone: 'UTC' }, { role: 'local' });
    assert.deepEqual(await at.ids('checkins', { role: 'local' }), [id]);
    at.now += 2 * day;
    await at.backend.expire(space);
    assert.deepEqual(at.store.rows(space, 'checkins'), []);
    assert.deepEqual(here(), ['checkins']);
  });

  it('of which time brings what is due to both, also where one was never asked for', async () => {
    const at = new Place();
    at.seed('stories', { id: 'old', month: '2019-01', text: 'Words.', topics: [], notes: [], language: 'en', answers: false });
    at.seed('stories', { id: 'new', month: '2026-03', text: 'Words.', topics: [], notes: [], language: 'en', answers: false });
    await at.backend.expire(space);
    assert.deepEqual(at.store.rows(space, 'stories').map(({ id }) => id), ['new']);
    assert.deepEqual(here(), ['checkins', 'stories']);
  });

  it('do not keep each other from what time brings', async () => {
    const at = new Place();
    const { id } = await at.create('checkins', { feelings: ['tired'], audience: 'me', stays: 'today', timeZone: 'UTC' }, { role: 'local' });
    const sent = await at.send(draft, visitor);
    await at.create('claims', { sending: sent.id }, moderator);
    at.now += 2 * day;
    const read = at.store.read.bind(at.store);
    at.store.read = (name, body) => read(name, (tx) => body({ ...tx, list: async (collection, request) => (collection === 'checkins' ? Promise.reject(new Error('on purpose')) : tx.list(collection, request)) }));
    await assert.rejects(at.backend.expire(space), /on purpose/);
    assert.deepEqual(at.store.rows(space, 'claims'), [], 'a claim that is over is given back all the same');
    assert.equal((at.store.rows(space, 'checkins')[0]!.record as unknown as SharedCheckin).id, id);
  });

  it('have every collection, and each the kind that a server has', async () => {
    for (const [collection, kind] of Object.entries(kinds)) assert.equal(await kindOf(collection as CollectionName), collection === 'spaces' ? await kindOf('spaces') : kind, collection);
    assert.deepEqual((await kindOf('spaces')).can, kinds.spaces.can);
  });
});
