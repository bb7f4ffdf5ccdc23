import { html, nothing, type TemplateResult } from 'lit';
import type { DistressTopic } from '../../domain/distress.ts';
import { msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { locales } from '../../locales/generated/story-pause.ts';
import { SupportNow } from '../support-now/support-now.ts';
import { styles } from './pause.styles.ts';

/**
 * What comes instead of a form for a moment, when words sound like distress: it says so, shows help lines, asks nothing,
 * and lets the writer go on. It keeps nothing and refuses nothing. Its heading takes the focus once it is shown. For the
 * inside of other elements: `define('story-pause', StoryPause)` after loading this file, then
 *
 *     <story-pause .topics=${noticeDistress(text, 'en').topics} .goOn=${() => this.next()}></story-pause>
 */
export class StoryPause extends PeerElement {
  static override styles = [...PeerElement.styles, styles];
  static override readonly dependencies: typeof PeerElement.dependencies = [['support-now', SupportNow]];

  static override properties = {
    topics: { attribute: false },
    helplines: { attribute: false },
    goOn: { attribute: false },
  };

  /** What was noticed in the text, so that nobody is told of words that nobody could read. */
  topics: readonly DistressTopic[] = [];

  /** Countries of the help lines, as `<support-now>` takes them. Default: those of the nearest `<peer-support>`. */
  helplines?: string;

  /** Called when the writer goes on. */
  goOn?: () => void;

  protected override readonly locales = locales;
  #shown = false;

  protected override updated() {
    if (!this.#shown) this.renderRoot.querySelector('h3')!.focus();
    this.#shown = true;
  }

  override render() {
    const on = html`<button type="button" class="on" @click=${() => this.goOn?.()}>${msg('Go on with my story')}</button>`;
    return this.frame(html`
      <h3 tabindex="-1">${msg('You do not have to be alone with this')}</h3>
      ${this.#why()}
      <p>${msg('Your words are still here, just as you wrote them. You can go on with them whenever you like.')}</p>
      ${on}
      <support-now helplines=${this.helplines || nothing}></support-now>
      ${on}
    `);
  }

  #why(): TemplateResult {
    return this.topics.every((topic) => topic === 'unchecked')
      ? html`<p>${msg('We do not know the language you write in well enough to notice when somebody needs help soon. If you do, there are people you can talk to now.')}</p>`
      : html`<p>${msg('Thank you for writing this down. It sounds as if things may be very hard, for you or for somebody else. If you like, there are people you can talk to now.')}</p>
          <p>${msg('If we misread your words, simply go on.')}</p>`;
  }
}
