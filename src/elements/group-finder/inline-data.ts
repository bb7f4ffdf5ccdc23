/**
 * The list that stands inside an element: JSON in a script, or the rows of an HTML table. Undefined when there is none.
 * A script that is no JSON is given as text, so that reading it says what is wrong.
 */
export async function inlineData(host: Element): Promise<unknown> {
  // Before the page has been read, the table may be half there.
  if (document.readyState === 'loading') await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
  const script = host.querySelector(':scope > script[type="application/json"]');
  if (script) {
    const text = script.textContent ?? '';
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  const table = host.querySelector('table');
  return table ? (await import('../../feeds/table.ts')).tableRows(table) : undefined;
}
