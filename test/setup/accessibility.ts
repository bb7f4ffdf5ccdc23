import 'axe-core/axe.min.js';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import { computeAccessibleDescription, computeAccessibleName, getRole } from 'dom-accessibility-api';

declare global {
  interface Window {
    axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
  }
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules about a whole page, which a part of one cannot keep. */
const wholePage = ['bypass', 'landmark-one-main', 'page-has-heading-one', 'region'];

/** Fails, saying what and where, when axe finds anything in the element, in its shadow roots or in what is slotted. */
export async function expectAccessible(element: Element, options: { except?: string[] } = {}): Promise<void> {
  const off = [...wholePage, ...(options.except ?? [])].map((rule) => [rule, { enabled: false }]);
  const { violations } = await window.axe.run(element, {
    runOnly: { type: 'tag', values: tags },
    rules: Object.fromEntries(off),
    resultTypes: ['violations'],
  });
  if (!violations.length) return;
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => `${id}: ${help}\n  ${target.flat().join(' ')}\n  ${html}\n  ${failureSummary ?? ''}`),
  );
  throw new Error(`axe found ${told.length} problem${told.length > 1 ? 's' : ''}:\n\n${told.join('\n\n')}`);
}

/** Children as they are seen: through shadow roots and slots. */
function childrenOf(element: Element): Element[] {
  if (element instanceof HTMLSlotElement) {
    const assigned = element.assignedElements();
    if (assigned.length) return assigned;
  }
  return [...(element.shadowRoot ?? element).children];
}

function hidden(element: Element): boolean {
  if (element.getAttribute('aria-hidden') === 'true') return true;
  const { display, visibility } = getComputedStyle(element);
  if (display === 'none') return true;
  // `display: contents` has no box of its own, yet its children are there.
  return visibility !== 'visible' && !element.children.length;
}

/** Elements that a screen reader meets, in order. */
function* exposed(root: Element): Generator<Element> {
  if (hidden(root)) return;
  yield root;
  for (const child of childrenOf(root)) yield* exposed(child);
}

export const roleOf = (element: Element): string | null => element.getAttribute('role') ?? getRole(element);

export const nameOf = (element: Element): string => computeAccessibleName(element).replace(/\s+/g, ' ').trim();

export const descriptionOf = (element: Element): string => computeAccessibleDescription(element).replace(/\s+/g, ' ').trim();

const says = (text: string, wanted: string | RegExp | undefined) =>
  wanted === undefined || (typeof wanted === 'string' ? text === wanted : wanted.test(text));

/** Everything with a role and (if given) a name inside an element, shadow roots included; what is hidden is left out. */
export function allByRole(root: Element, role: string, name?: string | RegExp): HTMLElement[] {
  return [...exposed(root)].filter((each) => roleOf(each) === role && says(nameOf(each), name)) as HTMLElement[];
}

/** The one thing with a role and name. Fails when there is none, or more than one, and says what there is. */
export function byRole<E extends HTMLElement = HTMLElement>(root: Element, role: string, name?: string | RegExp): E {
  const found = allByRole(root, role, name);
  if (found.length === 1) return found[0] as E;
  const there = allByRole(root, role).map((each) => JSON.stringify(nameOf(each)));
  throw new Error(`${found.length} of role ${role} named ${String(name ?? 'anything')}; there are: ${there.join(', ') || 'none'}`);
}

/** What has the focus, through shadow roots. */
export function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** The words in an element as they are seen, through shadow roots and slots. */
export function wordsOf(root: Element): string {
  const walk = (node: Node): string => {
    if (node instanceof Text) return node.data.replace(/\s+/g, ' ');
    if (!(node instanceof Element) || hidden(node) || node.localName === 'style') return '';
    const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
    const nodes = slotted.length ? slotted : [...(node.shadowRoot ?? node).childNodes];
    const text = nodes.map(walk).join('');
    return /^inline|contents/.test(getComputedStyle(node).display) ? text : `\n${text}\n`;
  };
  return walk(root).replace(/ +/g, ' ').replace(/\s*\n\s*/g, '\n').trim();
}
