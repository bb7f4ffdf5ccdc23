import { nothing, render } from 'lit';
import type { DeskItem } from '../../domain/desk.ts';
import { rows, type RowsView } from './rows.ts';

/** So many rows are drawn together, and taken out together. */
const atOnce = 30;

/** A part of the list: its rows are in the page as long as it is near what is seen; else it keeps its place, and nothing more. */
interface Part {
  readonly element: HTMLElement;
  items: readonly DeskItem[];
  near: boolean;
  /** What it was drawn from. Empty: it has no rows. */
  drawn: readonly unknown[];
}

/**
 * The rows of a lane, however many wait: those near what is seen are in the page, and only where something has changed are they
 * drawn anew. So the thousandth row costs as much as the first. The row that the Tab key comes to is always there.
 */
export class RowList {
  /** Goes up when other parts are near than before. */
  version = 0;
  readonly box: HTMLElement;
  readonly #list = document.createElement('div');
  readonly #parts: Part[] = [];
  readonly #seeing: IntersectionObserver;

  /** `box` is where the list stands; `changed` is told when it has to be drawn. */
  constructor(box: HTMLElement, changed: () => void) {
    this.box = box;
    this.#list.className = 'rows';
    this.#list.setAttribute('role', 'list');
    box.append(this.#list);
    this.#seeing = new IntersectionObserver(
      (seen) => {
        for (const { target, isIntersecting, boundingClientRect } of seen) this.#moved(target as HTMLElement, isIntersecting, boundingClientRect.height);
        this.version += 1;
        changed();
      },
      { rootMargin: '2000px' },
    );
  }

  draw(view: RowsView): void {
    const { items, at } = view;
    const stop = items.some(({ key }) => key === at) ? at : items[0]?.key;
    const count = Math.ceil(items.length / atOnce);
    this.#list.hidden = !count;
    while (this.#parts.length < count) this.#add();
    for (const { element } of this.#parts.splice(count)) {
      this.#seeing.unobserve(element);
      element.remove();
    }
    for (const [n, part] of this.#parts.entries()) this.#drawPart(part, items.slice(n * atOnce, (n + 1) * atOnce), stop, view);
  }

  close(): void {
    this.#seeing.disconnect();
    this.#list.remove();
  }

  #add(): void {
    const element = document.createElement('div');
    element.setAttribute('role', 'none');
    this.#list.append(element);
    this.#parts.push({ element, items: [], near: true, drawn: [] });
    this.#seeing.observe(element);
  }

  #drawPart(part: Part, items: readonly DeskItem[], stop: string | undefined, view: RowsView): void {
    const { element } = part;
    const others = part.items.length !== items.length || items.some(({ key }, i) => key !== part.items[i]!.key);
    part.items = items;
    // It may be somewhere else now: it is asked anew whether it is near.
    if (others && !part.near) {
      part.near = true;
      this.#seeing.unobserve(element);
      this.#seeing.observe(element);
    }
    const keys = new Set(items.map(({ key }) => key));
    const here = (key: string | undefined) => (key !== undefined && keys.has(key) ? key : undefined);
    if (!part.near && here(stop) === undefined && !element.matches(':focus-within')) return this.#empty(part);
    const from = [view.lane, view.me, view.language, view.minute, here(stop), here(view.open), ...items.map(({ key }) => view.held.get(key)), ...items];
    if (from.length === part.drawn.length && from.every((each, i) => each === part.drawn[i])) return;
    part.drawn = from;
    element.style.blockSize = '';
    render(rows(items, view, stop), element);
  }

  #empty(part: Part): void {
    if (!part.drawn.length) return;
    part.drawn = [];
    render(nothing, part.element);
  }

  #moved(element: HTMLElement, near: boolean, height: number): void {
    const part = this.#parts.find((each) => each.element === element);
    if (!part) return;
    part.near = near;
    // Its place stays as large as it was, so that nothing jumps.
    if (!near && part.drawn.length) element.style.blockSize = `${height}px`;
  }
}
