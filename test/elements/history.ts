import { fixture, html } from '@open-wc/testing';
import { deviceHistory, type CheckinHistory as History, type DeviceHistoryOptions } from '../../src/client/checkin-history.ts';
import type { Checkin } from '../../src/domain/checkin.ts';
import '../../src/elements/checkin-history/define.ts';
import type { CheckinHistory } from '../../src/elements/checkin-history/checkin-history.ts';
import { newDatabase } from '../adapters/browser.suite.ts';
import { eventually } from '../setup/until.ts';

/** Check-ins of an invented person: two on one day, gaps, one with nothing but a feeling. */
export const checkins: Checkin[] = [
  { at: '2026-11-27T21:30:00+01:00', feelings: ['tired', 'cut-off'], words: 'A long day.\nNobody rang.', energy: 'worn-out', need: 'company', help: 'listen', audience: 'me', stays: 'kept' },
  { at: '2026-11-27T08:00:00+01:00', feelings: ['hopeful'], words: 'Up before the alarm.', audience: 'me', stays: 'kept' },
  { at: '2026-11-19T12:00:00+01:00', feelings: ['sad'], audience: 'group', stays: 'week' },
  { at: '2026-10-02T18:00:00+02:00', feelings: ['grateful', 'a-word-of-last-year'], words: 'صديقتي زارتني.', audience: 'people', stays: 'today' },
];

export const onDevice = (options: DeviceHistoryOptions = {}): History => deviceHistory({ database: newDatabase(), rounds: 1000, wrongTakes: 1, ...options });

/** A history with these check-ins. */
export async function filled(kept: readonly Checkin[] = checkins, options: DeviceHistoryOptions = {}): Promise<History> {
  const history = onDevice(options);
  await history.keep(kept);
  return history;
}

/** The element over a history, when it is known what is in it. */
export async function show(source: History, { lang = 'en', dir = 'ltr', width = 'auto' } = {}): Promise<CheckinHistory> {
  const box = await fixture<HTMLElement>(html`<div lang=${lang} dir=${dir}><checkin-history .source=${source}><p>Loading.</p></checkin-history></div>`);
  box.style.inlineSize = width;
  const element = box.querySelector('checkin-history')!;
  await eventually(() => element.shadowRoot?.querySelector('.kept, .alert'), 'the history is there');
  await element.updateComplete;
  return element;
}
