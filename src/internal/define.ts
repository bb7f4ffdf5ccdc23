import type { PeerElement } from './peer-element.ts';

/** What every copy of this library has on its classes, so that a second copy is recognised as a friend. */
export const mark: unique symbol = Symbol.for('peer-support-elements/element') as never;

/** Registers an element and those it is made of. A second copy of the library is no error; a stranger's tag is warned of once. */
export function define(tag: string, element: CustomElementConstructor & Pick<typeof PeerElement, 'dependencies'>): void {
  for (const [name, part] of [...element.dependencies, [tag, element] as const]) {
    const there = customElements.get(name);
    if (!there) customElements.define(name, part);
    else if (!(mark in there)) {
      console.warn(`<${name}> is already defined by something else on this page, so peer-support-elements cannot use that name.`);
    }
  }
}
