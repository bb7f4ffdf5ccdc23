import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { modules } = JSON.parse(readFileSync(join(root, 'dist/custom-elements.json'), 'utf8'));
const declarations = modules.flatMap((module: { path: string; declarations?: object[] }) => (module.declarations ?? []).map((each) => ({ path: module.path, ...each })));
const elements = declarations.filter(({ tagName }: { tagName?: string }) => tagName);
const finder = elements.find(({ tagName }: { tagName: string }) => tagName === 'group-finder');
const names = (list: { name: string }[] = []) => list.map(({ name }) => name);

describe('the manifest of the elements, made from their comments', () => {
  it('names every element and the module it is in', () => {
    assert.ok(elements.length > 0);
    for (const { tagName, path } of elements) {
      assert.equal(path, `dist/elements/${tagName}/${tagName}.js`);
      assert.ok(existsSync(join(root, path)), path);
    }
  });

  it('says of the finder what a page can set', () => {
    const attributes = names(finder.attributes);
    for (const name of ['src', 'format', 'time-zone', 'country', 'day', 'way', 'topic', 'near', 'view', 'limit', 'link-base']) assert.ok(attributes.includes(name), name);
  });

  it('says of the finder what a page can style, fill and listen to', () => {
    assert.ok(finder.cssProperties?.length > 0, 'CSS properties');
    assert.ok(finder.cssParts?.length > 0, 'parts');
    assert.ok(names(finder.slots).includes(''), 'the fallback slot');
    assert.ok(names(finder.events).includes('group-open'), 'events');
  });

  it('explains everything it names', () => {
    const silent = elements.flatMap((element: Record<string, { name: string; description?: string }[]> & { tagName: string; description?: string }) => [
      ...(element.description ? [] : [element.tagName]),
      ...['attributes', 'cssProperties', 'cssParts', 'slots', 'events'].flatMap((kind) =>
        (element[kind] ?? []).filter(({ description }) => !description).map(({ name }) => `${element.tagName} ${kind} ${name}`),
      ),
    ]);
    assert.deepEqual(silent, []);
  });

  it('tells nothing of what is private', () => {
    const inner = elements.flatMap(({ members = [] }: { members?: { name: string; privacy?: string }[] }) => members.filter(({ name, privacy }) => name.startsWith('#') || (privacy && privacy !== 'public')));
    assert.deepEqual(names(inner), []);
  });

  it('fires only events that are classes of ours', () => {
    const classes = modules.filter(({ path }: { path: string }) => path.startsWith('dist/events/')).map(({ path }: { path: string }) => /([\w-]+)\.js$/.exec(path)![1]);
    const fired = elements.flatMap(({ events }: { events?: { name: string }[] }) => names(events));
    assert.deepEqual(fired.filter((name: string) => !classes.includes(name)), []);
  });
});
