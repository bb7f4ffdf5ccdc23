import { html, type TemplateResult } from 'lit';
import { helps, type Help } from '../../domain/checkin-words.ts';
import { helpWords, type NamedWord } from '../../internal/checkin-words.ts';
import { msg } from '../../internal/localize.ts';
import { box } from './fields.ts';
import type { CheckinHost } from './host.ts';

/** Energy, need, and what would help. One of each, or none: that is chosen until another is. */
export function more(host: CheckinHost): TemplateResult {
  const { said, names } = host;
  const words = helpWords();
  const each = (name: 'energy' | 'need' | 'help', legend: string, list: readonly NamedWord[]) => {
    const choose = (code: string | undefined) => host.change({ [name]: code as Help | undefined });
    return html`<fieldset>
      <legend>${legend}</legend>
      <div class="words">
        ${box('radio', name, 'open', msg('Leave it open'), !said[name], () => choose(undefined))} ${list.map(({ code, name: shown }) => box('radio', name, code, shown, said[name] === code, () => choose(code)))}
      </div>
    </fieldset>`;
  };
  return html`${each('energy', msg('Energy'), names.energies)} ${each('need', msg('What would do me good'), names.needs)} ${each('help', msg('What would help'), helps.map((code) => ({ code, name: words[code] })))}`;
}
