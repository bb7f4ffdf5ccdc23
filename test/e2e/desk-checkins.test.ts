import assert from 'node:assert/strict';
import { it } from 'node:test';
import { joins, Moderator, oneServer, reportsTold, space, tellsGroup } from './desk-team.ts';

const team = oneServer();
const words = 'Tom came home late again, and I sat in the kitchen.';

it('what a group was told and one of it reported comes to the desk of its facilitator and of moderators, to no other, and goes from the group when it is taken down', async () => {
  const { browser, place } = team;
  const [ann, ben] = [await joins(place, 'leeds'), await joins(place, 'leeds')];
  const own = await tellsGroup(place, ann, 'leeds', words);
  const get = async (path: string, token: string) => {
    const response = await place.handler(new Request(`http://localhost/peer/v1/${path}?space=${space}`, { headers: { authorization: `Bearer ${token}` } }), {});
    return { status: response.status, text: await response.text() };
  };
  assert.match((await get('checkins', ben)).text, /kitchen/);
  await reportsTold(place, ben, own.shown!, 'hurtful');

  const yara = await Moderator.signsIn(browser, place, 'yara');
  await yara.lane('Reported');
  await yara.desk.getByRole('heading', { name: 'Reported', exact: true }).waitFor();
  assert.equal(await yara.desk.locator('.row').count(), 0, 'whoever facilitates another group has nothing of it');

  const gwen = await Moderator.signsIn(browser, place, 'gwen');
  await gwen.lane('Reported');
  await gwen.row('A check-in of a group was reported').click();
  await gwen.press('Take it');
  await gwen.says('It is shown once you open it.');
  assert.doesNotMatch(await gwen.desk.innerText(), /kitchen/);
  await gwen.press('Read all of it');
  await gwen.says(/kitchen/);
  await gwen.open.locator('.found').waitFor();
  await gwen.press('Hide it from the group until it is decided');
  await gwen.says('Its group does not see it any more. It stays so until you decide.');
  assert.doesNotMatch((await get('checkins', ben)).text, /kitchen/);
  assert.match((await get('checkins', ann)).text, /"again":"yes"/);
  await gwen.press('Pass it on');

  const sam = await Moderator.signsIn(browser, place, 'sam');
  await sam.lane('Reported');
  await sam.reads('A check-in of a group was reported');
  await sam.says('Its group does not see it at the moment.');
  await sam.open.getByRole('radio', { name: 'Take it from its group', exact: true }).check();
  await sam.open.getByRole('combobox', { name: 'What is it about?' }).selectOption({ index: 1 });
  await sam.press('Decide');
  await sam.says('Its group does not see it any more. Its writer keeps it, and is told why.');
  assert.doesNotMatch((await get('checkins', ben)).text, /kitchen/);
  const kept = (await get('checkins', ann)).text;
  assert.match(kept, /kitchen/);
  assert.match(kept, /"audience":"me"/);
  assert.match(kept, /Somebody could be recognised in it/);
  assert.match((await get('reports', ben)).text, /"state":"read"/);
  assert.doesNotMatch((await get('log', 'token-of-ada')).text, /kitchen|Kim/);
  assert.deepEqual([...yara.complaints, ...gwen.complaints, ...sam.complaints], []);
});
