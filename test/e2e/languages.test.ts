import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { spaceSettings } from '../adapters/sample-space.ts';
import { until } from '../setup/until.ts';
import { builtFiles, fetched, root, startSite, type Site } from './site.ts';

const csv = 'Group,Day,Time,Town\nTuesday Circle,Tuesday,7.30pm,Leeds\n';
const finder = '<group-finder src="groups.csv" time-zone="Europe/London"></group-finder>';
const script = (tag: string) => `<script type="module" src="/dist/cdn/${tag}.js"></script>`;
const page = (language: string, body: string, ...tags: string[]) => `<div lang="${language}">${body}</div>${tags.map(script).join('')}`;

/** Sentences by file, as they were translated. */
const german = new Map<string, Record<string, string>>();
for (const path of globSync('src/locales/generated/de/*.ts', { cwd: root })) german.set(basename(path, '.ts'), (await import(join(root, path))).sentences);

const searching = german.get('group-finder')!['Search by topic, place or name']!;

describe('what a page in another language loads', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  const open = async (body: string) => site.open(body, { files: { 'groups.csv': csv } });

  /** Names of the files of words that were asked for. */
  const wordsOf = async (page: Page): Promise<string[]> => {
    const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const built = builtFiles();
    return asked.flatMap((name) => built[name.split('/dist/cdn/')[1] ?? '']?.name ?? []).filter((name) => german.has(name.replace(/-(de|ar)$/, '')) && /-(de|ar)$/.test(name));
  };

  it('is the words of the elements it has: none of <story-share> for a finder', async () => {
    const { page: opened, complaints } = await open(page('de', finder + finder, 'group-finder'));
    await opened.getByRole('searchbox', { name: searching }).first().waitFor();
    assert.deepEqual(await wordsOf(opened), ['group-finder-de'], 'once, for two of them');
    const loaded = await opened.evaluate(async () => {
      const names = performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'));
      return (await Promise.all(names.map(async (name) => (await fetch(name)).text()))).join('\n');
    });
    const finders = Object.keys(german.get('group-finder')!);
    assert.ok(finders.every((sentence) => loaded.includes(JSON.stringify(german.get('group-finder')![sentence]).slice(1, -1))));
    const strange = ['story-share', 'story-share-path', 'story-share-sending', 'story-share-owner'].flatMap((file) => Object.entries(german.get(file)!));
    assert.ok(strange.length > 200);
    assert.deepEqual(strange.filter(([source, other]) => !finders.includes(source) && other.length > 20 && loaded.includes(other)), []);
    assert.deepEqual(complaints, []);
    await opened.context().close();
  });

  it('is the words of a piece together with the piece, and none of it is shown in English first', async () => {
    const { page: opened, complaints } = await open(page('de', finder, 'group-finder'));
    const words: string[] = [];
    await opened.route('**/group-finder-details-*', async (route) => {
      words.push(route.request().url());
      // The words are slower than the piece.
      if (route.request().url().includes('details-de')) await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    const english = await opened.evaluateHandle(() => {
      const seen: string[] = [];
      new MutationObserver(() => {
        const text = document.querySelector('group-finder')!.shadowRoot!.textContent!;
        if (/Next dates|Add to calendar/.test(text)) seen.push(text);
      }).observe(document.querySelector('group-finder')!.shadowRoot!, { childList: true, subtree: true, characterData: true });
      return seen;
    });
    await opened.getByRole('button', { name: 'Tuesday Circle' }).click();
    await opened.getByText('Nächste Termine').waitFor();
    assert.deepEqual(await english.jsonValue(), []);
    assert.equal(words.length, 2, 'asked for at once, not one after the other');
    assert.deepEqual(await wordsOf(opened), ['group-finder-de', 'group-finder-details-de']);
    assert.deepEqual(complaints, []);
    await opened.context().close();
  });

  it('is everything that a writer is told on the whole way, and nothing of it is in English', async () => {
    const settings = `<script>document.querySelector('peer-support').settings = ${JSON.stringify({ ...spaceSettings, rules: ['Eigene Regeln.'], confidentiality: 'Eigene Worte.' })}</script>`;
    const { page: opened, complaints } = await open(page('de', '<peer-support adapter="memory"><story-share topics="Schlaf"></story-share></peer-support>') + settings + script('story-share'));
    const share = opened.locator('story-share');
    const sources = [...german.values()].flatMap((words) => Object.entries(words)).filter(([source, other]) => source !== other && source.length > 12 && !source.includes('{')).map(([source]) => source);
    const seen: string[] = [];
    /** Comes to what is called like this in `file`, reads everything there, and goes on. */
    const on = async (file: string, heading: string, next = '.main') => {
      await share.getByRole('heading', { name: german.get(file)![heading]!, exact: true }).waitFor();
      const text = await share.evaluate((element) => {
        const read = (root: ShadowRoot): string => root.textContent + [...root.querySelectorAll('*')].map((each) => (each.shadowRoot ? read(each.shadowRoot) : '')).join('\n');
        return read(element.shadowRoot!);
      });
      seen.push(...sources.filter((source) => text.includes(source)));
      await share.locator(next).first().click();
    };
    await on('story-share', 'Write your story');
    await on('story-share-path', 'Before you write');
    await share.locator('#text').fill('Mein Sohn Daniel schlief ein Jahr lang nicht. Ich wollte nicht mehr leben. Dann kam ein Nachbar mit einem Garten.');
    await on('story-share-path', 'Write, in your own time');
    await on('story-pause', 'You do not have to be alone with this', '.on');
    await on('story-share', 'Look at it once more');
    await on('story-share-path', 'What it is about');
    await share.locator('#readers-everyone').click();
    await share.locator('#readers-everyone:checked').waitFor();
    await on('story-share-path', 'Who may read it');
    // What is said after a press is said in the language of the page, too.
    await share.getByText(german.get('story-share-path')!['Before everyone can read it, we need your yes to publishing it here. You can also keep it to yourself.']!).waitFor();
    await share.locator('#consent-publish').click();
    await share.locator('#consent-publish:checked').waitFor();
    await on('story-share-path', 'Who may read it');
    await on('story-share-path', 'This is what readers will see');
    await on('story-share-sending', 'Your story has arrived');
    await share.getByText(german.get('story-share-sending')!['Once you leave, nobody can show you these words again. Have you saved them?']!).waitFor();
    assert.deepEqual(seen, []);
    const all = ['story-glasses-de', 'story-pause-de', 'story-share-de', 'story-share-path-de', 'story-share-sending-de', 'support-now-de'];
    // Whoever goes on at once does not wait for all of them.
    await until(async () => (await wordsOf(opened)).length >= all.length).catch(() => {});
    assert.deepEqual((await wordsOf(opened)).sort(), all);
    assert.deepEqual(complaints, []);
    await opened.context().close();
  });

  it('is the words of what is open already, when the language changes', async () => {
    const { page: opened, complaints } = await open(page('en', finder, 'group-finder'));
    await opened.getByRole('button', { name: 'Tuesday Circle' }).click();
    await opened.getByText('Next dates').waitFor();
    assert.deepEqual(await wordsOf(opened), [], 'English is here already');
    for (const [language, words] of [['de', 'Nächste Termine'], ['ar', 'المواعيد القادمة'], ['en', 'Next dates']] as const) {
      await opened.evaluate((tag) => document.querySelector('div')!.setAttribute('lang', tag), language);
      await opened.getByText(words).waitFor();
    }
    assert.deepEqual(complaints, []);
    await opened.context().close();
  });

  it('is the help lines in its language before somebody opens them, also when the connection is gone by then', async () => {
    const body = '<peer-support adapter="memory"><story-list></story-list></peer-support>';
    const { page: opened } = await open(page('de', body, 'story-list'));
    await opened.getByRole('button', { name: 'Jetzt Hilfe finden' }).waitFor();
    await fetched(opened, 'story-list-support', 'support-now-de');
    await opened.context().setOffline(true);
    await opened.getByRole('button', { name: 'Jetzt Hilfe finden' }).click();
    await opened.getByLabel('Wo sind Sie?').waitFor();
    await opened.context().close();
  });

  it('is English, when the words cannot be fetched, and so is a piece whose words cannot', async () => {
    const { page: opened } = await open(page('de', finder));
    await opened.route('**/group-finder-de-*', (route) => route.abort());
    await opened.addScriptTag({ type: 'module', url: '/dist/cdn/group-finder.js' });
    await opened.getByRole('searchbox', { name: 'Search by topic, place or name' }).waitFor();
    await opened.context().close();
    const { page: other } = await open(page('de', finder));
    await other.route('**/group-finder-details-de-*', (route) => route.abort());
    await other.addScriptTag({ type: 'module', url: '/dist/cdn/group-finder.js' });
    await other.getByRole('button', { name: 'Tuesday Circle' }).click();
    await other.getByText('Next dates').waitFor();
    await other.getByRole('searchbox', { name: searching }).waitFor();
    await other.context().close();
  });

  it('is shared by what comes twice: one element, all elements, the same file by another address', async () => {
    const body = page('de', '<quick-exit></quick-exit><quick-exit></quick-exit>', 'quick-exit', 'all') + '<script type="module" src="/dist/cdn/quick-exit.js?again"></script>';
    const { page: opened, complaints } = await open(body);
    await opened.getByRole('link', { name: 'Diese Seite sofort verlassen' }).last().waitFor();
    assert.deepEqual(await wordsOf(opened), ['quick-exit-de']);
    await opened.keyboard.press('Shift');
    await opened.getByRole('status').getByText('Drücken Sie diese Taste noch 2 Mal').first().waitFor({ state: 'attached' });
    assert.deepEqual(complaints, []);
    await opened.context().close();
  });
});
