import type { ClosedReason, SpaceSettings, WatchHours } from '../../domain/space.ts';
import { closedBecause } from '../../domain/space.ts';
import { fewestPeople } from '../../domain/nameless-view.ts';
import { fill, msg } from '../../internal/localize.ts';
import { hoursInWords } from '../support-now/hours.ts';
import { checkinModeWords, modeOf } from './space-checkins.ts';

export type SettingName = keyof SpaceSettings;

/** What each setting is called at the desk. */
export const settingNames = (): Record<SettingName, string> => ({
  title: msg('Name of the site'),
  ages: msg('For which ages'),
  privacy: msg('Address of the privacy notice'),
  rules: msg('Rules'),
  confidentiality: msg('What cannot stay between you and a writer'),
  prompts: msg('Gentle beginnings'),
  topics: msg('Themes to choose from'),
  reasons: msg('Beginnings for the team'),
  translations: msg('Texts in other languages'),
  replies: msg('Readers may write to whoever wrote a story'),
  batchHours: msg('Hours between two batches'),
  languages: msg('Languages that somebody here can read'),
  moderation: msg('Who agrees before something is published'),
  moderators: msg('How moderators are reached'),
  safeguarding: msg('Whom somebody in danger is passed on to'),
  plan: msg('What you agreed on for when somebody may be in danger'),
  duty: msg('Who is on duty'),
  watchHours: msg('When somebody reads'),
  readWithinHours: msg('How many hours reading takes, as a rule'),
  helplines: msg('Countries whose help lines are shown'),
  keptMonths: msg('How many months a story stays'),
  reviewMonths: msg('How many months before that its writer is asked'),
  backupDays: msg('How many days backups are kept'),
  checkins: msg('Check-ins that others see'),
});

export const closedWords = (): Record<ClosedReason, string> => ({
  'no-settings': msg('Nothing was decided for this space.'),
  'no-moderator': msg('It is not said how a moderator is reached.'),
  'no-safeguarding': msg('It is not said whom somebody in danger is passed on to.'),
  'no-watch-hours': msg('There are no hours in which somebody reads.'),
  'no-rules': msg('There are no rules.'),
  'no-confidentiality': msg('It is not said what cannot stay between you and a writer.'),
});

export const moderationWords = (): Record<SpaceSettings['moderation'], string> => ({
  all: msg('One person reads everything first'),
  two: msg('Two people have to agree'),
});

/** What only the team sees of it. */
const inside: readonly SettingName[] = ['reasons', 'moderators', 'safeguarding', 'plan', 'duty'];

/** What becomes different for visitors, and for the team, in words. */
export interface ChangeWords {
  visitors: string[];
  team: string[];
  /** Why nothing can be sent any more. Empty: it can, or could not before. */
  closes: string[];
}

export function changeWords(before: SpaceSettings, after: SpaceSettings, locale: string): ChangeWords {
  const names = settingNames();
  const changed = (Object.keys(names) as SettingName[]).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const said = (wanted: (name: SettingName) => boolean) => changed.filter(wanted).map((name) => oneChange(name, names[name], before, after, locale));
  const [was, is] = [closedBecause(before), closedBecause(after)];
  return {
    visitors: [...said((name) => !inside.includes(name)), ...(was.length && !is.length ? [msg('Stories can be sent again.')] : []), ...kept(before, after)],
    team: said((name) => inside.includes(name)),
    closes: is.length && String(is) !== String(was) ? is.map((reason) => closedWords()[reason]) : [],
  };
}

/** Nobody's words stay shorter or longer than they were told. */
const kept = (before: SpaceSettings, after: SpaceSettings): string[] =>
  before.keptMonths === after.keptMonths ? [] : [msg('Whatever was sent before stays as long as its writer was told then. The new time holds for what is sent from now on.')];

function oneChange(name: SettingName, called: string, before: SpaceSettings, after: SpaceSettings, locale: string): string {
  const [was, is] = [inWords(name, before, locale), inWords(name, after, locale)];
  if (was === undefined || is === undefined) return fill(msg('{what}: changed'), { what: called });
  return fill(msg('{what}: {before} → {after}'), { what: called, before: was, after: is });
}

/** A value as short as it can be said; undefined for what is too long to be said beside another. */
function inWords(name: SettingName, settings: SpaceSettings, locale: string): string | undefined {
  const value = settings[name];
  const listed = (words: readonly string[]) => new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(words.map((word) => `\u2068${word}\u2069`));
  if (name === 'moderation') return moderationWords()[settings.moderation];
  if (name === 'ages') return settings.ages.to === undefined ? fill(msg('from {from}'), { from: settings.ages.from }) : `${settings.ages.from}–${settings.ages.to}`;
  if (name === 'watchHours') return settings.watchHours.length ? listed(settings.watchHours.map((each: WatchHours) => `${hoursInWords(each, locale)} (${each.timeZone})`)) : msg('nothing');
  if (name === 'checkins') return checkinsInWords(settings, locale);
  if (name === 'translations' || name === 'reasons' || name === 'duty') return undefined;
  if (typeof value === 'boolean' || (name === 'replies' && value === undefined)) return value ? msg('yes') : msg('no');
  const words = Array.isArray(value) ? listed(value as string[]) : value === undefined || Number.isNaN(value) ? '' : String(value);
  return words.length > 120 ? undefined : words ? (typeof value === 'string' ? `\u2068${words}\u2069` : words) : msg('nothing');
}

/** How others see check-ins, and when. */
function checkinsInWords({ checkins }: SpaceSettings, locale: string): string {
  const mode = checkinModeWords()[modeOf(checkins)];
  if (checkins?.names === false && checkins.releases) {
    const times = new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(checkins.releases.times);
    return fill(msg('{what} ({times}, {zone}, at least {people})'), { what: mode, times, zone: checkins.releases.timeZone, people: checkins.least ?? fewestPeople });
  }
  return checkins?.names && checkins.greetAfterMinutes !== undefined ? fill(msg('{what}; those who greet are told after {minutes} minutes'), { what: mode, minutes: checkins.greetAfterMinutes }) : mode;
}
