import { executeServerCommand } from '@web/test-runner-commands';

async function ask<T>(command: string, payload?: unknown): Promise<T> {
  const { value } = await executeServerCommand<{ value: T }, unknown>(`peer-${command}`, payload);
  return value;
}

/** Presses one key or a combination, as a person would: `press('Tab')`, `press('Shift+Tab')`, `press('ArrowDown')`. */
export const press = (combination: string): Promise<void> => ask('press', combination);

/** Types text into what has the focus. */
export const type = (text: string): Promise<void> => ask('type', text);

const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** What is seen at a point, through shadow roots. */
function seenAt(x: number, y: number): Element | null {
  let at = document.elementFromPoint(x, y);
  for (;;) {
    const inner: Element | null | undefined = at?.shadowRoot?.elementFromPoint(x, y);
    if (!inner || inner === at) return at;
    at = inner;
  }
}

/** Clicks the middle of an element with a real mouse, once it stands still. Fails when something else is in the way. */
export async function click(element: Element): Promise<void> {
  const middle = () => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  };
  let point = middle();
  for (let still = 0, tries = 0; still < 2 && tries < 60; tries += 1) {
    await frame();
    const now = middle();
    still = now.x === point.x && now.y === point.y ? still + 1 : 0;
    point = now;
  }
  const seen = seenAt(point.x, point.y);
  if (!seen || !(element.contains(seen) || seen.contains(element))) throw new Error(`${seen?.outerHTML.slice(0, 200)} is in the way of ${element.outerHTML.slice(0, 200)}`);
  await ask('click', point);
}

/**
 * Gives the page another size, in CSS pixels, until the end of the test. False in WebKit, whose window
 * would lose the focus by it: put the element into a narrow box, or skip.
 */
export async function resize(width: number, height = 800): Promise<boolean> {
  resized = true;
  const done = await ask<boolean>('resize', { width, height });
  await frame();
  return done;
}

/** What a person can set in the browser or the system. */
export interface Settings {
  media?: 'screen' | 'print';
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  forcedColors?: 'active' | 'none';
  contrast?: 'more' | 'no-preference';
}

/** Sets them until the end of the test. False in Firefox and WebKit, whose drivers cannot: the test then skips itself. */
export function emulate(settings: Settings): Promise<boolean> {
  emulated = true;
  return ask('emulate', settings);
}

let resized = false;
let emulated = false;

// The page lives on for the next test, which starts plain.
afterEach(async () => {
  if (resized) await ask('resize', { width: 800, height: 600 });
  if (emulated) await ask('emulate', {});
  resized = emulated = false;
});

/** A thing as the browser tells it to a screen reader. */
export interface TreeNode {
  role: string;
  name: string;
  description?: string;
  [state: string]: unknown;
}

/** The browser's own accessibility tree of the page, flat and in order; null in Firefox and WebKit. */
export const accessibilityTree = (): Promise<TreeNode[] | null> => ask('tree');
