import { after, before, describe, it } from 'node:test';
import { startSite, type Site } from '../e2e/site.ts';
import { assertLeavesNothing } from './memory.ts';

const script = `
  const words = { topics: ['Grief'], notes: [], language: 'en', answers: true };
  const stories = Array.from({ length: 12 }, (_, at) => ({ ...words, id: 's' + at, month: '2026-10', text: at % 3 ? 'Short.' : 'Long words. '.repeat(200), notes: at % 4 ? [] : ['death'] }));
  const list = async (collection, { limit, cursor = 0 }) => ({ items: stories.slice(+cursor, +cursor + limit), next: +cursor + limit < 12 ? String(+cursor + limit) : null });
  const can = { reach: 'page', collections: { stories: { list: { where: ['topic'], text: true }, get: true }, answers: { create: true }, reports: { create: true } } };
  const adapter = { spec: 1, name: 'test', can, list, get: async () => null, create: async () => ({ id: 'a' }) };
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const provider = document.querySelector('peer-support');
  provider.adapter = adapter;
  window.visit = async (times) => {
    for (let time = 0; time < times; time += 1) {
      const list = document.createElement('story-list');
      const ready = new Promise((done) => list.addEventListener('stories-ready', done, { once: true }));
      provider.append(list);
      await ready;
      const shadow = list.shadowRoot;
      shadow.querySelector('[part=open]').click();
      shadow.querySelector('[data-panel=answer]').click();
      while (!shadow.querySelector('.answer')) await settled();
      shadow.querySelector('.answer').click();
      await settled();
      shadow.querySelector('[data-panel=report]').click();
      while (!shadow.querySelector('.report')) await settled();
      list.remove();
      await settled();
    }
  };
`;

describe('a list of stories that was there and is gone', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  it('leaves nothing in memory, read, answered and reported', () => assertLeavesNothing(site, 'story-list', script, 50));
});
