import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/group-finder/define.ts';
import type { Group, Schedule } from '../../src/domain/group.ts';
import type { GroupFinder } from '../../src/elements/group-finder/group-finder.ts';
import { allByRole, byRole, expectAccessible, nameOf, wordsOf } from '../setup/accessibility.ts';
import { click } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { address, group, inDays, session, three, weekdayIn, weeklyIn } from './sample.ts';

const names = (root: Element) => allByRole(root, 'heading').map(nameOf);
const isoIn = (days: number) => `${inDays(days)}T12:00:00.000Z`;
const dayName = (days: number) => new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(Date.now() + days * 864e5);

const fortnightly = (days: number, more: Partial<Schedule> = {}) =>
  weeklyIn(days, { start: inDays(days), rule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekdayIn(days)}`, ...more });
const mixed = (more: Group[] = []): Group[] => [group('often', 'Every Second', { sessions: [session({ schedule: fortnightly(9) })] }), ...three(), ...more];

/** A finder with everything that was ever on the page in place of a card. */
async function watched(groups: Group[]): Promise<{ element: GroupFinder; seen: Set<string> }> {
  const element = await fixture<GroupFinder>(html`<group-finder lang="en"></group-finder>`);
  const seen = new Set<string>();
  const look = () => element.shadowRoot!.querySelectorAll('.group').forEach((card) => seen.add(wordsOf(card)));
  new MutationObserver(look).observe(element.shadowRoot!, { subtree: true, childList: true, characterData: true });
  element.src = address({ groups });
  await eventually(() => names(element).length, 'the list is shown');
  await element.updateComplete;
  return { element, seen };
}

async function open(element: GroupFinder, name: string): Promise<Element> {
  await click(byRole(element, 'button', name));
  await eventually(() => element.shadowRoot!.querySelector('.details'), `${name} is open`);
  return element.shadowRoot!.querySelector('.group.open')!;
}

describe('group-finder, with a group that meets by a rule that is not plain', () => {
  // No minute and no day ends between a sample and what is shown of it.
  const { now } = Date;
  const moment = Math.floor(now() / 60_000) * 60_000;
  before(() => void (Date.now = () => moment));
  after(() => void (Date.now = now));

  it('shows its right date and words from the first moment, among plain ones in order', async () => {
    const { element, seen } = await watched(mixed());
    expect(names(element)).to.deep.equal(['Online Café', 'Leeds Circle', 'York Evenings', 'Every Second']);
    expect(seen.size).to.equal(4);
    const card = allByRole(element, 'listitem').find((item) => wordsOf(item).includes('Every Second'))!;
    expect(wordsOf(card)).to.contain(`Every second ${dayName(9)}, `);
    expect(card.querySelector('time')!.dateTime).to.equal(isoIn(9));
    await expectAccessible(element);
  });

  it('says each plain schedule as in a list of plain ones', async () => {
    const [{ element }, { element: other }] = [await watched(three()), await watched(mixed())];
    const said = (root: Element) => allByRole(root, 'listitem').map(wordsOf).filter((words) => !words.includes('Every Second'));
    expect(said(other)).to.deep.equal(said(element));
  });

  it('names its next dates, and what is cancelled', async () => {
    const schedule = fortnightly(9, { except: [inDays(23)] });
    const { element } = await watched(mixed([group('gaps', 'With Gaps', { sessions: [session({ schedule })] })]));
    const card = await open(element, 'With Gaps');
    expect([...card.querySelectorAll<HTMLTimeElement>('.dates time')].map(({ dateTime }) => dateTime)).to.deep.equal([9, 37, 51, 65].map(isoIn));
    expect(wordsOf(card)).to.match(/Not on \d+ \w+|Not on \w+ \d+/);
  });

  it('says in an open card when a paused one used to meet', async () => {
    const { element, seen } = await watched([...three(), group('rest', 'At Rest', { sessions: [session({ status: 'paused', schedule: fortnightly(3) })] })]);
    expect(seen.size).to.equal(4);
    expect(wordsOf(await open(element, 'At Rest'))).to.contain(`Every second ${dayName(3)}, `);
  });

  it('shows it among the first of a long list', async () => {
    const began = new Date(Date.now() - 30 * 60_000).toISOString();
    const rows = Array.from({ length: 3500 }, (_, n) => `Meeting ${n},${'Sun Mon Tues Wednes Thurs Fri Satur'.split(' ')[n % 7]}day,${10 + (n % 12)}:${10 + (n % 50)},,`);
    rows.splice(1500, 0, `Every Second,,${began.slice(11, 16)},FREQ=WEEKLY;INTERVAL=2,${began.slice(0, 10)}`);
    const element = await fixture<GroupFinder>(html`<group-finder lang="en" limit="150" time-zone="UTC"></group-finder>`);
    const shown: string[][] = [];
    new MutationObserver(() => shown.push(names(element))).observe(element.shadowRoot!, { subtree: true, childList: true });
    element.src = address(['Group,Day,Time,Rule,Start', ...rows].join('\n'), 'text/csv');
    await eventually(() => wordsOf(element).includes('3,501 groups found'));
    // What fills a screen comes before; how many meet before it depends on the time of day.
    const [first] = shown.filter(({ length }) => length > 10);
    expect(first!.length, 'not all that there is room for').to.be.within(50, 149);
    expect(first).to.include('Every Second');
    expect(names(element)).to.include('Every Second');
  });

  it('writes its rule into the calendar', async () => {
    const { element } = await watched(mixed());
    await open(element, 'Every Second');
    const { createObjectURL } = URL;
    const { click: download } = HTMLAnchorElement.prototype;
    let file: Blob | undefined;
    URL.createObjectURL = (blob: Blob) => ((file = blob), 'data:,');
    HTMLAnchorElement.prototype.click = () => {};
    try {
      await click(byRole(element, 'button', 'Add to calendar'));
      await eventually(() => file);
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = download;
    }
    expect(await file!.text()).to.contain(`RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekdayIn(9)}`);
  });

  it('speaks the language of the page', async () => {
    const element = await fixture<GroupFinder>(html`<group-finder lang="de" src=${address({ groups: mixed() })}></group-finder>`);
    await eventually(() => names(element).length === 4);
    expect(wordsOf(element)).to.contain('Jeden zweiten ').and.contain('Uhr');
  });
});
