import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { alike, decide, lookAgain, type Passage, type Softening } from '../../src/domain/identifying/passages.ts';
import { findIdentifying } from '../../src/domain/identifying.ts';

const nothing: Softening = { text: '', passages: [] };
const look = (text: string, before = nothing) => lookAgain(before, text, findIdentifying(text, { locale: 'en-GB' }));
const states = ({ passages }: Softening) => passages.map(({ words, state }) => `${words}: ${state}`);

describe('a decision about a passage', () => {
  it('changes its words and moves those after it', () => {
    const after = decide(look('Jake rang 07700 900123. Emma did not.'), 0, 'changed');
    assert.equal(after.text, 'Someone I know rang 07700 900123. Emma did not.');
    assert.deepEqual(after.passages.map(({ start, end }) => after.text.slice(start, end)), ['Someone I know', '07700 900123', 'Emma']);
  });

  it('is undone whatever was decided since', () => {
    const actions = fc.array(fc.tuple(fc.nat(2), fc.constantFrom<Passage['state']>('changed', 'left', 'open')), { maxLength: 12 });
    const text = 'Jake rang 07700 900123. Emma did not.';
    fc.assert(
      fc.property(actions, (all) => {
        const after = all.reduce((softening, [index, state]) => decide(softening, index, state), look(text));
        const undone = after.passages.reduce((softening, _, index) => decide(softening, index, 'open'), after);
        assert.deepEqual(undone, look(text));
      }),
    );
  });
});

describe('a text that is looked through again', () => {
  it('keeps what was decided where the words around it are the same', () => {
    const before = decide(decide(look('Jake rang 07700 900123. Emma did not.'), 0, 'changed'), 1, 'left');
    assert.deepEqual(states(look(`${before.text} So be it. Write to jane@example.org.`, before)), ['Jake: changed', '07700 900123: left', 'Emma: open', 'jane@example.org: open']);
    assert.deepEqual(states(look(`Well. ${before.text}`, before)), ['Jake: changed', '07700 900123: left', 'Emma: open']);
  });

  it('forgets what was decided about words that are gone', () => {
    const before = decide(look('Jake rang 07700 900123. Emma did not.'), 1, 'changed');
    assert.deepEqual(states(look('We never spoke again.', before)), []);
  });
});

it('the same words are found in every place where nothing is decided yet', () => {
  const softening = decide(look('Jake said no. Emma said yes. Jake cried. Jake said maybe.'), 3, 'left');
  assert.deepEqual(alike(softening.passages, 0), [0, 2]);
});
