import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define.ts';
import { address, groups } from './groups.ts';

const meta: Meta = {
  title: 'Elements/peer-support',
  component: 'peer-support',
};
export default meta;

/** The provider reads one list for every element inside it. */
export const Feed: StoryObj = {
  render: () => html`<peer-support adapter="feed" src=${address({ groups })}><group-finder></group-finder></peer-support>`,
};

/** A finder inside a provider that keeps everything in this page: there is nothing yet. */
export const Memory: StoryObj = {
  render: () => html`<peer-support adapter="memory"><group-finder><p>Ring us.</p></group-finder></peer-support>`,
};
