import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupText } from '../../src/domain/group-text.ts';
import type { Group, Session } from '../../src/domain/group.ts';

const place = { name: 'Elm House', address: '3 Quiet Lane', area: ['Leeds'], approximate: false };
const session: Session = { id: 'a', way: 'in-person', status: 'on', place };
const group = (...sessions: Session[]): Group => ({ id: 'g', name: 'Circle', topics: ['Grief'], audience: [], languages: [], access: [], sessions });

describe('the words that a search looks through', () => {
  it('holds name, topics and place', () => {
    for (const word of ['Circle', 'Grief', 'Elm House', '3 Quiet Lane', 'Leeds']) assert.ok(groupText(group(session)).includes(word), word);
  });

  it('holds only the area of a place that is told on asking, so that no search confirms an address', () => {
    const text = groupText(group({ ...session, reveal: 'ask' }));
    assert.ok(text.includes('Leeds'));
    assert.doesNotMatch(text, /Elm|Quiet/);
  });
});
