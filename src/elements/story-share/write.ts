import { html, nothing, type TemplateResult } from 'lit';
import { inLanguage } from '../../domain/in-language.ts';
import { msg } from '../../internal/localize.ts';
import { choiceField, tick, wordsField } from './fields.ts';
import type { SharePath, StepWords } from './path.ts';

/** Questions to begin with: those of the space, or these. */
const questionsOf = ({ space, words }: SharePath['host']): Record<string, string> => {
  const { prompts } = inLanguage(space, words.locale);
  return prompts?.length ? Object.fromEntries(prompts.map((prompt) => [prompt, prompt])) : questions();
};

const questions = () => ({
  happened: msg('What happened, in your own words?'),
  'then-now': msg('How was it then, and how is it now?'),
  wish: msg('What do you wish somebody had told you?'),
  helped: msg('What helped you to go on?'),
  letter: msg('What would you write to somebody who is where you were?'),
});

/** The words themselves, and nothing that presses. */
export function write(path: SharePath): StepWords {
  const { value, change, host, edited } = path;
  const { languages } = host.space;
  // The blank page comes first: nobody is told what to tell.
  const prompts: Record<string, string> = { '': msg('A blank page'), ...questionsOf(host) };
  const prompt = Object.hasOwn(prompts, value.prompt) ? value.prompt : '';
  const names = new Intl.DisplayNames(host.words.locale, { type: 'language' });
  return {
    title: edited ? msg('Change your words') : msg('Write, in your own time'),
    content: html`
      ${edited
        ? nothing
        : choiceField('prompt', msg('Begin with'), prompt, Object.entries(prompts).map(([value, words]) => ({ value, words })), (prompt) => change({ prompt }))}
      ${wordsField({
        id: 'text',
        label: prompt ? prompts[prompt]! : msg('Your story'),
        value: value.text,
        rows: 12,
        language: value.language,
        onInput: (text) => path.write({ text }),
      })}
      ${path.noticed ? beside(path) : nothing}
      ${wordsField({
        id: 'helped',
        label: msg('What helped, if anything did'),
        hint: msg('You can leave this empty. Readers can search for what helped others.'),
        value: value.helped,
        rows: 3,
        language: value.language,
        onInput: (helped) => path.write({ helped }),
      })}
      ${languages.length > 1
        ? choiceField('language', msg('The language you write in'), value.language, languages.map((tag) => ({ value: tag, words: names.of(tag) ?? tag })), (language) => change({ language }))
        : nothing}
      ${edited ? nothing : keeping(path)}
    `,
  };
}

/** Support that fits to what is being written stands beside it at once; nothing jumps, and the next step shows it whole. */
const beside = ({ host }: SharePath): TemplateResult =>
  html`<div class="beside" role="status">
    <p>${msg('What you write sounds very hard. People who listen are here, whenever you want them.')}</p>
    <button type="button" aria-expanded=${host.helping} @click=${host.toggleHelp}>${msg('Get support now')}</button>
  </div>`;

/** Whether it survives a reload. On a device that others use, that is theirs to find. */
export function keeping({ draft }: SharePath): TemplateResult {
  const onTick = (keep: boolean) => void (keep ? draft.keep() : draft.forgetKept());
  const hint = msg('Otherwise they are gone when this page is closed. Whoever uses this browser could find them.');
  return html`${tick('keep', msg('Keep my words on this device until I send them'), draft.keeping === 'yes', onTick, hint)}
    <p role="status" class="quiet">${draft.keeping === 'failed' ? msg('This browser does not let us keep anything. Your words are in this page only.') : nothing}</p>`;
}
