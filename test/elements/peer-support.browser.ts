import { expect, fixture, html } from '@open-wc/testing';
import { browserAdapter } from '../../src/adapters/browser.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { GroupFinder } from '../../src/elements/group-finder/group-finder.ts';
import { PeerSupport } from '../../src/elements/peer-support/peer-support.ts';
import { define } from '../../src/internal/define.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { sendings } from '../adapters/sample-stories.ts';
import { allByRole, nameOf } from '../setup/accessibility.ts';
import { startBackend } from '../setup/backend.ts';
import { eventually } from '../setup/until.ts';
import { address, three } from './sample.ts';

// Adapters come with their schemas, on demand and, in tests, file by file.
const names = (root: Element) => allByRole(root, 'heading').map(nameOf);

describe('peer-support', () => {
  it('serves elements that were there before it was', async () => {
    define('group-finder', GroupFinder);
    const box = await fixture<HTMLElement>(html`<div>
      <peer-support adapter="feed" src=${address({ groups: three() })}><group-finder></group-finder></peer-support>
    </div>`);
    const finder = box.querySelector<GroupFinder>('group-finder')!;
    await finder.updateComplete;
    expect(names(finder)).to.deep.equal([]);
    define('peer-support', PeerSupport);
    await eventually(() => names(finder).length === 3);
  });

  it('reaches an element inside the shadow root of another', async () => {
    const provider = await fixture<PeerSupport>(html`<peer-support adapter="feed" src=${address({ groups: three() })}><div></div></peer-support>`);
    const finder = document.createElement('group-finder');
    provider.querySelector('div')!.attachShadow({ mode: 'open' }).append(finder);
    await eventually(() => names(finder).length === 3);
  });

  it('takes an adapter as an object, and another one later', async () => {
    const provider = await fixture<PeerSupport>(html`<peer-support .adapter=${memoryAdapter({ records: { groups: three() } })}><group-finder></group-finder></peer-support>`);
    const finder = provider.querySelector('group-finder')!;
    await eventually(() => names(finder).length === 3);
    provider.adapter = memoryAdapter({ records: { groups: three().slice(0, 1) } });
    await eventually(() => names(finder).length === 1);
    expect(provider.client!.reach).to.equal('page');
  });

  it('keeps records on this device, as its owner decided for the space, and tells another of the same page', async () => {
    const settings = spaceSettings;
    const box = await fixture<HTMLElement>(html`<div>
      <peer-support adapter="browser" .settings=${settings}><group-finder></group-finder></peer-support>
      <peer-support adapter="browser" space="default"></peer-support>
    </div>`);
    const [one, other] = [...box.querySelectorAll<PeerSupport>('peer-support')] as [PeerSupport, PeerSupport];
    await eventually(() => one.client && other.client);
    try {
      expect(one.client!.reach).to.equal('device');
      expect((await one.client!.collection('spaces').get('default'))!.open).to.equal(true);
      expect(await other.client!.collection('spaces').get('default')).to.equal(null);
      expect((await one.client!.collection('sendings').create(sendings.draft!(1))).state).to.equal('sent');
      const told: string[] = [];
      const controller = new AbortController();
      await new Promise<void>((ready, error) => {
        one.client!.groups.watch({}, { ready, change: (ids) => told.push(...ids), error }, { signal: controller.signal });
      });
      const { id: _, ...draft } = three()[0]!;
      const { id } = await other.client!.groups.create(draft);
      await eventually(() => told.includes(id));
      controller.abort();
    } finally {
      await browserAdapter().forget();
    }
  });

  it('takes what is decided for the space later too, as a property and not from an attribute', async () => {
    const provider = await fixture<PeerSupport>(html`<peer-support adapter="memory" settings='{"title":"x"}'></peer-support>`);
    await eventually(() => provider.client);
    expect(await provider.client!.collection('spaces').get('default')).to.equal(null);
    const before = provider.client;
    provider.settings = spaceSettings;
    await eventually(() => provider.client !== before);
    expect((await provider.client!.collection('spaces').get('default'))!.title).to.equal(spaceSettings.title);
    const { id: _, ...draft } = three()[0]!;
    await provider.client!.groups.create(draft);
    // A page that is drawn again writes the same once more.
    provider.settings = structuredClone(spaceSettings);
    provider.getToken = () => undefined;
    await provider.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await provider.client!.groups.list()).items).to.have.length(1);
  });

  it('warns of an adapter that there is not, and breaks nothing', async () => {
    const warned: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => warned.push(text);
    try {
      const provider = await fixture<PeerSupport>(html`<peer-support adapter="carrier-pigeon"><group-finder><p>Ring us</p></group-finder></peer-support>`);
      await eventually(() => warned.length === 1);
      expect(warned[0]).to.contain('carrier-pigeon').and.contain('browser, feed, memory');
      expect(provider.client).to.equal(undefined);
    } finally {
      console.warn = warn;
    }
  });

  it('asks a backend over HTTP, first for everybody, then for who has signed in, then for who came after', async () => {
    const backend = await startBackend(three());
    try {
      const provider = await fixture<PeerSupport>(html`<peer-support adapter="http" src=${backend.src}><group-finder></group-finder></peer-support>`);
      const finder = provider.querySelector('group-finder')!;
      await eventually(() => names(finder).length === 3);
      expect(provider.client!.reach).to.equal('shared');
      expect(provider.client!.can.service).to.equal('127.0.0.1');
      for (const token of ['token-1', 'token-2']) {
        const before = provider.client;
        provider.getToken = () => token;
        await eventually(() => provider.client !== before);
        await provider.client!.groups.list().catch(() => {});
      }
      const asked = (await backend.seen(/groups/)).map(({ url, headers }) => [new URL(url, backend.src).searchParams.get('space'), headers.authorization]);
      expect(asked[0]).to.deep.equal(['default', undefined]);
      expect(new Set(asked.map(([, authorization]) => authorization))).to.deep.equal(new Set([undefined, 'Bearer token-1', 'Bearer token-2']));
    } finally {
      await backend.stop();
    }
  });

  it('does not start where what people write could be read on the way', async () => {
    const warned: unknown[] = [];
    const { warn } = console;
    console.warn = (...words: unknown[]) => warned.push(words.join(' '));
    try {
      const provider = await fixture<PeerSupport>(html`<peer-support adapter="http" src="http://clinic.example/peer"></peer-support>`);
      await eventually(() => warned.length);
      expect(warned[0]).to.contain('Use https');
      expect(provider.client).to.equal(undefined);
    } finally {
      console.warn = warn;
    }
  });

  it('leaves a finder with its own list alone', async () => {
    const provider = await fixture<PeerSupport>(html`<peer-support adapter="memory"><group-finder src=${address({ groups: three() })}></group-finder></peer-support>`);
    await eventually(() => names(provider.querySelector('group-finder')!).length === 3);
  });
});

describe('define', () => {
  it('registers nothing twice, and says nothing when a second copy of the library comes', () => {
    const warned: unknown[] = [];
    const { warn } = console;
    console.warn = (text: unknown) => warned.push(text);
    try {
      define('group-finder', class extends GroupFinder {});
      expect(customElements.get('group-finder')).to.equal(GroupFinder);
      expect(warned).to.deep.equal([]);
      customElements.define('peer-stranger', class extends HTMLElement {});
      define('peer-stranger', class extends GroupFinder {});
      expect(warned.length).to.equal(1);
    } finally {
      console.warn = warn;
    }
  });
});
