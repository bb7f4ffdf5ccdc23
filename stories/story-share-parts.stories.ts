import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { StoryGlasses } from '../src/elements/story-share/glasses.ts';
import { StoryPause } from '../src/elements/story-share/pause.ts';
import { define } from '../src/internal/define.ts';

define('story-glasses', StoryGlasses);
define('story-pause', StoryPause);

interface Args {
  text: string;
  written: string;
}

/** What stands inside `<story-share>` while a story is looked at, and when its words sound like distress. */
const meta: Meta<Args> = {
  title: 'Parts/story-share',
  render: ({ text, written }) => html`<story-glasses .text=${text} .written=${written}></story-glasses>`,
  args: {
    text: 'My son Jake was eight when it began. We lived at 14 Pennyfold Lane then, and I worked at St Brannoc’s Hospital.\n\nIt was Dr Patel who believed us first, on 3 March 2019. If you have been there too, text me on 07700 900123 or write to jane dot t at example dot org.',
    written: 'en-GB',
  },
};
export default meta;
type Story = StoryObj<Args>;

const glasses = async (canvas: HTMLElement) => {
  const element = canvas.querySelector<StoryGlasses>('story-glasses')!;
  while (!element.shadowRoot?.querySelector('li')) await new Promise((resolve) => setTimeout(resolve, 20));
  return element;
};

/** Presses the first button of these notes, counted from 0. */
const press = async (canvas: HTMLElement, note: number, which: number) => {
  const element = await glasses(canvas);
  element.shadowRoot!.querySelectorAll('li')[note]!.querySelectorAll('button')[which]!.click();
  await element.updateComplete;
};

/** Everything that was found, with why, and what could stand there. */
export const Glasses: Story = {};

/** One passage was changed, one was left; both can be undone. */
export const GlassesDecided: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 0, 0);
    await press(canvasElement, 1, 1);
  },
};

/** A German text, on whatever page. */
export const GlassesGerman: Story = {
  args: { text: 'Ich war mit meinem Bruder Thorben im St.-Elisabeth-Krankenhaus. Seit dem 12. Mai trinke ich nicht mehr. Meine Nummer ist 0170 1234567.', written: 'de' },
};

/** No list of words sees everything: it never says that nothing was found. */
export const GlassesWithoutNotes: Story = { args: { text: 'It was a long winter, and I was the only midwife on the island.' } };

/** A moment that asks nothing. */
export const Pause: Story = { render: () => html`<story-pause .topics=${['suicide']} .helplines=${'GB'}></story-pause>` };

/** A language that nobody here knows well enough. */
export const PauseUnchecked: Story = { render: () => html`<story-pause .topics=${['unchecked']}></story-pause>` };
