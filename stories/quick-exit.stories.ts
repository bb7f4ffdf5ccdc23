import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import '../src/elements/quick-exit/define.ts';
import type { QuickExit } from '../src/elements/quick-exit/quick-exit.ts';

type Args = Pick<QuickExit, 'href'>;

const meta: Meta<Args> = {
  title: 'Elements/quick-exit',
  component: 'quick-exit',
  render: ({ href }) => html`<quick-exit href=${href ?? nothing}></quick-exit>`,
};
export default meta;
type Story = StoryObj<Args>;

/** Works the element once it is there. */
const play = (act: (exit: QuickExit) => unknown) => async ({ canvasElement }: { canvasElement: HTMLElement }) => {
  const exit = canvasElement.querySelector('quick-exit')!;
  while (!exit.shadowRoot?.querySelector('summary')) await new Promise((resolve) => setTimeout(resolve, 20));
  act(exit);
  await exit.updateComplete;
};

/** The link and the key. */
export const Link: Story = {};

/** A link of the page, which also works without JavaScript. */
export const OwnLink: Story = { render: () => html`<quick-exit><a href="https://weather.example.org/" rel="noreferrer">To the weather</a></quick-exit>` };

/** Shift was pressed twice; for five seconds. */
export const PressedTwice: Story = {
  play: play(() => {
    for (let time = 0; time < 2; time += 1) {
      for (const type of ['keydown', 'keyup']) document.body.dispatchEvent(new KeyboardEvent(type, { key: 'Shift', code: 'ShiftLeft', bubbles: true }));
    }
  }),
};

/** What it cannot do. */
export const Honest: Story = { play: play((exit) => exit.shadowRoot!.querySelector('summary')!.click()) };

/** Kept in sight by the page's own styles. */
export const Sticky: Story = {
  render: () => html`<div style="block-size: 16rem; overflow: auto" tabindex="0" role="region" aria-label="A long page">
    <quick-exit style="position: sticky; inset-block-start: 0; z-index: 1"></quick-exit>
    ${Array.from({ length: 12 }, () => html`<p>Words of a page that is longer than its window.</p>`)}
  </div>`,
};

/** In German. */
export const German: Story = { globals: { language: 'de' }, render: () => html`<div lang="de"><quick-exit></quick-exit></div>` };

/** In Arabic, from right to left. */
export const Arabic: Story = { globals: { language: 'ar' }, render: () => html`<div lang="ar" dir="rtl"><quick-exit></quick-exit></div>` };

/** As narrow as a side column gets. */
export const Narrow: Story = { render: () => html`<div style="inline-size: 280px"><quick-exit></quick-exit></div>` };
