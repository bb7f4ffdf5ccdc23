import { html, type TemplateResult } from 'lit';
import { type Vocabulary, vocabularyProblems } from '../../domain/checkin-words.ts';
import { msg } from '../../internal/localize.ts';

const lists = ['feelings', 'energies', 'needs'] as const;

/** The lists of a page that can be used, and what is wrong with the others: ours stand in their place. It is said in the console where the page does not show it (`check`). */
export function usable(given: Vocabulary, check: boolean): { vocabulary: Vocabulary; problems: string[] } {
  const vocabulary: { -readonly [K in keyof Vocabulary]: Vocabulary[K] } = {};
  const problems: string[] = [];
  for (const name of lists) {
    const list = given[name];
    if (list === undefined) continue;
    const found = vocabularyProblems(list);
    if (!found.length) vocabulary[name] = list;
    for (const { at, fault, what } of found) problems.push(`${name}${at === undefined ? '' : `[${at}]`}: ${fault}${what === undefined ? '' : ` (${what})`}`);
  }
  if (problems.length && !check) console.warn(`<peer-checkin>: words of the page cannot be used, ours stand in their place. ${problems.join('; ')}`);
  return { vocabulary, problems };
}

/** For the author of the page, who asked for it by `check`. */
export const checked = (problems: readonly string[]): TemplateResult => html`<section class="aside" part="check" role="alert" aria-label=${msg('Check of the words')}>
  <p>${msg('Only people who see this page with the check switched on see this. Take the word “check” away when you are done.')}</p>
  ${problems.length
    ? html`<p>${msg('These words of the page cannot be used. The words that come with the library stand in their place.')}</p>
        <ul>
          ${problems.map((each) => html`<li><code dir="ltr">${each}</code></li>`)}
        </ul>`
    : html`<p>${msg('Nothing needs mending.')}</p>`}
</section>`;
