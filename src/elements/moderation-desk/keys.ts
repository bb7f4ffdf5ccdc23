/** What is typed into, so that a letter is a letter there. */
const typed = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLElement && target.isContentEditable) || (target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit)$/.test(target.type));

/**
 * The key that somebody pressed to have something done, or undefined: in fields letters are letters, and who switched single
 * keys off has only Escape, outside of them.
 */
export function keyOf(event: KeyboardEvent, on: boolean): string | undefined {
  const { key, ctrlKey, metaKey, altKey, repeat, isComposing, defaultPrevented } = event;
  const target = event.composedPath()[0];
  if (defaultPrevented || isComposing || repeat) return undefined;
  if (key === 'Enter' && (ctrlKey || metaKey)) {
    (target as HTMLElement).closest('form')?.requestSubmit();
    return undefined;
  }
  if (ctrlKey || metaKey || altKey || typed(target)) return undefined;
  if (key === 'Escape') return key;
  return on && key.length === 1 ? key.toLowerCase() : undefined;
}

/** To which of the rows the arrow keys lead, from the one at a place. */
export function moveTo<T>({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, rows: readonly T[], at: number): T | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const last = rows.length - 1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: last }[key];
  return to === undefined ? undefined : rows[Math.min(last, Math.max(0, to))];
}
