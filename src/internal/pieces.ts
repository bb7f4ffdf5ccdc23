import type { CSSResult, ReactiveElement } from 'lit';
import type { Language } from './language.ts';

/** Brings a piece of an element with its words and its styles, once. `here`: those of its pieces that were fetched. */
export async function bring<T extends object, P extends keyof T & string>(element: ReactiveElement, { more }: Language, here: T, name: P, load: () => Promise<unknown>): Promise<NonNullable<T[P]>> {
  const words = more?.(name);
  const piece = (await load()) as NonNullable<T[P]>;
  await words;
  if (!here[name]) {
    here[name] = piece;
    const { styles = [] } = piece as { styles?: CSSResult | CSSResult[] };
    const { adoptedStyleSheets: sheets } = element.renderRoot as ShadowRoot;
    for (const { styleSheet } of [styles].flat()) if (!sheets.includes(styleSheet!)) sheets.push(styleSheet!);
    element.requestUpdate();
  }
  return piece;
}
