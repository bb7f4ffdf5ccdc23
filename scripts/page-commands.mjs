// What a test asks of the browser that a page cannot do by itself: real keys, the size of the window, the person's
// settings, the browser's own accessibility tree. The runner's own commands do not know WebKit's driver.

const mediaFeatures = {
  colorScheme: 'prefers-color-scheme',
  contrast: 'prefers-contrast',
  forcedColors: 'forced-colors',
  reducedMotion: 'prefers-reduced-motion',
};

const sessions = new WeakMap();

/** Chromium's developer protocol for a page; undefined in Firefox, which has none. What it emulates lasts as long as it. */
async function developerSession(page) {
  if (!sessions.has(page)) sessions.set(page, page.createCDPSession().catch(() => undefined));
  return sessions.get(page);
}

const puppeteer = {
  async press(page, combination) {
    const keys = combination.split('+');
    const last = keys.pop();
    for (const key of keys) await page.keyboard.down(key);
    await page.keyboard.press(last);
    for (const key of keys.reverse()) await page.keyboard.up(key);
  },
  type: (page, text) => page.keyboard.type(text),
  click: (page, { x, y }) => page.mouse.click(x, y),
  async resize(page, size) {
    await page.setViewport(size);
    return true;
  },
  async emulate(page, { media = '', ...settings }) {
    const session = await developerSession(page);
    const features = Object.entries(settings).map(([key, value]) => ({ name: mediaFeatures[key], value }));
    await session?.send('Emulation.setEmulatedMedia', { media, features });
    return Boolean(session);
  },
  async tree(page) {
    const session = await developerSession(page);
    if (!session) return null;
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes.filter((node) => !node.ignored).map(({ role, name, description, properties = [] }) => ({
      role: role?.value,
      name: name?.value,
      description: description?.value,
      ...Object.fromEntries(properties.map((each) => [each.name, each.value.value])),
    }));
  },
};

const webdriver = {
  press: (driver, combination) => driver.keys(combination.split('+')),
  async type(driver, text) {
    for (const letter of text) await driver.keys([letter]);
  },
  click: (driver, { x, y }) =>
    driver.performActions([
      {
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [{ type: 'pointerMove', duration: 0, x, y }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }],
      },
    ]),
  // Without a window manager, a window that changes its size loses the focus, and `:focus-visible` with it.
  resize: () => false,
  emulate: () => false,
  tree: () => null,
};

/** A plugin for Web Test Runner: `executeServerCommand('peer-press', 'Tab')` and the like, see test/setup/. */
export function pageCommands() {
  return {
    name: 'page-commands',
    async executeCommand({ command, payload, session }) {
      if (!command.startsWith('peer-')) return;
      const { browser } = session;
      const [driver, page] = browser.type === 'webdriver' ? [webdriver, browser.driver] : [puppeteer, browser.getPage(session.id)];
      // Web Test Runner takes an answer of nothing for "no such command".
      return { value: (await driver[command.slice('peer-'.length)](page, payload)) ?? null };
    },
  };
}
