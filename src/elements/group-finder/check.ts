import { html, nothing, type TemplateResult } from 'lit';
import type { LoadError } from '../../feeds/load.ts';
import { withWords } from '../../feeds/problem-words.ts';
import type { Problem, RawProblem } from '../../feeds/types.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { GroupList } from './group-list.ts';

export { styles } from './check.styles.ts';

/** Hosts other than the page's own that a visitor's browser talks to for a list. */
function thirdParties(src = ''): string[] {
  const hosts = src.split(/\s+/).flatMap((address) => /^(?:https?:)?\/\/([^/?#]+)/i.exec(address)?.[1] ?? []);
  return [...new Set(hosts)].filter((host) => host !== location.host);
}

/** A provider says it in words already. */
const inWords = (problem: RawProblem | Problem): Problem => ('message' in problem ? problem : withWords(problem));

/** The list's health, for its owner's eyes: what was read, and each thing to mend with its row. */
export function checkPanel(src: string | undefined, list: GroupList | undefined, error: LoadError | undefined): TemplateResult {
  const { size = 0, format = '' } = list ?? {};
  const problems = error?.problems ?? list?.problems ?? [];
  const hosts = thirdParties(src);
  return html`<section class="check" part="check" aria-label=${msg('Check of the list')}>
    <p>
      <strong>${msg('Check of the list')}</strong> –
      ${fill(msg('{count, plural, one {# group was read} other {# groups were read}}.'), { count: size })}
      ${format ? fill(msg('Format: {format}.'), { format }) : nothing}
    </p>
    <p>${msg('Only people who see this page with the check switched on see this. Take the word “check” away when you are done.')}</p>
    ${hosts.length
      ? html`<p>${fill(msg('The list comes from another site, which learns that somebody visits this page: {hosts}. A copy on your own site avoids that.'), { hosts: hosts.join(', ') })}</p>`
      : nothing}
    ${problems.length
      ? html`<div class="scroll" tabindex="0" role="region" aria-label=${msg('Things to mend')}>
          <table>
            <thead>
              <tr>
                <th scope="col">${msg('Row')}</th>
                <th scope="col">${msg('Field')}</th>
                <th scope="col">${msg('What is wrong')}</th>
                <th scope="col">${msg('What to do')}</th>
              </tr>
            </thead>
            <tbody>
              ${problems.map(inWords).map(
                ({ row, field, message, fix }) => html`<tr>
                  <th scope="row">${row || '–'}</th>
                  <td>${field}</td>
                  <td>${message}</td>
                  <td>${fix}</td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>`
      : html`<p>${msg('Nothing needs mending.')}</p>`}
  </section>`;
}
