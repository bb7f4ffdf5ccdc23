/*
 * The rule: no counts of answers, views, members or attendance; no streak, level, badge, rank, percentage or popularity
 * order. Somebody who comes in a bad hour must not find that nobody answered, that others do better, or that the days
 * without a visit were counted.
 *
 * What is no score: how many search results were found, seats and waiting places of a session, lengths (minutes,
 * kilometres, letters left), the position of a step or page ("Step 2 of 4"), and what operators measure of a server.
 */

/** One thing that looks like a score. */
export interface ScoreFinding {
  /** Where: keys from the value down (`items.0.memberCount`), or the element's tag and, for an attribute, its name. */
  path: string;
  /** What was found: the key and its value, or the words. */
  found: string;
  rule: 'count' | 'percentage' | 'streak' | 'level' | 'badge' | 'rank' | 'popularity' | 'rating';
}

export interface FindScoresOptions {
  /**
   * Says of a finding that it is none, such as "100 % confidential" in words that a group wrote about itself.
   * Default: none is allowed.
   */
  allow?: (finding: ScoreFinding) => boolean;
}

type Rule = ScoreFinding['rule'];

/** Whom and what nobody counts. */
const counted =
  'answers?|repl(?:y|ies)|responses?|views?|viewers?|visits?|visitors?|reads|readers?|members?|participants?|attendees?|attendances?|' +
  'people|persons?|followers?|friends?|reactions?|likes?|hearts?|hugs?|thanks|comments?|messages?|posts?|stor(?:y|ies)|shares|' +
  'check-?ins?|supporters?|votes?|upvotes?|downvotes?';

/** In keys these are scores whatever they hold. */
const scoreWords: readonly [RegExp, Rule][] = [
  [/^streaks?$/, 'streak'],
  [/^(levels?|xp)$/, 'level'],
  [/^(badges?|achievements?|troph(y|ies)|medals?)$/, 'badge'],
  [/^(ranks?|ranking|leaderboard|scores?|scoreboard|karma)$/, 'rank'],
  [/^(percent|percentage|percentile)$/, 'percentage'],
  [/^(popular|popularity|trending|engagement)$/, 'popularity'],
  [/^(ratings?|stars|upvotes?|downvotes?)$/, 'rating'],
];
const countedWord = new RegExp(`^(${counted}|attended|attending)$`);
const countWord = /^(counts?|totals?|number|num|amount|tally|sum|times)$/;
/** Keys that only sound like scores: step-free entrances and parking for disabled people. */
const harmless = /level access|blue badge/;

