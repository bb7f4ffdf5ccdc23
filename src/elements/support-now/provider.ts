import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Provider extends HTMLElement, Partial<Pick<ReactiveControllerHost, 'addController'>> {
  helplines?: string;
}

type Host = ReactiveControllerHost & HTMLElement;

/** Elements under each provider. It gets one controller for all of them, so that it holds on to none that has left. */
const hosts = new WeakMap<Provider, Set<Host>>();

/** The countries that the nearest `<peer-support>` names, across shadow roots, also when it says so later. */
export class CountriesController implements ReactiveController {
  readonly #host: Host;
  #provider?: Provider;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** What the provider says, upgraded or not. */
  get value(): string {
    return this.#provider?.helplines ?? this.#provider?.getAttribute('helplines') ?? '';
  }

  hostConnected() {
    const provider = nearest(this.#host);
    this.#provider = provider;
    if (!provider) return;
    if (provider.addController) listen(provider, this.#host);
    else {
      void customElements.whenDefined('peer-support').then(() => {
        if (this.#provider === provider) listen(provider, this.#host);
      });
    }
  }

  hostDisconnected() {
    if (this.#provider) hosts.get(this.#provider)?.delete(this.#host);
    this.#provider = undefined;
  }
}

function listen(provider: Provider, host: Host) {
  const there = hosts.get(provider) ?? new Set();
  if (!hosts.has(provider)) provider.addController?.({ hostUpdate: () => there.forEach((each) => each.requestUpdate()) });
  hosts.set(provider, there.add(host));
  host.requestUpdate();
}

function nearest(element: Element): Provider | undefined {
  for (let at: Element | undefined = element; at; at = (at.getRootNode() as ShadowRoot).host) {
    const found: Provider | null = at.closest<Provider>('peer-support');
    if (found) return found;
  }
  return undefined;
}
