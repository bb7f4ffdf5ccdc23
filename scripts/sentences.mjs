// The rules a translation has to keep, apart from files, so that they can be tested.

const pluralPattern = /\{(\w+), plural,((?:\s*[\w=]+ ?\{[^{}]*\})+)\s*\}/g;

/** The places of a sentence: names of values, and of each plural its forms. `broken` when braces are left over. */
export function placesOf(sentence) {
  const plurals = new Map();
  const rest = sentence.replace(pluralPattern, (_, name, forms) => {
    plurals.set(name, new Map([...forms.matchAll(/([\w=]+) ?\{([^{}]*)\}/g)].map(([, form, text]) => [form, text])));
    return '';
  });
  const values = new Set([...rest.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  return { values, plurals, broken: /[{}]/.test(rest.replace(/\{\w+\}/g, '')) };
}

function pluralProblems(locale, name, forms, source) {
  const problems = [];
  const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const missing = needed.filter((form) => !forms.has(form));
  if (missing.length) problems.push(`the plural of {${name}} lacks ${missing.join(', ')}`);
  const strange = [...forms.keys()].filter((form) => !needed.includes(form) && !/^=\d+$/.test(form));
  if (strange.length) problems.push(`the plural of {${name}} has ${strange.join(', ')}, which ${locale} does not use`);
  if (source?.get('other')?.includes('#') && !forms.get('other')?.includes('#')) problems.push(`the plural of {${name}} lost its number (#)`);
  return problems;
}

function placeProblems(locale, english, other) {
  const source = placesOf(english);
  const target = placesOf(other);
  const problems = target.broken ? ['has a { or } too many, or a plural that cannot be read'] : [];
  for (const kind of ['values', 'plurals']) {
    for (const name of source[kind].keys()) if (!target[kind].has(name)) problems.push(`lost {${name}}`);
    for (const name of target[kind].keys()) if (!source[kind].has(name)) problems.push(`has {${name}}, which the English does not`);
  }
  for (const [name, forms] of target.plurals) problems.push(...pluralProblems(locale, name, forms, source.plurals.get(name)));
  return problems;
}

/** What is wrong with the English itself. */
export function englishProblems(english) {
  const { plurals, broken } = placesOf(english);
  const problems = broken ? ['has a { or } too many, or a plural that cannot be read'] : [];
  for (const [name, forms] of plurals) problems.push(...pluralProblems('en', name, forms));
  return problems.map((problem) => `en: "${english}" ${problem}`);
}

/** What is wrong with one language, a sentence each: `sentences` is id → English, `translated` is id → this language. */
export function problemsOf(locale, sentences, translated) {
  const problems = [];
  for (const [id, english] of sentences) {
    const other = translated.get(id);
    if (other === undefined) problems.push(`${locale}: "${english}" has no translation`);
    else if (!other.trim()) problems.push(`${locale}: the translation of "${english}" is empty`);
    else problems.push(...placeProblems(locale, english, other).map((problem) => `${locale}: "${other}" (for "${english}") ${problem}`));
  }
  for (const [id, other] of translated) {
    if (!sentences.has(id)) problems.push(`${locale}: "${other}" is left over; no sentence asks for it (${id})`);
  }
  return problems;
}
