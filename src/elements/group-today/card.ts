import { html, nothing, type TemplateResult } from 'lit';
import type { SharedCheckin } from '../../domain/checkin-share.ts';
import type { Vocabulary } from '../../domain/checkin-words.ts';
import type { Fold } from '../../domain/folding.ts';
import { beginning } from '../../domain/paragraphs.ts';
import { chosenWords, helpWords } from '../../internal/checkin-words.ts';
import { msg } from '../../internal/localize.ts';
import { whenOf } from './when.ts';

export interface CardView {
  /** BCP 47 tag of the reader. */
  locale: string;
  vocabulary: Vocabulary | undefined;
  /** Tells its ids from those of another card. */
  key: string;
  own: boolean;
  /** Why its own words wait to be asked for. */
  fold: Fold | undefined;
  /** Whether all of its own words are read. */
  open: boolean;
  onOpen: () => void;
  /** What stands beside words that wait. */
  beside: (fold: Fold) => unknown;
  below: unknown;
}

/** About how much of somebody's words is read before it is opened, in characters. */
const about = 400;

/** One check-in. What would help stands in front, because answers follow it. */
export function checkinCard(checkin: SharedCheckin, view: CardView): TemplateResult {
  const { locale, key, own, below } = view;
  const { help, name, at } = checkin;
  return html`<article class="entry" part="checkin" data-key=${key} tabindex="-1" aria-labelledby="of-${key}">
    <h4 id="of-${key}"><bdi>${name ?? msg('Somebody of the group')}</bdi> ${at ? html`<time datetime=${at}>${whenOf(at, locale)}</time>` : nothing}</h4>
    ${own ? html`<p class="own">${msg('This is yours, as the others see it. What is said to it stands with your own check-ins.')}</p>` : nothing}
    ${help ? html`<p class="help-wish">${msg('What would help')}: <strong>${helpWords()[help]}</strong></p>` : nothing}
    ${ownWords(checkin, view)} ${facts(checkin, view)} ${below}
  </article>`;
}

/** What was chosen, in words; what was left out is left out. */
function facts(checkin: SharedCheckin, { locale, vocabulary }: CardView): TemplateResult | typeof nothing {
  const { feelings, energy, need } = chosenWords(checkin, vocabulary, locale);
  const each: [string, string | undefined][] = [
    [msg('Feelings'), new Intl.ListFormat(locale, { type: 'unit' }).format(feelings)],
    [msg('Energy'), energy],
    [msg('What would do good'), need],
  ];
  const said = each.filter(([, words]) => words);
  return said.length ? html`<dl>${said.map(([term, words]) => html`<div><dt>${term}</dt><dd>${words}</dd></div>`)}</dl>` : nothing;
}

function ownWords({ words }: SharedCheckin, { fold, open, onOpen, key, beside }: CardView): TemplateResult | typeof nothing {
  if (!words) return nothing;
  const begun = beginning(words, about);
  const opens = fold || begun !== words;
  const turn = html`<p class="turn">
    <button type="button" class=${fold && !open ? '' : 'plain'} aria-expanded=${open} aria-describedby="of-${key}" @click=${onOpen}>
      ${open ? msg('Fold these words again') : fold ? msg('Read the words') : msg('Read all of it')}
    </button>
    ${fold && !open ? beside(fold) : nothing}
  </p>`;
  const why = fold === 'heavy' ? msg('These words speak of something hard. You need not read them now.') : msg('Nobody could look at these words before.');
  return html`${fold && !open ? html`<p class="quiet">${why}</p>` : html`<p class="words" part="words" dir="auto">${open || fold ? words : begun}</p>`} ${opens ? turn : nothing}`;
}
