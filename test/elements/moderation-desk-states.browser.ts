import { expect, fixture, html } from '@open-wc/testing';
import type { PeerAdapter } from '../../src/adapters/adapter.ts';
import type { ModerationDesk } from '../../src/elements/moderation-desk/moderation-desk.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import meta, * as states from '../../stories/moderation-desk.stories.ts';
import { allByRole, expectAccessible, nameOf } from '../setup/accessibility.ts';
import { eventually } from '../setup/until.ts';

interface State {
  args?: object;
  loaders?: (() => unknown)[];
  play?: (context: object) => Promise<void>;
}

/** What whoever works here can press or fill in. */
const pressed = ['button', 'textbox', 'searchbox', 'checkbox', 'radio', 'combobox', 'link'] as const;

describe('moderation-desk: in every state', () => {
  for (const [name, state] of Object.entries(states).filter(([each]) => each !== 'default') as [string, State][]) {
    it(`${name}: everything has a name, nothing keeps a score, and what axe looks for is well`, async () => {
      const loaded = Object.assign({}, ...(await Promise.all((state.loaders ?? []).map((load) => load())))) as { adapter?: PeerAdapter };
      const render = meta.render as unknown as (args: object, context: object) => ReturnType<typeof html>;
      const canvasElement = await fixture<HTMLElement>(html`<div>${render({ ...meta.args, ...state.args }, { loaded })}</div>`);
      const desk = canvasElement.querySelector<ModerationDesk>('moderation-desk')!;
      await eventually(() => desk.shadowRoot?.querySelector('.lanes, .base > .alert'), 'the desk is there');
      // What is read and asked for by then.
      await new Promise((done) => setTimeout(done, 200));
      await state.play?.({ canvasElement, loaded });
      await desk.updateComplete;
      for (const role of pressed) for (const each of allByRole(desk, role)) expect(nameOf(each), each.outerHTML).not.to.equal('');
      expect(findScores(desk)).to.deep.equal([]);
      await expectAccessible(desk);
    });
  }
});
