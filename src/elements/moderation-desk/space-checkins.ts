import { html, nothing, type TemplateResult } from 'lit';
import type { CheckinSettings } from '../../domain/checkin-share.ts';
import type { Put } from '../../domain/settings.ts';
import { fewestPeople } from '../../domain/nameless-view.ts';
import { fill, msg } from '../../internal/localize.ts';
import { pick } from '../story-share/fields.ts';
import { line, rowsField } from './space-fields.ts';

export const checkinModes = ['none', 'names', 'words'] as const;
export type CheckinMode = (typeof checkinModes)[number];

export const modeOf = (checkins: CheckinSettings | undefined): CheckinMode => (!checkins ? 'none' : checkins.names ? 'names' : 'words');

/** Whether anything was decided. */
export const isDecided = (checkins: Put<'checkins'> & object): checkins is CheckinSettings => checkins.names !== undefined;

export const checkinModeWords = (): Record<CheckinMode, string> => ({
  none: msg('Nobody else sees one'),
  names: msg('Groups see them, under the names that people choose'),
  words: msg('Groups see words, and no names'),
});

export interface CheckinFields {
  value: CheckinSettings | undefined;
  /** The zone of the space, for a plan that begins. */
  zone: string;
  locale: string;
  /** Adults and minors can both be here. */
  mixed: boolean;
  onChange: (value: Put<'checkins'> & object, focus?: string) => void;
}

/** Whether others see check-ins, and how. Words in place of the library’s stay as they are: they stand in the file. */
export function checkinFields({ value, zone, locale, mixed, onChange }: CheckinFields): TemplateResult {
  const mode = modeOf(value);
  const kept = value?.vocabulary && { vocabulary: value.vocabulary };
  const begin: Record<CheckinMode, Put<'checkins'> & object> = {
    none: {},
    names: { names: true, greetAfterMinutes: 120, ...kept },
    words: { names: false, releases: { times: ['08:00', '18:00'], timeZone: zone }, ...kept },
  };
  const hints: Record<CheckinMode, string> = {
    none: msg('Members can still keep check-ins for themselves.'),
    names: msg('Whoever is in a group then sees one check-in after the other. If one is reported, the team reads it too.'),
    words: msg('Only words of a list, once enough people have written, at fixed times. Nobody’s own words.'),
  };
  return html`${checkinModes.map((each) => pick('checkins', each, checkinModeWords()[each], mode, (to) => onChange(begin[to]), hints[each]))}
    ${mixed && mode !== 'none' ? html`<p class="quiet" role="status">${msg('Where adults and minors can both be, nobody but whoever wrote a check-in sees it, whatever is chosen here.')}</p>` : nothing}
    ${mode === 'names' ? named(value!, onChange) : mode === 'words' ? nameless(value!, locale, onChange) : nothing}`;
}

const numberOf = (typed: string): number => (typed ? Number(typed) : NaN);
const shown = (number: number | undefined): string => (number === undefined || Number.isNaN(number) ? '' : `${number}`);

function named({ greetAfterMinutes, ...value }: CheckinSettings, onChange: CheckinFields['onChange']): TemplateResult {
  return html`${line({
      id: 'checkins-greet',
      name: msg('After how many minutes without an answer those are told who offered to greet'),
      type: 'number',
      value: shown(greetAfterMinutes),
      onInput: (typed) => onChange({ ...value, ...(typed && { greetAfterMinutes: Number(typed) }) }),
    })}
    <p class="quiet">${msg('Nothing: nobody is told. Whoever writes sees their names before sending.')}</p>`;
}

function nameless(value: CheckinSettings, locale: string, onChange: CheckinFields['onChange']): TemplateResult {
  const { times, timeZone } = value.releases ?? { times: [], timeZone: '' };
  const plan = (part: Partial<typeof value.releases & object>, focus?: string) => onChange({ ...value, releases: { times, timeZone, ...part } }, focus);
  const number = new Intl.NumberFormat(locale);
  return html`${line({ id: 'checkins-least', name: msg('How many different people a batch of words needs, at least'), type: 'number', value: shown(value.least ?? fewestPeople), onInput: (typed) => onChange({ ...value, least: numberOf(typed) }) })}
    <p class="quiet">${msg('Five or more. With fewer, nobody could be sure not to be recognised.')}</p>
    ${rowsField<string>({
      id: 'checkins-times',
      rows: times,
      name: (at) => fill(msg('Time {number}'), { number: number.format(at) }),
      add: msg('Add a time'),
      empty: () => '12:00',
      row: ({ id, name, value: time, change }) => line({ id, name, type: 'time', value: time, onInput: change }),
      onChange: (rows, focus) => plan({ times: rows }, focus),
    })}
    <p class="quiet">${msg('At these times the words of a group are shown. Between two of them lie three hours or more.')}</p>
    ${line({ id: 'checkins-zone', name: msg('Time zone of these times'), list: 'zones', value: timeZone, onInput: (zone) => plan({ timeZone: zone }) })}`;
}
