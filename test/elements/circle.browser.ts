import { expect, fixture, html } from '@open-wc/testing';
import { browserAdapter, type BrowserPeerAdapter } from '../../src/adapters/browser.ts';
import type { Credential } from '../../src/adapters/adapter.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import '../../src/elements/group-today/define.ts';
import '../../src/elements/peer-checkin/define.ts';
import '../../src/elements/peer-support/define.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { newDatabase, removeDatabases } from '../adapters/browser.suite.ts';
import { signedInAs } from '../../stories/signed-in.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { allByRole, byRole, expectAccessible, wordsOf } from '../setup/accessibility.ts';
import { eventually } from '../setup/until.ts';
import { one, other } from './checkin-page.ts';

const gwen: Credential = { kind: 'staff', token: 'a-token-of-who-facilitates' };
const words = 'Since Sunday it is quiet here, and I noticed the marmalade.';

/** Everything that lies in a database of this browser, as text. */
async function kept(name: string): Promise<string> {
  const done = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error!) }));
  const database = await done(indexedDB.open(name));
  const found: unknown[] = [];
  for (const store of database.objectStoreNames) {
    const all = database.transaction(store).objectStore(store);
    found.push(await done(all.getAll()), await done(all.getAllKeys()));
  }
  database.close();
  return JSON.stringify(found, (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value));
}

/** Two members of a group and who facilitates it, each with an adapter of their own on one device, as in three tabs. */
async function threeTabs() {
  const database = newDatabase();
  const open = (): BrowserPeerAdapter => browserAdapter({ database, settings: { ...spaceSettings, checkins: { names: true } }, staff: { [gwen.token]: { role: 'facilitator', groups: ['leeds'] } } });
  const tabs = [open(), open(), open()] as const;
  const owners = { m1: await credentialHash(one.token), m2: await credentialHash(other.token) };
  await tabs[0].seed('default', { memberships: Object.keys(owners).map((id) => ({ id, group: 'leeds' })) }, { memberships: owners });
  const page = await fixture<HTMLElement>(html`<div>
    <peer-support .adapter=${signedInAs(tabs[0], one)}><peer-checkin></peer-checkin></peer-support>
    <peer-support .adapter=${signedInAs(tabs[1], other)}><group-today group="leeds"></group-today></peer-support>
    <peer-support .adapter=${signedInAs(tabs[2], gwen)}><group-today group="leeds"></group-today></peer-support>
  </div>`);
  const [mina] = page.querySelectorAll('peer-checkin');
  const [jo, facilitator] = page.querySelectorAll('group-today');
  for (const each of [jo!, facilitator!]) await eventually(() => allByRole(each, 'button', 'Get support now').length, 'the group is read');
  return { database, mina: mina!, jo: jo!, facilitator: facilitator!, close: () => Promise.all(tabs.map((tab) => tab.close?.())) };
}

const press = (element: Element, name: string | RegExp) => byRole(element, 'button', name).click();

describe('a check-in to a group, kept in the browser', () => {
  after(removeDatabases);

  it('is seen by the others as it is written, answered, heard, taken back, and gone from every screen and from the database', async () => {
    const { database, mina, jo, facilitator, close } = await threeTabs();
    await eventually(() => allByRole(mina, 'checkbox', 'Sad').length);
    byRole(mina, 'checkbox', 'Sad').click();
    const field = byRole<HTMLTextAreaElement>(mina, 'textbox', 'In your own words');
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    press(mina, 'Who will see it, and how long');
    // The panel waits for the groups only so long.
    await eventually(() => allByRole(mina, 'radio', 'My group').length);
    byRole(mina, 'radio', 'My group').click();
    await eventually(() => allByRole(mina, 'button', 'See how others will see it').length);
    press(mina, 'See how others will see it');
    await eventually(() => allByRole(mina, 'button', 'Share it').length);
    expect(await kept(database), 'a preview sends nothing').not.to.contain('marmalade');
    press(mina, 'Share it');
    await eventually(() => allByRole(mina, 'heading', 'It is shared').length, 'it is shared');
    expect(await kept(database)).to.contain('marmalade');

    for (const each of [jo, facilitator]) {
      await eventually(() => {
        allByRole(each, 'button', 'Show it')[0]?.click();
        return wordsOf(each).includes(words);
      }, 'it is seen');
      expect(findScores(each)).to.deep.equal([]);
      await expectAccessible(each);
    }
    press(jo, 'I’m with you');
    await eventually(() => /You said/.test(wordsOf(jo)), 'it is said');
    await eventually(() => /with you/.test(wordsOf(mina)), 'it is heard');
    expect(findScores(mina)).to.deep.equal([]);
    await expectAccessible(mina);

    press(mina, /^Take it back/);
    await eventually(() => [jo, facilitator].every((each) => !wordsOf(each).includes('marmalade')), 'it is gone from the others');
    expect(await kept(database)).not.to.contain('marmalade');
    await close();
  });
});
