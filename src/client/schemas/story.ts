import type { Schema, SchemaIssue } from '../../adapters/adapter.ts';
import type { Story } from '../../domain/story.ts';
import { type Check, maybe, some, text } from './checks.ts';
import { languagePattern, monthPattern } from './patterns.ts';

/*
 * Published stories, as `storyRecord` of `stories.ts` says, without zod: whoever only reads would wait for it, and it is a
 * third of all they load. A test holds that both say the same of everything.
 */

const said = /\S/;
const truth: Check = (value) => typeof value === 'boolean';
const words: Check = (value) => Array.isArray(value) && value.length <= 20 && value.every(text(200, some));
const fields: Record<keyof Story, Check> = {
  id: text(200, some),
  month: text(7, monthPattern),
  group: maybe(text(200, some)),
  text: text(20_000, said),
  helped: maybe(text(5000, said)),
  line: maybe(text(300, said)),
  topics: words,
  notes: words,
  language: text(35, languagePattern),
  answers: truth,
  advice: maybe(truth),
};

const record: Schema<Story> = {
  safeParse(value) {
    const given = Object(value) as Record<string, unknown>;
    const data: Record<string, unknown> = {};
    const issues: SchemaIssue[] = [];
    for (const [name, check] of Object.entries(fields)) {
      if (!check(given[name])) issues.push({ path: [name], message: 'It is not what a story has there.' });
      else if (given[name] !== undefined) data[name] = given[name];
    }
    if (issues.length) return { success: false, error: { issues } };
    return { success: true, data: data as unknown as Story };
  },
};

export const stories = { record };
