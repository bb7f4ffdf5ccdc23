import { html, nothing, type TemplateResult } from 'lit';
import type { ListAbilities } from '../../adapters/adapter.ts';
import { type NoteGroup, noteGroups } from '../../domain/content-notes.ts';
import { fill, msg } from '../../internal/localize.ts';
import { noteGroupWords, noteName } from './notes.ts';
import type { Wanted } from './story-pages.ts';

export { styles } from './choose.styles.ts';

/** What a reader has chosen and can choose. */
export interface Choice {
  wanted: Wanted;
  /** Notes and topics that are not shown today. */
  leftOut: ReadonlySet<string>;
  themes: readonly string[];
  /** What the backend can look for. */
  list: ListAbilities;
  onWant(change: Partial<Wanted>): void;
  onLeaveOut(leftOut: ReadonlySet<string>): void;
  /** Takes a choice back where the button for it goes with it, so that the focus has to go somewhere. */
  onLoosen(change: Partial<Wanted>, leftOut?: ReadonlySet<string>): void;
}

const nothingLeftOut: ReadonlySet<string> = new Set();
const valueOf = (event: Event) => (event.target as HTMLSelectElement).value;

/** Theme, order, what helped, and what is left out today. */
export function choices(choice: Choice): TemplateResult {
  const { wanted, themes, list, onWant } = choice;
  return html`<div class="choices">
    ${list.where?.includes('topic') && themes.length
      ? html`<p>
          <label for="theme">${msg('Theme')}</label>
          <select id="theme" @change=${(event: Event) => onWant({ topic: valueOf(event) })}>
            <option value="" .selected=${!wanted.topic}>${msg('All themes')}</option>
            ${themes.map((theme) => html`<option value=${theme} .selected=${theme === wanted.topic}>${theme}</option>`)}
          </select>
        </p>`
      : nothing}
    ${list.sort?.includes('shuffled')
      ? html`<p>
          <label for="order">${msg('Order')}</label>
          <select id="order" @change=${(event: Event) => onWant({ order: valueOf(event) as Wanted['order'] })}>
            <option value="newest" .selected=${wanted.order === 'newest'}>${msg('Newest months first')}</option>
            <option value="shuffled" .selected=${wanted.order === 'shuffled'}>${msg('Mixed, in no order')}</option>
          </select>
        </p>`
      : nothing}
    ${list.where?.includes('helped')
      ? html`<label class="only"
          ><input type="checkbox" .checked=${wanted.helped} @change=${(event: Event) => onWant({ helped: (event.target as HTMLInputElement).checked })} />${msg('Only stories that say what helped')}</label
        >`
      : nothing}
    <details class="today">
      <summary>${msg('Not today')}</summary>
      <fieldset>
        <legend>${msg('What would you rather not meet now?')}</legend>
        <p class="quiet">${msg('Stories with such a note are left out of the list. This is kept nowhere: your next visit begins without it.')}</p>
        ${(Object.keys(noteGroups) as NoteGroup[]).map((group) => leaveOut(choice, noteGroupWords()[group], noteGroups[group], noteName))}
        ${themes.length ? leaveOut(choice, msg('Themes of this page'), themes, (theme) => theme, true) : nothing}
        <p class="quiet">${msg('The notes come from the writers and from those who read the stories first. They can miss something.')}</p>
      </fieldset>
    </details>
  </div>`;
}

/** What belongs together, to leave out at a press; what it is, only for those who open it. */
function leaveOut({ leftOut, onLeaveOut }: Choice, name: string, words: readonly string[], nameOf: (word: string) => string, single = false): TemplateResult {
  const set = (these: readonly string[], out: boolean) => {
    const next = new Set(leftOut);
    for (const word of these) if (out) next.add(word);
    else next.delete(word);
    onLeaveOut(next);
  };
  const box = (label: string, these: readonly string[]) => {
    const out = these.filter((word) => leftOut.has(word));
    return html`<label
      ><input
        type="checkbox"
        .checked=${out.length === these.length}
        .indeterminate=${out.length > 0 && out.length < these.length}
        @change=${(event: Event) => set(these, (event.target as HTMLInputElement).checked)}
      /><bdi>${label}</bdi></label
    >`;
  };
  return html`<div class="family">
    ${single ? nothing : box(name, words)}
    <details>
      <summary class="small">${single ? name : html`${msg('One by one')}<span class="unseen">: ${name}</span>`}</summary>
      <div class="single">${words.map((word) => box(nameOf(word), [word]))}</div>
    </details>
  </div>`;
}

/** What is chosen, each with a way to take it back. */
export function chosen({ wanted, leftOut, onLoosen }: Choice): TemplateResult {
  const chip = (words: string, take: () => void) =>
    html`<li><button type="button" class="chip" aria-label=${fill(msg('Take back: {choice}'), { choice: words })} @click=${take}>${words}<span aria-hidden="true">×</span></button></li>`;
  return html`<ul class="chips" aria-label=${msg('What you chose')}>
    ${wanted.text ? chip(fill(msg('Words: {words}'), { words: `\u2068${wanted.text}\u2069` }), () => onLoosen({ text: '' })) : nothing}
    ${wanted.topic ? chip(fill(msg('Theme: {theme}'), { theme: `\u2068${wanted.topic}\u2069` }), () => onLoosen({ topic: '' })) : nothing}
    ${wanted.helped ? chip(msg('What helped'), () => onLoosen({ helped: false })) : nothing}
    ${leftOut.size ? chip(msg('Some things are left out today'), () => onLoosen({}, nothingLeftOut)) : nothing}
  </ul>`;
}
