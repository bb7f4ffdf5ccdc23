import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cameAt, type DeskItem, firstLine, isHard, isUrgent, keyOfReport, keyOfSending, type Lane, lanesOf, minutesToRead, waitedFor, waits, type Why, whyOf } from '../../src/domain/desk.ts';
import type { Report } from '../../src/domain/report.ts';
import type { Sending } from '../../src/domain/story.ts';

const sent = '2026-03-10T08:00:00.000Z';
const sending = (more: Partial<Sending> = {}): DeskItem => ({
  key: keyOfSending('a'),
  sending: { id: 'a', text: 'Words.', topics: [], notes: [], language: 'en', answers: true, state: 'sent', audience: 'everyone', consents: [], sent, ...more },
});
const report = (more: Partial<Report> = {}): DeskItem => ({ key: keyOfReport('r'), report: { id: 'r', story: 's', reason: 'other', state: 'waiting', sent, ...more } });

describe('why something waits at the desk, and where', () => {
  const cases: [what: string, item: DeskItem, why: Why[], lanes: Lane[]][] = [
    ['a new story', sending(), ['new'], ['waiting']],
    ['a reply', sending({ audience: 'writer', replyTo: 's' }), ['reply'], ['waiting']],
    ['a story in whose words distress was noticed', sending({ urgent: true }), ['distress', 'new'], ['urgent', 'waiting']],
    ['a change of what readers have', sending({ story: 's' }), ['changed'], ['answered']],
    ['an answer to the team', sending({ answered: sent, message: 'Could you?' }), ['answered'], ['answered']],
    ['one to whose writer the team has written', sending({ message: 'How are you?' }), ['new', 'written'], ['waiting']],
    ['an appeal', sending({ appeal: sent, message: 'No.' }), ['appeal'], ['appeals']],
    ['an appeal in distress', sending({ appeal: sent, urgent: true }), ['distress', 'appeal'], ['urgent', 'appeals']],
    ['one without a proof', sending({ flags: ['no-proof'] }), ['new', 'no-proof'], ['waiting', 'flagged']],
    ['one from a backup, with a flag that nobody here knows', sending({ flags: ['restored', 'moon', 'sun'] }), ['new', 'restored', 'flag'], ['waiting', 'flagged']],
    ['a report', report(), ['report'], ['reported']],
    ['worry about somebody', report({ reason: 'worried' }), ['worried'], ['urgent', 'reported']],
    ['a report that hid its story', report({ reason: 'about-me', hid: true }), ['hidden', 'report'], ['reported']],
    ['what a group was told, reported', report({ story: undefined as never, checkin: 'c' }), ['report-checkin'], ['reported']],
    ['worry about what a group was told', report({ story: undefined as never, checkin: 'c', reason: 'worried' }), ['worried', 'report-checkin'], ['urgent', 'reported']],
    ['what somebody in distress told their group, reported', report({ story: undefined as never, checkin: 'c', reason: 'about-me', hid: true, urgent: true }), ['distress', 'hidden', 'report-checkin'], ['urgent', 'reported']],
    ['a report that hid what a group was told', report({ story: undefined as never, checkin: 'c', reason: 'about-me', hid: true }), ['hidden', 'report-checkin'], ['reported']],
    ['a report that names somebody and hid nothing', report({ reason: 'about-me' }), ['report'], ['reported']],
  ];
  for (const [what, item, why, lanes] of cases) {
    it(what, () => {
      assert.deepEqual(whyOf(item), why);
      assert.deepEqual(lanesOf(item, 'me'), lanes);
      assert.equal(isUrgent(item), lanes.includes('urgent'));
    });
  }

  it('what somebody has taken is with them, and with nobody else', () => {
    const item = { ...sending(), claim: { id: 'c', sending: 'a', by: 'me', until: sent } };
    assert.deepEqual(lanesOf(item, 'me'), ['mine', 'waiting']);
    assert.deepEqual(lanesOf(item, 'you'), ['waiting']);
    assert.deepEqual(lanesOf(item), ['waiting']);
  });

  it('it waits until somebody has decided', () => {
    for (const state of ['sent', 'claimed'] as const) assert.equal(waits(sending({ state })), true);
    for (const state of ['published', 'published-with-note', 'again', 'changes-asked', 'not-published', 'expired'] as const) assert.equal(waits(sending({ state })), false, state);
    assert.equal(waits(report()), true);
    assert.equal(waits(report({ state: 'read' })), false);
  });
});

describe('how long somebody waits', () => {
  it('counts from what they said last', () => {
    const later = '2026-03-12T08:00:00.000Z';
    assert.equal(cameAt(sending(), 0), Date.parse(sent));
    assert.equal(cameAt(sending({ answered: later }), 0), Date.parse(later));
    assert.equal(cameAt(sending({ appeal: later, answered: sent }), 0), Date.parse(later));
    assert.equal(cameAt(report(), 0), Date.parse(sent));
    assert.equal(cameAt(sending({ sent: undefined as never }), 7), 7);
  });

  it('is said in minutes, then in hours, then in days', () => {
    const minute = 60_000;
    const said = (minutes: number) => waitedFor(0, minutes * minute);
    assert.deepEqual(said(-5), { unit: 'minutes', amount: 0 });
    assert.deepEqual(said(59), { unit: 'minutes', amount: 59 });
    assert.deepEqual(said(60), { unit: 'hours', amount: 1 });
    assert.deepEqual(said(47 * 60 + 59), { unit: 'hours', amount: 47 });
    assert.deepEqual(said(48 * 60), { unit: 'days', amount: 2 });
  });
});

describe('a first look', () => {
  it('is one line, whatever the text', () => {
    assert.equal(firstLine('One line.\n\nAnother.', 'en'), 'One line.');
    assert.equal(firstLine('\n One line. What is hard comes after it.', 'en'), 'One line.');
    assert.ok(firstLine('word '.repeat(500), 'en').length < 160);
    assert.equal(firstLine(' \n\n ', 'en'), '');
  });

  it('says about how long reading takes, in every script', () => {
    assert.equal(minutesToRead('Short.'), 1);
    assert.equal(minutesToRead('字'.repeat(3000)), 3);
  });

  it('says what may be heavy', () => {
    assert.equal(isHard(sending()), false);
    for (const item of [sending({ urgent: true }), sending({ notes: ['death'] }), report({ reason: 'worried' }), report({ reason: 'method' })]) assert.equal(isHard(item), true);
  });
});
