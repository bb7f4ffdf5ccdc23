// Before a release: every help line was checked within twelve months, by somebody who called or looked at its own page.
// Not a part of `npm test`, so that an old clone still passes.
//   node scripts/check-helplines.mjs
import { freshness } from '../src/domain/helplines/checked.ts';
import { helplines } from '../src/domain/helplines/index.ts';

/** A sentence for each entry whose facts may no longer be so. */
export function staleEntries(countries, now) {
  return Object.entries(countries).flatMap(([country, { lines, relay }]) =>
    [...lines, relay ?? []]
      .flat()
      .filter(({ checked }) => freshness(checked, now) !== 'fresh')
      .map(({ name, checked, source }) => `${country}, ${name}: ${checked ? `last checked ${checked}` : 'never checked'}. See ${source}`),
  );
}

if (import.meta.main) {
  const stale = staleEntries(helplines, Date.now());
  if (stale.length) {
    console.error(`${stale.join('\n')}\n\nNot to be released: check each by calling it or on its own page, then write the day into src/domain/helplines/.`);
    process.exitCode = 1;
  } else console.log('Every help line was checked within twelve months.');
}
