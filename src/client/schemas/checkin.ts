import type { Schema, SchemaIssue, Schemas } from '../../adapters/adapter.ts';
import { checkinAudiences, checkinLimits, checkinStays, isEmpty } from '../../domain/checkin.ts';
import type { CheckinDraft, SharedCheckin } from '../../domain/checkin-share.ts';
import { helps, isCode } from '../../domain/checkin-words.ts';
import { isTimeZone } from '../../domain/zone.ts';
import { type Check, maybe, some, text } from './checks.ts';

/*
 * Check-ins, as `checkins.ts` says, without zod: it is more than the whole element that asks for them. What the device keeps is
 * checked although this library wrote it: another version of the page may have, or a script of the site, and one check-in that
 * cannot be read is set aside and told where unchecked it would take the whole page with it. What somebody sends is checked by the
 * same lines before it is kept. A test holds that both say the same of everything.
 */

const id = text(200, some);
const name = text(60, /\S/, /^[^\t\n\r\u0080-\u009f\u2028-\u202e\u2066-\u2069]*$/);
const instant = text(Infinity, /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/);
const zoneName = text(64, /^[\w+/-]+$/);
const zone: Check = (value) => zoneName(value) && isTimeZone(value as string);
const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);
const list =
  (check: Check, most: number, least = 0): Check =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && Array.from(value).every(check) && new Set(value).size === value.length;
const yes = oneOf(['yes']);
const nullish =
  (check: Check): Check =>
  (value) =>
    value === null || maybe(check)(value);

const feelings = list(isCode, checkinLimits.feelings);
const said = { words: text(checkinLimits.words), energy: isCode, need: isCode, help: oneOf(helps) };
const audience = oneOf(checkinAudiences);
const stays = oneOf(checkinStays);
const people = list(id, checkinLimits.people, 1);
const greeters = list(id, 50);
/** What those name to whom it goes. */
const to = { group: id, people, name, greeters };

type Fields = Record<string, Check>;
const each = (fields: Fields, how: (check: Check) => Check): Fields => Object.fromEntries(Object.entries(fields).map(([key, check]) => [key, how(check)]));

/** What fits these fields, without what is not among them. `whole` names the fields in which what fits by itself does not fit together. */
function schema<T>(fields: Fields, whole: (value: T) => string[] = () => []): Schema<T> {
  return {
    safeParse(value) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(['']);
      const given = value as Record<string, unknown>;
      const misfits = Object.keys(fields).filter((key) => !fields[key]!(given[key]));
      const data = Object.fromEntries(Object.keys(fields).filter((key) => given[key] !== undefined).map((key) => [key, structuredClone(given[key])])) as T;
      const names = misfits.length ? misfits : whole(data);
      return names.length ? wrong(names) : { success: true, data };
    },
  };
}

function wrong(names: string[]): { success: false; error: { issues: SchemaIssue[] } } {
  return { success: false, error: { issues: names.map((key) => ({ path: key ? [key] : [], message: 'It is not what a check-in has there.' })) } };
}

const record = schema<SharedCheckin & { rev?: string }>({
  id,
  feelings,
  audience,
  ...each({ rev: id, mine: yes, ...said, ...to, at: instant, companion: id, unanswered: yes, stays, timeZone: zoneName, until: instant, shown: id, again: yes, message: text(5000, /\S/) }, maybe),
});

const draft = schema<CheckinDraft>({ feelings, audience, stays, timeZone: zone, ...each({ at: instant, ...said, ...to }, maybe) }, (sent) => {
  const wrong = {
    feelings: isEmpty(sent),
    group: (sent.audience === 'group') !== (sent.group !== undefined),
    at: sent.at !== undefined && sent.audience !== 'me',
    people: (sent.audience === 'people') !== (sent.people !== undefined),
  };
  return Object.entries(wrong).flatMap(([name, is]) => (is ? [name] : []));
});

/** What fits by itself may not fit what is there: that is looked at when both are known. */
const patch = schema<Record<string, unknown>>({ ...each({ feelings, audience, stays, timeZone: zone }, maybe), ...each({ ...said, ...to }, nullish) });

export const checkins = { record, draft, patch } as NonNullable<Schemas['checkins']>;
