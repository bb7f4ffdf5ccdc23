import type { ReactiveController, ReactiveControllerHost } from 'lit';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Waits for the next full minute, where "starts in 20 minutes" becomes 19. */
function wait() {
  clearTimeout(timer);
  timer = listeners.size ? setTimeout(tick, 60_000 - (Date.now() % 60_000)) : undefined;
}

function tick() {
  listeners.forEach((listener) => listener());
  wait();
}

/** A page that was asleep shows the right time at once when it is looked at again. */
function wake() {
  if (!document.hidden) tick();
}

/** Keeps an element true to the minute. One timer serves every element of the page. */
export class ClockController implements ReactiveController {
  readonly #tick: () => void;

  constructor(host: ReactiveControllerHost, onMinute: () => void = () => host.requestUpdate()) {
    this.#tick = onMinute;
    host.addController(this);
  }

  hostConnected() {
    if (!listeners.size) document.addEventListener('visibilitychange', wake);
    listeners.add(this.#tick);
    wait();
  }

  hostDisconnected() {
    listeners.delete(this.#tick);
    if (!listeners.size) document.removeEventListener('visibilitychange', wake);
    wait();
  }
}
