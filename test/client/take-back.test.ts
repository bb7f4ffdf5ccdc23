import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createPeerClient } from '../../src/client/client.ts';
import { PeerError } from '../../src/client/errors.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import { takeBack } from '../../src/client/take-back.ts';
import { actsAndDrops, answers, bench, drops, refused, story } from '../adapters/support/http-bench.ts';
import { problem } from '../adapters/support/peer-server.ts';

const receipt = { kind: 'receipt', token: 'what-the-receipt-gives' } as const;

/** A story that was sent over HTTP, and its writer, who tries once only. */
async function sent(t: TestContext) {
  const { server, http } = await bench(t, { retries: 0, proofMs: 1 });
  const sendings = createPeerClient({ adapter: http, credential: receipt }).collection('sendings');
  const { id } = await sendings.create(story({ receipt: await credentialHash(receipt.token) }) as never);
  return { server, sendings, id };
}

describe('taking a story back', () => {
  it('is done when the backend says so', async (t) => {
    const { sendings, id } = await sent(t);
    assert.equal(await takeBack(sendings, id, { intent: 'a' }), 'removed');
    assert.equal(await sendings.get(id), null);
  });

  it('is not known where no answer came, and is done by the same act again, whether the first one had arrived or not', async (t) => {
    for (const lost of [drops, actsAndDrops]) {
      const { server, sendings, id } = await sent(t);
      server.next(/DELETE/, lost);
      assert.equal(await takeBack(sendings, id, { intent: 'a' }), 'unknown');
      assert.equal(await takeBack(sendings, id, { intent: 'a' }), 'removed');
    }
  });

  it('by another act, after a reload, says that it is gone and not who took it away', async (t) => {
    const { server, sendings, id } = await sent(t);
    server.next(/DELETE/, actsAndDrops);
    assert.equal(await takeBack(sendings, id, { intent: 'a' }), 'unknown');
    assert.equal(await takeBack(sendings, id, { intent: 'b' }), 'gone');
  });

  it('rejects where it surely did not happen', async (t) => {
    const { server, sendings, id } = await sent(t);
    for (const [code, status] of [['forbidden', 403], ['signed-out', 401], ['rate-limited', 429]] as const) {
      server.next(/DELETE/, answers(problem(code, status)));
      await refused(takeBack(sendings, id, { intent: code }), code);
    }
    await refused(takeBack(sendings, id, { intent: 'a', rev: 'an older one' }), 'conflict');
    assert.equal((await sendings.get(id))!.id, id);
  });

  it('lets an abort through', async (t) => {
    const { sendings, id } = await sent(t);
    const reason = new Error('left');
    const gone = takeBack(sendings, id, { intent: 'a', signal: AbortSignal.abort(reason) });
    await assert.rejects(gone, (error) => error === reason && !PeerError.is(error));
  });
});
