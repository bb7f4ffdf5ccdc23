import { barc10 } from './barc-10.ts';
import { score, type Instrument, type Result, type Scoring, type TestVector } from './instrument.ts';
import { ons4, onsLoneliness } from './ons.ts';

const scorings: readonly Scoring[] = ['category', 'each', 'sum'];
const filled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isWeb = (url: unknown): boolean => filled(url) && /^https?:\/\/[^\s/]/.test(url);
const isCode = (value: unknown): boolean => typeof value === 'string' && /^[a-z\d]+(-[a-z\d]+)*$/.test(value);
const isTag = (value: unknown): boolean => {
  try {
    return filled(value) && !!new Intl.Locale(value);
  } catch {
    return false;
  }
};
const differ = (codes: readonly unknown[]) => new Set(codes).size === codes.length;

/** Bands and colours turn an answer into a verdict; what is derived from answers is the scoring, and nothing else. */
const known = ['id', 'name', 'version', 'language', 'source', 'licence', 'attribution', 'population', 'recall', 'introduction', 'items', 'answers', 'scoring', 'limits', 'checked', 'vectors'];

function answersAreSound({ answers, scoring, items }: Instrument): boolean {
  if (answers?.kind === 'category') {
    const { options } = answers;
    return scoring === 'category' && items.length === 1 && Array.isArray(options) && options.length > 1 && options.every(({ code, text }) => isCode(code) && filled(text)) && differ(options.map(({ code }) => code));
  }
  if (answers?.kind !== 'range') return false;
  const { from, to, ends } = answers;
  return scoring !== 'category' && Number.isInteger(from) && Number.isInteger(to) && from < to && Array.isArray(ends) && ends.length === 2 && ends.every(filled);
}

/** Whether the scoring gives what the vector says. */
function holds(instrument: Instrument, { answers, result }: TestVector): boolean {
  const found: Result | undefined = score(instrument, answers);
  if (!found || !result) return found === result;
  const { instrument: _, version: __, kind: ___, ...rest } = found;
  const expected = 'sum' in rest && 'sum' in result ? { ...result, from: rest.from, to: rest.to } : result;
  const text = (value: object) => JSON.stringify(Object.entries(value).map(([key, each]) => [key, typeof each === 'object' ? Object.entries(each as object).sort() : each]).sort());
  return text(rest) === text(expected);
}

/** What is missing or wrong in an instrument, by its fields; empty when it can be used. Without vectors that hold, nobody knows whether its scoring is right. */
export function instrumentFaults(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return ['instrument'];
  const it = value as Instrument;
  const tests: Record<string, () => boolean> = {
    id: () => isCode(it.id),
    name: () => filled(it.name),
    version: () => filled(it.version),
    language: () => isTag(it.language),
    source: () => filled(it.source?.title) && isWeb(it.source.url),
    licence: () => filled(it.licence?.name) && isWeb(it.licence.url) && filled(it.licence.note),
    attribution: () => filled(it.attribution),
    population: () => filled(it.population),
    recall: () => filled(it.recall),
    introduction: () => it.introduction === undefined || filled(it.introduction),
    items: () => Array.isArray(it.items) && it.items.length > 0 && it.items.every(({ code, text }) => isCode(code) && filled(text)) && differ(it.items.map(({ code }) => code)),
    scoring: () => scorings.includes(it.scoring),
    answers: () => answersAreSound(it),
    limits: () => Array.isArray(it.limits) && it.limits.length > 0 && it.limits.every(filled),
    checked: () => filled(it.checked),
    vectors: () => Array.isArray(it.vectors) && it.vectors.some(({ result }) => result) && it.vectors.some(({ result }) => !result) && it.vectors.every((vector) => holds(it, vector)),
  };
  const wrong = Object.entries(tests).filter(([, test]) => !safe(test)).map(([field]) => field);
  return [...wrong, ...Object.keys(it).filter((key) => !known.includes(key))];
}

/** A field of the wrong shape is wrong, not an accident. */
function safe(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
}

/** Those that come with the library. */
export const bundled: readonly Instrument[] = Object.freeze([onsLoneliness, ons4, barc10]);

const registered = new Map(bundled.map((each) => [each.id, each]));

/**
 * Adds an instrument that a host has the right to use; the host answers for its words and its licence. Throws a TypeError that
 * names the fields that are missing or wrong, and for an id that is taken.
 */
export function registerInstrument(instrument: Instrument): void {
  const faults = instrumentFaults(instrument);
  if (faults.length) throw new TypeError(`This instrument cannot be used. Missing or wrong: ${faults.join(', ')}`);
  if (registered.has(instrument.id)) throw new TypeError(`There is an instrument called ${instrument.id} already`);
  registered.set(instrument.id, structuredClone(instrument));
}

/** An instrument by its id; undefined if there is none. */
export const instrumentOf = (id: string): Instrument | undefined => registered.get(id);

/** All that were registered, and those that come with the library. */
export const instruments = (): Instrument[] => [...registered.values()];
