import { html, nothing, type TemplateResult } from 'lit';
import { knowsWho, type Audience } from '../../domain/space.ts';
import { fill, msg } from '../../internal/localize.ts';
import { storyCard } from '../story-list/story.ts';
import { lineField, pick } from './fields.ts';
import type { SharePath, StepWords } from './path.ts';
import { storyOf } from './story-draft.ts';

/** Exactly what readers will see, and the last choices before it is sent. */
export function preview(path: SharePath): StepWords {
  const { value, host, edited } = path;
  const toggle = () => {
    path.reading = !path.reading;
    host.requestUpdate();
  };
  return {
    title: msg('This is what readers will see'),
    content: html`
      <div class="preview">${storyCard(storyOf(value), { locale: host.words.locale, open: path.reading, onToggle: toggle })}</div>
      ${edited ? meanwhile(path) : html`${path.secure ? receipt(path) : nothing}<h4>${msg('Where it goes')}</h4><p>${where(path)}</p>`}
    `,
    next: edited ? msg('Send the change') : msg('Send my story'),
    onNext: () => void path.send(),
  };
}

function where({ value, host }: SharePath): string {
  const { reach, service = host.space.title } = host.client.can;
  const values = { service: `\u2068${service}\u2069` };
  if (reach !== 'shared') return reach === 'device' ? msg('It is kept on this device, in this browser, and goes nowhere else.') : msg('It stays in this page and is gone when you close it.');
  if (knowsWho(value.readers as Audience)) return fill(msg('It goes to {service}, together with the fact that it is you who sends it.'), values);
  return fill(msg('It goes to {service}, without a name and without your sign-in.'), values);
}

/** With a receipt the writer can come back; without one nobody can. */
function receipt(path: SharePath): TemplateResult {
  const choose = (wanted: 'yes' | 'no') => {
    path.receipt = wanted === 'yes';
    path.host.requestUpdate();
  };
  const own = (words: string) => (path.ownWord = words);
  return html`<fieldset>
    <legend>${msg('Your receipt')}</legend>
    ${pick('receipt', 'yes', msg('Give me a receipt: twelve words'), path.receipt ? 'yes' : 'no', choose, msg('With them, from any device and at any time, you see what became of your story, change it or withdraw it. Whoever holds them can do the same.'))}
    ${pick('receipt', 'no', msg('No receipt'), path.receipt ? 'yes' : 'no', choose, msg('Then there is nothing to hide and nothing to lose. But soon after sending nobody can change or withdraw your story any more: not you, and we would not know that it is yours. Nobody can answer it either.'))}
    ${path.receipt
      ? html`<details>
          <summary>${msg('Add a word of your own')}</summary>
          ${lineField({ id: 'own-word', label: msg('Your word'), hint: msg('Whoever finds the twelve words cannot open your story without it. It is kept nowhere: if you forget it, nobody can help.'), value: path.ownWord, onInput: own })}
        </details>`
      : nothing}
  </fieldset>`;
}

/** A change goes back to reading; what readers have stays or goes, as the writer wants. */
function meanwhile(path: SharePath): TemplateResult {
  const published = path.edited!.sending.story !== undefined;
  const choose = (what: 'stays' | 'hides') => {
    path.meanwhile = what;
    path.host.requestUpdate();
  };
  return html`<p>${msg('A person reads the change before anybody else can.')}</p>
    ${published
      ? html`<fieldset>
          <legend>${msg('Until then')}</legend>
          ${pick('meanwhile', 'hides', msg('Nobody sees the story'), path.meanwhile, choose)} ${pick('meanwhile', 'stays', msg('Readers see it as it was'), path.meanwhile, choose)}
        </fieldset>`
      : nothing}`;
}
