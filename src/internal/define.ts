import type { PeerElement } from './peer-element.ts';

/** What a copy of this library puts on its classes, so that a second copy is recognised as a friend. */
const mark = Symbol.for('peer-support-elements/element');

/** Registers an element and those it is made of. A second copy of the library is no error; a stranger's tag is warned of once. */
export function define(tag: string, element: CustomElementConstructor & Pick<typeof PeerElement, 'dependencies'>): void {
  for (const [name, part] of [...element.dependencies, [tag, element] as const]) {
    const there = customElements.get(name);
    if (!there) {
      Object.defineProperty(part, mark, { value: true, configurable: true });
      customElements.define(name, part);
    } else if (!(mark in there)) {
      console.warn(`<${name}> is already defined by something else on this page, so peer-support-elements cannot use that name.`);
    }
  }
}
