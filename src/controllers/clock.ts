import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Keeps an element true to the minute, while somebody can see the page. */
export class ClockController implements ReactiveController {
  readonly #onMinute: () => void;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(host: ReactiveControllerHost, onMinute: () => void = () => host.requestUpdate()) {
    this.#onMinute = onMinute;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.#tick);
    this.#tick();
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.#tick);
    clearTimeout(this.#timer);
  }

  /** At the full minute "starts in 20 minutes" becomes 19. A page that was asleep is right as soon as it is looked at. */
  readonly #tick = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#tick, 60_000 - (Date.now() % 60_000));
    if (!document.hidden) this.#onMinute();
  };
}
