import { after, before, describe, it } from 'node:test';
import { startSite, type Site } from '../e2e/site.ts';
import { assertLeavesNothing } from './memory.ts';

const script = `
  const checkins = Array.from({ length: 12 }, (_, at) => ({ id: 'c' + at, feelings: ['tired'], words: 'I went out all the same. '.repeat(at % 4 ? 2 : 60), audience: 'group', group: 'g', at: '2026-11-27T10:00:00Z' }));
  const space = { id: 'default', open: true, closed: [], audiences: [], checkins: { names: true, greetAfterMinutes: 60, audiences: ['me', 'group'] } };
  const said = new Map();
  const items = (collection, where) => (collection === 'responses' ? [...said.values()] : collection === 'memberships' ? [{ id: 'm', group: 'g', mine: 'yes' }] : collection === 'checkins' && where && where.group ? checkins : []);
  const list = async (collection, { where }) => ({ items: items(collection, where), next: null });
  const where = { where: ['mine', 'group', 'unanswered'] };
  const can = { reach: 'page', collections: { spaces: { get: true }, memberships: { list: where, remove: true }, checkins: { list: where, get: true, watch: true }, responses: { list: where, create: true, remove: true }, greeters: { list: where, create: true }, reports: { create: true } } };
  const watches = new Set();
  const watch = (_, __, on, { signal }) => {
    watches.add(on);
    signal.addEventListener('abort', () => watches.delete(on));
    setTimeout(() => on.ready());
  };
  const adapter = { spec: 1, name: 'test', can, list, watch, get: async (collection, id) => (collection === 'spaces' ? space : checkins.find((each) => each.id === id) || null), create: async (_, { checkin, kind }) => (said.set('r', { id: 'r', mine: 'yes', checkin, kind }), said.get('r')), remove: async () => void said.clear() };
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const provider = document.querySelector('peer-support');
  provider.adapter = adapter;
  window.visit = async (times) => {
    for (let time = 0; time < times; time += 1) {
      const today = document.createElement('group-today');
      provider.append(today);
      const shadow = await new Promise((done) => { const look = () => (today.shadowRoot && today.shadowRoot.querySelector('.answer') ? done(today.shadowRoot) : setTimeout(look)); look(); });
      const before = shadow.querySelector('.answer').getAttribute('aria-pressed');
      shadow.querySelector('.answer').click();
      while (shadow.querySelector('.answer').getAttribute('aria-pressed') === before) await settled();
      shadow.querySelector('.report-now').click();
      while (!shadow.querySelector('.report')) await settled();
      today.remove();
      await settled();
    }
    if (watches.size) throw new Error('somebody still listens');
  };
`;

describe('a group that was read and is gone', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  it('leaves nothing in memory, read, answered and reported', () => assertLeavesNothing(site, 'group-today', script, 30));
});
