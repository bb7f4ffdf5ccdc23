import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import manifest from '../dist/custom-elements.json' with { type: 'json' };

setCustomElementsManifest(manifest);

const menu = (title: string, icon: string, items: { value: string; title: string }[]) => ({
  toolbar: { title, icon, items, dynamicTitle: true },
});

const rightToLeft = ['ar'];

export default {
  tags: ['autodocs'],
  globalTypes: {
    theme: menu('Theme', 'mirror', [
      { value: 'light', title: 'Light' },
      { value: 'dark', title: 'Dark' },
    ]),
    language: menu('Language', 'globe', [
      { value: 'en', title: 'English' },
      { value: 'de', title: 'Deutsch' },
      { value: 'ar', title: 'العربية' },
    ]),
    width: menu('Width', 'grow', [
      { value: 'full', title: 'Full width' },
      { value: '640px', title: '640 px' },
      { value: '320px', title: '320 px' },
      { value: '280px', title: '280 px' },
    ]),
  },
  initialGlobals: { theme: 'light', language: 'en', width: 'full' },
  parameters: {
    controls: { expanded: true },
    docs: { codePanel: true },
    // One story is a part of a page, not a page.
    a11y: {
      config: { rules: [{ id: 'region', enabled: false }] },
      options: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    },
  },
  decorators: [
    (story, { globals: { theme, language, width } }) => {
      const page = document.documentElement;
      page.style.colorScheme = theme;
      page.style.background = 'Canvas';
      page.lang = language;
      page.dir = rightToLeft.includes(language) ? 'rtl' : 'ltr';
      const box = width === 'full' ? '' : `inline-size: ${width}; margin-inline: auto`;
      return html`<div style=${box}>${story()}</div>`;
    },
  ],
} satisfies Preview;
