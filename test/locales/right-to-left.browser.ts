import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.ts';
import type { GroupFinder } from '../../src/elements/group-finder/group-finder.ts';
import { address, group, session, weeklyIn } from '../elements/sample.ts';
import { eventually } from '../setup/until.ts';

/** The characters of a text as they stand on the screen, from left to right. */
function asSeen(root: Node, text: string): string {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const from = node.data.indexOf(text);
    if (from < 0) continue;
    const range = document.createRange();
    const placed = [...text].map((character, at) => {
      range.setStart(node, from + at);
      range.setEnd(node, from + at + 1);
      return { character, left: range.getBoundingClientRect().left };
    });
    expect(placed.at(-1)!.left, 'the text is on the screen').not.to.equal(placed[0]!.left);
    return placed.sort((a, b) => a.left - b.left).map(({ character }) => character).join('');
  }
  throw new Error(`Not on the page: ${text}`);
}

describe('an English list on a page from right to left', () => {
  let root: ShadowRoot;

  beforeEach(async () => {
    const place = { name: 'Library (2nd floor)', address: '12 High Street', area: ['Leeds'], approximate: false };
    const groups = [
      group('a', 'Night owls', {
        about: 'Who is it for?',
        joining: 'Ring the bell.',
        contact: { phone: '0113 496 0000' },
        sessions: [session({ way: 'hybrid', schedule: weeklyIn(1), place, online: { phone: '+44 113 496 0001' } })],
      }),
      group('b', 'Early birds', { sessions: [session({ schedule: weeklyIn(2), place: { ...place, name: '12 High Street', address: '' } })] }),
    ];
    const box = await fixture(html`<div lang="ar" dir="rtl" style="inline-size: 60rem"><group-finder src=${address({ groups })}></group-finder></div>`);
    root = box.querySelector<GroupFinder>('group-finder')!.shadowRoot!;
    await eventually(() => root.querySelector('h3 button'), 'the list is shown');
    root.querySelectorAll<HTMLButtonElement>('h3 button').forEach((button) => button.click());
    await eventually(() => root.querySelectorAll('.session').length === 2, 'the groups are open');
  });

  it('shows telephone numbers as they are dialled', () => {
    for (const number of ['0113 496 0000', '+44 113 496 0001']) expect(asSeen(root, number)).to.equal(number);
  });

  it('leaves the number of a house before its street', () => {
    expect(asSeen(root.querySelectorAll('.session')[1]!, '12 High Street')).to.equal('12 High Street');
  });

  it('ends English sentences on their right', () => {
    for (const text of ['Who is it for?', 'Ring the bell.']) expect(asSeen(root, text)).to.equal(text);
  });

  it('begins every line on the right, where its label is', () => {
    const right = (element: Element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return Math.round(range.getBoundingClientRect().right);
    };
    const rows = [...root.querySelectorAll('dl > div')];
    expect(rows.length).to.be.greaterThan(1);
    for (const row of rows) expect(right(row.querySelector('dd')!)).to.equal(right(row.querySelector('dt')!));
  });

  it('runs its own sentences from right to left', () => {
    const label = 'وجدنا مجموعتين';
    expect(asSeen(root, label)).to.equal([...label].reverse().join(''));
  });
});
