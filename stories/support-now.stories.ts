import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { HelpLine } from '../src/domain/helplines/types.ts';
import { weekdays } from '../src/domain/space.ts';
import '../src/elements/peer-support/define.ts';
import '../src/elements/support-now/define.ts';
import type { SupportNow } from '../src/elements/support-now/support-now.ts';

type Args = Pick<SupportNow, 'helplines' | 'lines'>;

const meta: Meta<Args> = {
  title: 'Elements/support-now',
  component: 'support-now',
  render: ({ helplines, lines }) => html`<support-now helplines=${helplines ?? nothing} .lines=${lines}>
    <p>Ring us on <a href="tel:+441134960100">0113 496 0100</a> (an example number).</p>
  </support-now>`,
};
export default meta;
type Story = StoryObj<Args>;

/** Chooses a country as a visitor would. */
const choose = (value: string) => async ({ canvasElement }: { canvasElement: HTMLElement }) => {
  const element = canvasElement.querySelector('support-now')!;
  while (!element.shadowRoot?.querySelector('select')) await new Promise((resolve) => setTimeout(resolve, 20));
  const select = element.shadowRoot.querySelector('select')!;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await element.updateComplete;
};

const today = weekdays[(new Date().getUTCDay() + 6) % 7]!;
const month = (ago: number) => new Date(Date.now() - ago * 30 * 864e5).toISOString().slice(0, 7);

/** An invented line; everything a line can say. */
const line = (name: string, more: Partial<HelpLine> = {}): HelpLine => ({
  name,
  by: 'Companions, an invented charity',
  for: 'everyone',
  ways: [{ kind: 'call', number: '0113 496 0100', hours: 'always' }],
  languages: ['en', 'pa', 'bn'],
  interpreters: true,
  source: 'https://lines.example.org/',
  checked: month(1),
  ...more,
});

/** No country is named: none is guessed, the visitor chooses. */
export const Chooser: Story = {};

/** A visitor chose a country. */
export const Chosen: Story = { play: choose('IE') };

/** A country there is nothing for: lists of others, and people nearby. */
export const Elsewhere: Story = { play: choose('other') };

/** The page names a country. */
export const UnitedKingdom: Story = { args: { helplines: 'GB' } };

/** The page names two. */
export const TwoCountries: Story = { args: { helplines: 'IE GB' } };

/** The provider around it names them. */
export const FromProvider: Story = { render: () => html`<peer-support helplines="NZ"><support-now></support-now></peer-support>` };

/** Help lines of the page itself: each way to get in touch, open now, closed now, hours not known. */
export const OwnLines: Story = {
  args: {
    lines: [
      line('Night line', {
        ages: { from: 16, to: 25 },
        area: 'Leeds',
        ways: [
          { kind: 'call', number: '0113 496 0100', hours: [{ days: [...weekdays], from: '00:00', to: '00:00', timeZone: 'Europe/London' }] },
          { kind: 'text', number: '0113 496 0101', word: 'HELLO', hours: [{ days: weekdays.filter((day) => day !== today), from: '09:00', to: '17:30', timeZone: 'UTC' }] },
          { kind: 'chat', url: 'https://chat.example.org/' },
          { kind: 'textphone', number: '0113 496 0102' },
          { kind: 'sign', url: 'https://sign.example.org/', languages: ['ase'] },
        ],
      }),
      line('Women’s room', { for: 'abuse', who: 'women', ways: [{ kind: 'site', url: 'https://rooms.example.org/' }], languages: undefined }),
    ],
  },
};

/** Facts of all ages: checked of late, long ago, nobody knows when. */
export const Ages: Story = { args: { lines: [line('Checked of late'), line('Checked long ago', { checked: month(20) }), line('Never checked', { checked: undefined })] } };

/** Words of the page above the help lines, and its own line as JSON inside. */
export const WithNote: Story = {
  render: () => html`<support-now helplines="GB">
    <p slot="note">Our nurse is at the front desk until five o’clock.</p>
    <script type="application/json">
      [{ "name": "Ward 3", "ways": [{ "kind": "call", "number": "0113 496 0103" }] }]
    </script>
  </support-now>`,
};

/** In German. */
export const German: Story = { globals: { language: 'de' }, render: () => html`<div lang="de"><support-now helplines="DE"></support-now></div>` };

/** In Arabic, from right to left. */
export const Arabic: Story = { globals: { language: 'ar' }, render: () => html`<div lang="ar" dir="rtl"><support-now helplines="US"></support-now></div>` };

/** As narrow as a side column gets. */
export const Narrow: Story = { render: () => html`<div style="inline-size: 280px"><support-now helplines="GB"></support-now></div>` };
