import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Provider extends HTMLElement, Partial<Pick<ReactiveControllerHost, 'addController' | 'removeController'>> {
  helplines?: string;
}

/** The countries that the nearest `<peer-support>` names, across shadow roots, also when it says so later. */
export class CountriesController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #update: ReactiveController = { hostUpdated: () => this.#host.requestUpdate() };
  #provider?: Provider;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** What the provider says, upgraded or not. */
  get value(): string {
    return this.#provider?.helplines ?? this.#provider?.getAttribute('helplines') ?? '';
  }

  hostConnected() {
    this.#provider = nearest(this.#host);
    this.#listen();
    if (!this.#provider?.matches(':not(:defined)')) return;
    void customElements.whenDefined('peer-support').then(() => this.#listen());
  }

  hostDisconnected() {
    this.#provider?.removeController?.(this.#update);
    this.#provider = undefined;
  }

  #listen() {
    this.#provider?.removeController?.(this.#update);
    this.#provider?.addController?.(this.#update);
    this.#host.requestUpdate();
  }
}

function nearest(element: Element): Provider | undefined {
  for (let at: Element | undefined = element; at; at = (at.getRootNode() as ShadowRoot).host) {
    const found: Provider | null = at.closest<Provider>('peer-support');
    if (found) return found;
  }
  return undefined;
}
