/** What was read from an element, so that the same words are not read again as another list. */
const known = new WeakMap<Element, { text: string; data: unknown }>();

/**
 * The list that stands inside an element: JSON in a script, or the rows of an HTML table. Undefined when there is none.
 * A script that is no JSON is given as text, so that reading it says what is wrong.
 */
export async function inlineData(host: Element): Promise<unknown> {
  // Before the page has been read, the table may be half there.
  if (document.readyState === 'loading') await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
  const holder = host.querySelector(':scope > script[type="application/json"], table');
  if (!holder) return undefined;
  const text = holder.textContent ?? '';
  const before = known.get(holder);
  if (before?.text === text) return before.data;
  const data = holder instanceof HTMLTableElement ? (await import('../../feeds/table.ts')).tableRows(holder) : parsed(text);
  known.set(holder, { text, data });
  return data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