const number = '\\d[\\d.,\\u00a0\\u202f]*';
const rules: readonly [RegExp, Rule][] = [
  [new RegExp(`(?<!(?:up to|at most|room for|no more than|maximum of|space for|seats for) )\\b${number}\\+? (?:other |more |new |unread |active )*(?:${counted})\\b(?! (?:were )?found\\b(?! (?:this|it)\\b))`, 'gi'), 'count'],
  [new RegExp(`\\b(?:${counted}|attended):? ?\\(?${number}(?: times\\b|\\)|$)`, 'gi'), 'count'],
  [new RegExp(`\\battended ${number}|\\b${number} (?:times|sessions?|meetings?|visits?) attended\\b|\\bbeen here ${number} times\\b`, 'gi'), 'count'],
  [new RegExp(`${number} ?%|\\b${number} per ?cent\\b`, 'gi'), 'percentage'],
  [/\bstreaks?\b|\b\d+ (days?|weeks?|months?|times|sessions?) in a row\b/gi, 'streak'],
  [/\blevel:? ?\d+\b|\b\d+ ?xp\b/gi, 'level'],
  [/(?<!\bblue )\bbadges?\b|\bachievements?\b|\btroph(?:y|ies)\b/gi, 'badge'],
  [/\branked\b|\branking\b|\brank:? ?#?\d+|\byour rank\b|\bleaderboard\b|\bscoreboard\b|\btop \d+\b/gi, 'rank'],
  [/\bmost (?:popular|read|liked|viewed|answered|active)\b|\bpopularity\b|\btrending\b/gi, 'popularity'],
  [/\b[\d.]+ (?:out of \d+ )?stars?\b|\b[\d.]+ ?\/ ?\d+ stars?\b|[★☆]{2,}|\brated [\d.]+/gi, 'rating'],
];

const spoken = ['aria-label', 'aria-description', 'aria-valuetext', 'aria-roledescription', 'title', 'alt', 'placeholder'];
const unread = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT']);
/** Elements within a line of text: "<b>12</b> members" is one sentence. */
const inline = new Set('A ABBR B BDI BDO CITE CODE DATA DFN EM I KBD MARK OUTPUT Q S SAMP SLOT SMALL SPAN STRONG SUB SUP TIME U VAR'.split(' '));

/**
 * Looks for scores in a value (records, answers, an event's detail: by their keys, what people wrote is not judged) or
 * in an element (its text, what screen readers are told, and open shadow roots; in English). Empty: none was found.
 */
export function findScores(value: unknown, options: FindScoresOptions = {}): ScoreFinding[] {
  const findings = isNode(value) ? inTree(value) : inValue(value);
  return findings.filter((finding) => !options.allow?.(finding));
}

const isNode = (value: unknown): value is Element => typeof (value as Element | null)?.nodeType === 'number';

/** `memberCount`, `member_count` and `member-count` are the same words. */
const wordsOf = (key: string): string[] =>
  key
    .replace(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
    .toLowerCase()
    .replace(/check[-_ ]?in/g, 'checkin')
    .split(/[^a-z\d]+/)
    .filter(Boolean);

const isNumber = (value: unknown) => typeof value === 'number' || typeof value === 'bigint' || (typeof value === 'string' && /^\d+$/.test(value));

function inValue(root: unknown): ScoreFinding[] {
  const findings: ScoreFinding[] = [];
  const seen = new WeakSet();
  const walk = (value: unknown, path: string[]) => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    for (const [key, inner] of Object.entries(value)) {
      const at = [...path, key];
      const rule = Array.isArray(value) ? undefined : ruleOfKey(key, inner, path);
      if (rule) findings.push({ path: at.join('.'), found: isNumber(inner) ? `${key}: ${String(inner)}` : key, rule });
      walk(inner, at);
    }
  };
  walk(root, []);
  return findings;
}

function ruleOfKey(key: string, value: unknown, path: string[]): Rule | undefined {
  const words = wordsOf(key);
  if (harmless.test(words.join(' '))) return undefined;
  for (const [pattern, rule] of scoreWords) if (words.some((word) => pattern.test(word))) return rule;
  const counts = words.some((word) => countWord.test(word));
  const names = words.some((word) => countedWord.test(word));
  if (counts && names) return 'count';
  if (!isNumber(value)) return undefined;
  // `answers: 3` is a count, and so is `answers: { total: 3 }` and `reactions: [{ count: 3 }]`.
  const around = path.filter((step) => !/^\d+$/.test(step)).at(-1);
  const inside = counts && around !== undefined && wordsOf(around).some((word) => countedWord.test(word));
  return inside || countedWord.test(words.at(-1) ?? '') ? 'count' : undefined;
}

function inTree(root: Node): ScoreFinding[] {
  const findings: ScoreFinding[] = [];
  const judge = (words: string, path: string) => {
    for (const [pattern, rule] of rules) for (const [found] of words.matchAll(pattern)) findings.push({ path, found: found.trim(), rule });
  };
  let line = '';
  let lineOf = '';
  const flush = () => {
    judge(line.replace(/\s+/g, ' ').trim(), lineOf);
    line = '';
  };
  const walk = (node: Node) => {
    if (node.nodeType === 3) {
      if (!line.trim()) lineOf = pathOf(node.parentNode);
      line += node.nodeValue ?? '';
      return;
    }
    if (unread.has(node.nodeName)) return;
    const breaks = !inline.has(node.nodeName);
    if (breaks) flush();
    if (node.nodeType === 1) {
      const element = node as Element;
      for (const name of spoken) judge(element.getAttribute(name) ?? '', `${pathOf(element)}@${name}`);
      // A gauge is a percentage in a picture. A progress bar is not: it shows loading or steps.
      if (element.nodeName === 'METER' || element.getAttribute('role') === 'meter') {
        findings.push({ path: pathOf(element), found: 'meter', rule: 'percentage' });
      }
      if (element.shadowRoot) walk(element.shadowRoot);
    }
    node.childNodes.forEach(walk);
    if (breaks) flush();
  };
  walk(root);
  flush();
  return findings;
}

function pathOf(node: Node | null): string {
  if (node?.nodeType !== 1) return (node as ShadowRoot | null)?.host?.localName ?? '';
  const { localName, id } = node as Element;
  return id ? `${localName}#${id}` : localName;
}
