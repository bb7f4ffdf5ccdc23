import { getRequestListener } from '@hono/node-server';
import { credentialHash, seedRow } from '../../dist/backend/index.js';
import { createHandler } from '../../server/dist/index.js';
import { openStore } from '../../server/dist/store/index.js';

export const space = 'demo';
const ledger = { add: async () => {}, async *entries() {}, close: async () => {} };
const usual = {
  title: 'Example Peers', ages: { from: 18 }, privacy: 'https://example.org/privacy', rules: ['Tell your own story.'], confidentiality: 'We do not know who you are.', replies: true, languages: ['en'], moderation: 'all',
  moderators: ['team@example.org'], safeguarding: 'safe@example.org', watchHours: [{ days: ['MO'], from: '18:00', to: '22:00', timeZone: 'Europe/London' }], readWithinHours: 48, helplines: ['GB'], keptMonths: 24, backupDays: 14,
};
const limits = Object.fromEntries(['reads', 'searches', 'writes', 'sendings', 'answers', 'reports', 'challenges', 'texts'].map((name) => [name, { count: 1e9, seconds: 60 }]));

/** The real server, in this process, before a database. `more`: settings of the space. `fill` puts into the store what is there at first. */
export async function served(database, more = {}, fill = async () => {}) {
  const store = await openStore(database, { ledger });
  await store.migrate();
  await fill(store);
  const handler = createHandler({ store, spaces: { [space]: { settings: { ...usual, ...more }, origins: [], limits: { watches: 100 } } }, limits, basePath: '/peer' });
  return {
    service: getRequestListener((request, { incoming }) => handler(request, { address: incoming.socket.remoteAddress })),
    async close() {
      handler.close();
      await store.close();
    },
  };
}

/** The same before a database in which these stories wait. Fay and Sam are of the team. */
export const servedBy = (database, stories) =>
  served(database, {}, async (store) => {
    for (const name of ['fay', 'sam']) await store.putToken({ hash: await credentialHash(`token-of-${name}`), space, role: 'moderator', owner: name, groups: [], expires: Date.now() + 86_400_000 });
    for (let at = 0; at < stories.length; at += 500) {
      await store.write(space, async (tx) => {
        for (const story of stories.slice(at, at + 500)) await tx.put('sendings', seedRow('sendings', story, await tx.arrival()));
      });
    }
  });
