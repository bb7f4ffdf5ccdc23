/** Clears what was typed into the page's own fields, so that no browser puts it back. */
export function clearFields(): void {
  // A field named "reset" hides the form's own.
  for (const form of document.forms) HTMLFormElement.prototype.reset.call(form);
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input:not([type=hidden])')) {
    if (field.value !== field.defaultValue && field.type !== 'file') field.value = field.defaultValue;
  }
}

/** Puts an empty sheet over the whole page and takes the page itself from the screen and from screen readers. */
export function cover(words: string, { locale, dir }: { locale: string; dir: string }): void {
  const { body, documentElement } = document;
  body.setAttribute('aria-hidden', 'true');
  // Styles that are set one by one are allowed by the strictest policy. `display` also takes dialogs away.
  body.style.setProperty('display', 'none', 'important');
  const sheet = document.createElement('div');
  Object.assign(sheet, { lang: locale, dir });
  const styles = { position: 'fixed', inset: '0', 'z-index': '2147483647', padding: '2rem', background: 'Canvas', color: 'CanvasText', font: '1rem system-ui, sans-serif' };
  for (const [name, value] of Object.entries(styles)) sheet.style.setProperty(name, value);
  sheet.setAttribute('role', 'alert');
  documentElement.append(sheet);
  sheet.textContent = words;
}

/** Goes to another page in place of this one, without saying where from. `whole` is the window that leaves, where this is a frame in it. */
export function goTo(address: string, whole: Window | null): void {
  document.title = new URL(address).hostname;
  const referrer = document.createElement('meta');
  Object.assign(referrer, { name: 'referrer', content: 'no-referrer' });
  document.head.append(referrer);
  // Nobody is asked whether they really want to leave: whatever the page does when it is told, it cannot hold them.
  window.onbeforeunload = null;
  Object.defineProperties(BeforeUnloadEvent.prototype, { preventDefault: { value() {} }, returnValue: { get: () => '', set() {} } });
  try {
    if (whole && whole !== window) whole.location.replace(address);
  } catch {
    // A frame that may not do that leaves by itself.
  }
  location.replace(address);
}
