import { html, nothing, type TemplateResult } from 'lit';
import type { PeerClient } from '../../client/client.ts';
import type { LogFault } from '../../domain/log-chain.ts';
import type { Language } from '../../internal/language.ts';
import { msg } from '../../internal/localize.ts';
import { faultLines } from './log-words.ts';
import type * as Preview from './preview.ts';

/** Everything that only administrators see. A new one adds its name here, its words below, and its piece to the desk. */
export const adminViews = ['log', 'space', 'holds'] as const;
export type AdminViewName = (typeof adminViews)[number];

const viewNames = (): Record<AdminViewName, string> => ({
  log: msg('Log'),
  space: msg('Settings of this space'),
  holds: msg('Held stories'),
});

/** What the views for administrators ask of the desk around them. */
export interface AdminHost extends HTMLElement {
  readonly client: PeerClient;
  readonly words: Language;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  /** A sentence that says what went wrong, and a way to try again. */
  trouble(error: unknown, retry?: () => void): TemplateResult;
  /** Fetches the piece of a view, with its words. */
  view(name: AdminViewName): Promise<{ View: new (admin: Admin) => AdminView }>;
  /** What shows a space as visitors will see it. */
  previewing(): Promise<typeof Preview>;
}

/** One view. It is made when it is opened first, and stays until the desk goes. */
export interface AdminView {
  render(): TemplateResult;
  /** Whether something was typed that has not gone anywhere. */
  readonly written?: boolean;
  /** It is not shown any more, ever. */
  drop?(): void;
}

/** What an administrator has before them: views to choose from, and no story. */
export class Admin {
  readonly host: AdminHost;
  #chosen: AdminViewName = adminViews[0];
  readonly #views = new Map<AdminViewName, AdminView>();
  #lost = false;
  #broken: readonly LogFault[] = [];

  constructor(host: AdminHost) {
    this.host = host;
    void this.#open(this.#chosen);
  }

  get written(): boolean {
    return [...this.#views.values()].some(({ written }) => written);
  }

  render(): TemplateResult {
    const names = viewNames();
    const view = this.#views.get(this.#chosen);
    return html`<div class="desk">
      <div class="top">
        <nav class="lanes" part="lanes" aria-label=${msg('For administrators')}>
          ${adminViews.map((name) => html`<button type="button" aria-current=${name === this.#chosen ? 'true' : nothing} @click=${() => void this.#open(name)}>${names[name]}</button>`)}
        </nav>
        <p class="quiet">${msg('You see no stories here: those are for whoever moderates.')}</p>
      </div>
      ${this.#broken.length ? this.#alert() : nothing} ${this.#lost ? this.host.trouble(undefined, () => void this.#open(this.#chosen)) : nothing}
      <section class="list" aria-labelledby="lane-title">
        <h3 id="lane-title" tabindex="-1">${names[this.#chosen]}</h3>
        ${view?.render() ?? html`<p role="status" class="quiet">${msg('One moment …')}</p>`}
      </section>
    </div>`;
  }

  /** What is wrong with the log, wherever in the desk somebody is. */
  broken(faults: readonly LogFault[]): void {
    this.#broken = faults;
    this.host.requestUpdate();
  }

  drop(): void {
    this.#views.forEach((view) => view.drop?.());
    this.#views.clear();
  }

  #alert(): TemplateResult {
    return html`<div class="alert" part="alert" role="alert">
      <p><strong>${msg('The log was changed, or a part of it is missing.')}</strong></p>
      ${faultLines(this.#broken)}
      <p>${msg('What to do now: keep the database and its backups as they are. Whoever runs the server runs “peer-support-server check”, which also compares the log with what was noted outside of the database. Until it is known what happened, do not rely on what the log says.')}</p>
    </div>`;
  }

  async #open(name: AdminViewName): Promise<void> {
    const turned = this.#chosen !== name;
    this.#chosen = name;
    this.#lost = false;
    this.host.requestUpdate();
    try {
      if (!this.#views.has(name)) {
        const { View } = await this.host.view(name);
        if (!this.#views.has(name)) this.#views.set(name, new View(this));
      }
    } catch {
      this.#lost = true;
    }
    this.host.requestUpdate();
    if (!turned) return;
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>('#lane-title')?.focus();
  }
}
