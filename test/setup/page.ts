import { executeServerCommand } from '@web/test-runner-commands';

async function ask<T>(command: string, payload?: unknown): Promise<T> {
  const { value } = await executeServerCommand<{ value: T }, unknown>(`peer-${command}`, payload);
  return value;
}

/** Presses one key or a combination, as a person would: `press('Tab')`, `press('Shift+Tab')`, `press('ArrowDown')`. */
export const press = (combination: string): Promise<void> => ask('press', combination);

/** Types text into what has the focus. */
export const type = (text: string): Promise<void> => ask('type', text);

/** Clicks the middle of an element with a real mouse. */
export async function click(element: Element): Promise<void> {
  element.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = element.getBoundingClientRect();
  await ask('click', { x: Math.round(x + width / 2), y: Math.round(y + height / 2) });
}

/**
 * Gives the page another size, in CSS pixels, until the end of the test. False where the browser cannot be so narrow (WebKit's window below 450):
 * put the element into a narrow box, or skip.
 */
export async function resize(width: number, height = 800): Promise<boolean> {
  resized = true;
  const done = await ask<boolean>('resize', { width, height });
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
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
