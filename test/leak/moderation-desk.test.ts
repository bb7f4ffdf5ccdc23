import { after, before, describe, it } from 'node:test';
import { startSite, type Site } from '../e2e/site.ts';
import { assertLeavesNothing } from './memory.ts';

const script = `
  const words = { topics: ['Grief'], notes: [], language: 'en', answers: true, state: 'sent', audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }], rev: '1' };
  const sendings = Array.from({ length: 12 }, (_, at) => ({ ...words, id: 's' + at, text: 'My brother Tom lives at 14 Pennyfold Lane. '.repeat(5), sent: '2026-10-01T10:00:00Z' }));
  const list = async (collection) => ({ items: collection === 'sendings' ? sendings : [], next: null });
  const all = { list: { where: ['state', 'sending', 'report', 'story', 'reason', 'audience', 'urgent'] }, get: true, create: true, remove: true, watch: true };
  const can = { reach: 'page', collections: { sendings: all, claims: all, reports: all, messages: all, decisions: all, presences: { create: true, update: true, remove: true }, spaces: { get: true } } };
  const create = async (collection, draft) => ({ id: collection, ...draft, by: 'me', until: '2030-01-01T00:00:00Z', rev: '1' });
  const get = async (collection, id) => (collection === 'sendings' ? sendings.find((each) => each.id === id) : null);
  const adapter = { spec: 1, name: 'test', can, list, get, create, update: create, remove: async () => {}, watch: (_, __, on) => on.ready() };
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const provider = document.querySelector('peer-support');
  provider.adapter = adapter;
  window.visit = async (times) => {
    for (let time = 0; time < times; time += 1) {
      const desk = document.createElement('moderation-desk');
      provider.append(desk);
      const until = async (find) => { for (;;) { const found = desk.shadowRoot?.querySelector(find); if (found) return found; await settled(); } };
      (await until('.row button')).click();
      (await until('.opened .main')).click();
      await until('.opened .first');
      (await until('.opened .main')).click();
      (await until('.found li'), await until('#decision-ask-changes')).click();
      await until('#to-writer');
      (await until('.talk button')).click();
      await until('.talk textarea');
      desk.remove();
      await settled();
    }
  };
`;

describe('a desk that was there and is gone', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  it('leaves nothing in memory, opened, read and written at', () => assertLeavesNothing(site, 'moderation-desk', script, 30));
});
