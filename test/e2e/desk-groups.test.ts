import assert from 'node:assert/strict';
import { it } from 'node:test';
import { credentialHash } from '../../src/client/receipt.ts';
import { joins, links, Moderator, oneServer, space, writes, writesToGroup } from './desk-team.ts';

const team = oneServer();

it('somebody who facilitates a group has a desk of that group alone: its stories, what its writers link, and nothing of anybody else', async () => {
  const { browser, place } = team;
  const [leeds, york] = [await joins(place, 'leeds'), await joins(place, 'york')];
  const receipts = ['opens-the-walk', 'opens-the-bench', 'opens-the-ferry'] as const;
  const hashes = await Promise.all(receipts.map(credentialHash));
  const walk = await writesToGroup(place, leeds, 'leeds', 'We walked to the mill and I said it for the first time.', 'Walking', hashes[0]);
  await writesToGroup(place, leeds, 'leeds', 'I sat on the bench until it was dark, and then I went home.', 'Bench', hashes[1]);
  const ferry = await writesToGroup(place, york, 'york', 'The ferry was late, and I was glad of it that morning.', 'Ferry', hashes[2]);
  const open = await writes(place, 'It is for everyone to read, once somebody has read it.', 'Open');
  await links(place, walk.id!, receipts[0], receipts[1]);
  // Whoever is a member of both wrote both: she learns of it only where both are hers to read.
  await links(place, walk.id!, receipts[0], receipts[2]);

  const gwen = await Moderator.signsIn(browser, place, 'gwen');
  await gwen.lane('Waiting');
  await gwen.row('Walking').waitFor();
  await gwen.row('Bench').waitFor();
  const said = async () => gwen.desk.innerText();
  assert.doesNotMatch(await said(), /Ferry|Open\b/);
  for (const name of ['Urgent', 'Reported', 'Changed or answered', 'Appeals', 'Second opinions', 'Flagged']) {
    await gwen.lane(name);
    await gwen.desk.getByRole('heading', { name, exact: true }).waitFor();
    assert.doesNotMatch(await said(), /Ferry|Open\b/, name);
  }
  await gwen.lane('Waiting');
  await gwen.reads('Walking');
  await gwen.says('The same writer also wrote');
  const same = gwen.open.getByRole('region', { name: 'The same writer' });
  assert.match(await same.innerText(), /Bench/);
  assert.doesNotMatch(await said(), /Ferry/);
  await gwen.decides('Publish it');
  await gwen.says(/nobody learns of it, and you can take it back/);

  // Over HTTP it is the same: what is not hers is not there, whatever is asked.
  const asks = async (method: string, path: string, body?: object) => {
    const headers = { authorization: 'Bearer token-of-gwen', 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const response = await place.handler(new Request(`http://localhost/peer/v1/${path}?space=${space}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }), {});
    return { status: response.status, text: await response.text() };
  };
  for (const id of [ferry.id!, open.id!]) {
    assert.equal((await asks('GET', `sendings/${id}`)).status, 404);
    assert.equal((await asks('POST', 'claims', { sending: id })).status, 404);
    assert.equal((await asks('POST', 'log', { act: 'open', sending: id })).status, 404);
    assert.equal((await asks('POST', 'messages', { sending: id, text: 'Hello?' })).status, 404);
    assert.equal((await asks('POST', 'links/search', { where: { sending: id }, limit: 10 })).text, '{"items":[],"next":null}');
  }
  for (const collection of ['sendings', 'claims', 'messages', 'decisions', 'reports', 'opinions', 'links']) {
    const { text } = await asks('POST', `${collection}/search`, { limit: 100 });
    for (const id of [ferry.id!, open.id!]) assert.ok(!text.includes(id), collection);
  }
  assert.equal((await asks('GET', 'log')).status, 403);

  // A moderator reads all of it, and sees what its writer linked.
  const sam = await Moderator.signsIn(browser, place, 'sam');
  await sam.lane('Waiting');
  for (const topic of ['Bench', 'Ferry', 'Open']) await sam.row(topic).waitFor();
  await sam.reads('Ferry');
  await sam.says('The same writer also wrote');
  assert.match(await sam.open.getByRole('region', { name: 'The same writer' }).innerText(), /Walking/);
  assert.deepEqual([...gwen.complaints, ...sam.complaints], []);
});
