import { html, nothing, type TemplateResult } from 'lit';
import type { PeerClient } from '../../client/client.ts';
import { newId } from '../../client/ids.ts';
import type { Story } from '../../domain/story.ts';
import { css } from '../../internal/css.ts';
import { msg } from '../../internal/localize.ts';
import type { PanelHost } from './panel.ts';

/** At most so many lines stand below a story. */
const most = 3;
/** What was taken back meanwhile is found out when somebody reads on after so long, in milliseconds. */
const readAgain = 5 * 60_000;

/** Lines that may be shown by themselves, drawn by lot for this visit. Without them nothing is missing. */
export class Others {
  readonly #host: PanelHost;
  #client?: PeerClient | undefined;
  #stories: readonly Story[] = [];
  #read = 0;
  /** The lot of this visit. */
  readonly #seed = newId();

  constructor(host: PanelHost) {
    this.#host = host;
  }

  /** Reads them, once for a client and a while. */
  async read(): Promise<void> {
    const { client } = this.#host;
    if ((this.#client === client && Date.now() - this.#read < readAgain) || !client.can.collections.stories?.list?.where?.includes('line')) return;
    if (this.#client !== client) this.#stories = [];
    this.#client = client;
    this.#read = Date.now();
    try {
      const { items } = await client.collection('stories').list({ where: { line: 'yes' }, sort: 'shuffled', seed: this.#seed, limit: 30 });
      if (this.#client === client) this.#stories = items;
      this.#host.requestUpdate();
    } catch (error) {
      this.#read = 0;
      throw error;
    }
  }

  /** After reading: "you are not the only one". Lines of the same theme come first; none brings what this story did not speak of. */
  lines(story: Story, fits: (other: Story) => boolean): TemplateResult | typeof nothing {
    const alike = (other: Story) => other.topics.some((topic) => story.topics.includes(topic));
    const others = this.#stories.filter((other) => other.line && other.id !== story.id && fits(other) && other.notes.every((note) => story.notes.includes(note)));
    const shown = [...others.filter(alike), ...others.filter((other) => !alike(other))].slice(0, most);
    if (!shown.length) return nothing;
    return html`<section class="others" aria-label=${msg('You are not the only one')}>
      <p>${msg('You are not the only one. Others wrote:')}</p>
      <ul>
        ${shown.map(({ line, language }) => html`<li lang=${language} dir="auto">${line}</li>`)}
      </ul>
    </section>`;
  }
}

export const styles = css`
  .others {
    margin-block-start: 1.25rem;
  }
  .others p {
    margin: 0 0 0.35rem;
    color: var(--muted);
  }
  .others ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .others li {
    margin-block: 0 0.4rem;
    padding-inline-start: 1rem;
    border-inline-start: 2px solid var(--border);
    font-style: italic;
  }
`;
