import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { groups } from '../adapters/sample-groups.ts';
import { modelServer, PeerServer } from '../adapters/support/peer-server.ts';
import { startSite, type Site } from './site.ts';

/** A page as a clinic's portal serves it: its own files, one backend, no more. */
const strict = (src: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8"><title>Portal</title>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src ${new URL(src).origin}; require-trusted-types-for 'script'; trusted-types lit-html">
    <script type="module" src="/dist/cdn/all.js"></script>
    <script type="module" src="page.js"></script>
  </head>
  <body><peer-support adapter="http" src="${src}"><group-finder></group-finder></peer-support></body>
</html>`;

const script = `
  const provider = document.querySelector('peer-support');
  provider.getToken = () => 'sample-staff-token';
  window.share = async () => {
    const sendings = provider.client.collection('sendings');
    sendings.prepare();
    const draft = { text: 'It was a long winter.', topics: [], notes: [], language: 'en', answers: true, audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }] };
    return (await sendings.create(draft)).state;
  };
`;

describe('a portal with a strict policy and a backend', () => {
  let site: Site;
  let server: PeerServer;
  before(async () => {
    site = await startSite();
    server = await modelServer(groups.records);
  });
  after(async () => {
    await site.close();
    await server.close();
  });

  it('shows groups, and sends a story with a proof of work and without the name of who is signed in', async () => {
    const { page: beside } = await site.open('', { files: { 'strict.html': strict(server.src), 'page.js': script } });
    // A page of its own, because that one may ask nobody else.
    const page = await site.browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(new URL('strict.html', beside.url()).href);
    await page.locator('[part=group]').first().waitFor();
    assert.equal(await page.evaluate('window.share()'), 'sent');
    assert.ok(server.asked(/POST .*groups\/search/).some(({ headers }) => headers.authorization === 'Bearer sample-staff-token'));
    const [sent] = server.asked(/POST .*sendings/);
    assert.ok(await PeerServer.solves(sent!.headers['peer-proof']));
    assert.equal(sent!.headers.authorization, undefined);
    assert.deepEqual(complaints, []);
  });
});
