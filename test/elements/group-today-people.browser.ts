import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { PeerError } from '../../src/client/errors.ts';
import type { GroupLeftEvent } from '../../src/events/group-left.ts';
import type { GroupToday } from '../../src/elements/group-today/group-today.ts';
import { changed } from '../../stories/published.ts';
import { allByRole, byRole, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { click, press, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { answers, as, call, cardOf, circle, filled, greets, members, nameless, namesOf, plain, says, today } from './circle.ts';
import { carried, later } from './stories.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Opens what stands below everything. */
async function below(element: GroupToday, name: string): Promise<HTMLElement> {
  await click(byRole(element, 'button', name));
  await eventually(() => allByRole(element, 'region', name).length, `${name} is open`);
  await element.updateComplete;
  return byRole(element, 'region', name);
}

const greetersOf = async (place: Awaited<ReturnType<typeof circle>>) => (await place.list('greeters', { where: { group: 'leeds' }, limit: 9 }, call('cleo'))).items as { name: string; quiet?: object }[];

describe('greeters', () => {
  const name = 'Be there when nobody answers';

  it('say that they want to be there, after reading who sees their name, by keys alone', async () => {
    const place = await circle();
    const element = await today(as(place, 'ben'));
    const button = byRole(element, 'button', name);
    button.focus();
    await press('Enter');
    await eventually(() => element.shadowRoot!.querySelector('.panel'));
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    const panel = byRole(element, 'region', name);
    expect(wordsOf(panel)).to.contain('Whoever writes to the group reads your name before they send');
    await plain(element);
    byRole(panel, 'textbox', 'The name by which they know you').focus();
    await type('Ben');
    await press('Enter');
    await eventually(() => wordsOf(panel).includes('You are there from now on.'));
    expect(wordsOf(panel)).to.contain('You are there as \u2068Ben\u2069, at any hour.');
    expect(wordsOf(focused()!)).to.contain('You are there from now on.');
    expect((await greetersOf(place)).map((each) => each.name)).to.deep.equal(['Ben']);
    await plain(element);
  });

  it('need a name, and hours that are hours', async () => {
    const element = await today(as(await circle(), 'ben'));
    const panel = await below(element, name);
    await click(byRole(panel, 'button', 'I’ll be there'));
    await eventually(() => wordsOf(panel).includes('Please write the name'));
    expect(nameOf(focused()!)).to.equal('The name by which they know you');
    await type('Ben');
    await click(byRole(panel, 'checkbox', 'Leave me in peace at certain hours'));
    await element.updateComplete;
    const [from, to] = [...panel.querySelectorAll<HTMLInputElement>('input[type=time]')];
    to!.value = from!.value;
    to!.dispatchEvent(new Event('change', { bubbles: true }));
    await click(byRole(panel, 'button', 'I’ll be there'));
    await eventually(() => wordsOf(panel).includes('two different times'));
    await plain(element);
  });

  it('have hours of peace by their own clock, which nobody else sees, change them, and stop', async () => {
    const place = await circle();
    const element = await today(as(place, 'ben'));
    const panel = await below(element, name);
    byRole(panel, 'textbox', 'The name by which they know you').focus();
    await type('Ben');
    await click(byRole(panel, 'checkbox', 'Leave me in peace at certain hours'));
    await element.updateComplete;
    expect(wordsOf(panel)).to.contain(Intl.DateTimeFormat().resolvedOptions().timeZone).and.contain('Nobody else sees these hours.');
    await plain(element);
    await click(byRole(panel, 'button', 'I’ll be there'));
    await eventually(() => wordsOf(panel).includes('You are there from now on.'));
    expect(wordsOf(panel)).to.match(/not from 9:00 PM to 9:00 AM/);
    expect((await greetersOf(place))[0]).to.not.have.property('quiet');
    await click(byRole(panel, 'checkbox', 'Leave me in peace at certain hours'));
    await click(byRole(panel, 'button', 'Save the change'));
    await eventually(() => wordsOf(panel).includes('at any hour'));
    await click(byRole(panel, 'button', 'Stop being there'));
    await eventually(() => wordsOf(panel).includes('You are not named any more'));
    expect(await greetersOf(place)).to.deep.equal([]);
    await plain(element);
  });

  it('are told when the same was changed in another window, and save once more', async () => {
    const place = await circle();
    const own = await greets(place, 'ben', 'Ben');
    const element = await today(as(place, 'ben'));
    const panel = await below(element, name);
    await place.update!('greeters', own.id, { name: 'Benno' }, { ...call('ben'), rev: own.rev! });
    await click(byRole(panel, 'button', 'Save the change'));
    await eventually(() => wordsOf(panel).includes('changed somewhere else meanwhile') && wordsOf(panel).includes('Benno'), 'what holds now is there');
    await click(byRole(panel, 'button', 'Save the change'));
    await eventually(() => wordsOf(panel).includes('You are there from now on.'));
  });

  /** Ann has written, Ben was named, and an hour has passed. */
  async function waited(quiet?: { from: string; to: string; timeZone: string }) {
    const clock = { ahead: -2 * hour };
    const place = await circle({ clock });
    const ben = await greets(place, 'ben', 'Ben');
    const ann = await says(place, 'ann', { feelings: ['cut-off'], words: 'The house is too quiet.', name: 'Ann', greeters: [ben.id] });
    await says(place, 'cleo', { feelings: ['proud'], name: 'Cleo' });
    clock.ahead = 0;
    await place.list('checkins', { limit: 1 }, call('ben'));
    if (quiet) await place.update!('greeters', ben.id, { quiet }, { ...call('ben'), rev: ben.rev! });
    return { place, ann, clock };
  }

  it('are shown what waits in a part of its own, once, without how long it waits', async () => {
    const { place, ann } = await waited();
    const element = await today(as(place, 'ben'));
    const part = byRole(element, 'region', 'Nobody had answered when this came to you');
    expect(namesOf(part)).to.deep.equal(['Ann']);
    expect(namesOf(element)).to.deep.equal(['Ann', 'Cleo']);
    expect(wordsOf(part)).to.not.match(/\b(hours?|minutes?|waiting|overdue)\b/);
    await plain(element);
    await click(byRole(cardOf(element, 'too quiet'), 'button', 'I’m with you'));
    await eventually(() => wordsOf(cardOf(element, 'too quiet')).includes('You said: “I’m with you”.'));
    await aTimeout(50);
    expect(namesOf(byRole(element, 'region', 'Nobody had answered when this came to you'))).to.deep.equal(['Ann'], 'it stays where it was answered');
    const heard = (await place.list('responses', { where: { checkin: ann.id }, limit: 9 }, call('ann'))).items;
    expect(heard).to.have.length(1);
    const again = await today(as(place, 'ben'));
    expect(allByRole(again, 'region', /Nobody had answered/)).to.deep.equal([]);
    expect(wordsOf(cardOf(again, 'too quiet'))).to.contain('You said');
  });

  it('are left in peace in their quiet hours', async () => {
    const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString().slice(11, 16);
    const { place } = await waited({ from: at(-1), to: at(2), timeZone: 'UTC' });
    const element = await today(as(place, 'ben'));
    expect(allByRole(element, 'region', /Nobody had answered/)).to.deep.equal([]);
    expect(namesOf(element)).to.deep.equal(['Cleo', 'Ann']);
  });

  it('are told quietly of what begins to wait while they read', async () => {
    const clock = { ahead: -2 * hour };
    const place = await circle({ clock });
    const ben = await greets(place, 'ben', 'Ben');
    await says(place, 'ann', { feelings: ['cut-off'], name: 'Ann', greeters: [ben.id] });
    const element = await today(as(place, 'ben'));
    await aTimeout(50);
    clock.ahead = 0;
    await place.list('checkins', { limit: 1 }, call('cleo'));
    await eventually(() => wordsOf(element).includes('Somebody would be glad of an answer.'));
    expect(allByRole(element, 'region', /Nobody had answered/)).to.deep.equal([]);
    await plain(element);
    await click(byRole(element, 'button', 'Show it'));
    await eventually(() => allByRole(element, 'region', /Nobody had answered/).length);
    expect(namesOf(element)).to.deep.equal(['Ann']);
  });

  it('are not asked for where nobody is greeted', async () => {
    const element = await today(as(await circle({ checkins: { names: true } }), 'ben'));
    expect(allByRole(element, 'button', name)).to.deep.equal([]);
  });
});

describe('a group without names', () => {
  /** Five people have written before the release that is read now. */
  async function released(checkins = nameless) {
    const clock = { ahead: 0 };
    const place = await circle({ checkins, clock });
    return { place, clock };
  }

  /** Ahead or behind so that the place's clock is just after a release, while what is read says so too. */
  async function withBatch() {
    // The hour may end while this is made.
    const released = Math.floor(Date.now() / hour) * hour;
    const times = [0, 8, 16].map((at) => `${String((new Date(released).getUTCHours() + at) % 24).padStart(2, '0')}:00`).sort();
    const clock = { ahead: -2 * hour };
    const place = await circle({ checkins: { names: false, releases: { times, timeZone: 'UTC' } }, clock });
    const own = [];
    for (const [at, person] of members.slice(0, 5).entries()) own.push(await says(place, person, { feelings: [at % 2 ? 'tired' : 'hopeful'], words: 'Nobody reads this.', energy: 'steady' }));
    clock.ahead = released + 10 * minute - Date.now();
    await place.list('batches', { limit: 1 }, call('ben'));
    clock.ahead = 0;
    return { place, own };
  }

  it('reads that there is nothing now, when there can be, and from how many people', async () => {
    const { place } = await released();
    const element = await today(as(place, 'ben'));
    expect(wordsOf(element)).to.contain('There is nothing to read just now. Words are shown at ').and.contain('if at least 5 different people of the group have written in the time before');
    await plain(element);
    expect(allByRole(element, 'button', 'Be there when nobody answers')).to.deep.equal([]);
  });

  it('reads words by what they are about, and nothing about who', async () => {
    const { place } = await withBatch();
    const element = await today(as(place, 'ben'));
    const words = wordsOf(byRole(element, 'region', 'Words of the group'));
    expect(words).to.contain('Somebody feels\nHopeful, Tired').and.contain('Energy\nSteady').and.contain('stay until');
    expect(words).to.not.contain('Nobody reads this').and.not.contain('What would help');
    expect(allByRole(element, 'article')).to.deep.equal([]);
    await plain(element);
  });

  it('reads none of them any more, as soon as one takes back what is theirs', async () => {
    const { place, own } = await withBatch();
    const element = await today(as(place, 'ben'));
    await aTimeout(50);
    await place.remove!('checkins', own[0]!.id, call('ann'));
    await eventually(() => wordsOf(element).includes('There is nothing to read just now.'));
    expect(wordsOf(element)).to.not.contain('Hopeful');
  });
});

describe('a report of a check-in', () => {
  const withReports = async (fails?: () => unknown) => {
    const place = await circle();
    const { listen } = await filled(place);
    const sent: { draft: { checkin: string; reason: string; words?: string }; intent: string }[] = [];
    const adapter = changed(as(place, 'ben'), {
      create: async (collection, draft, made) => {
        if (collection !== 'reports') return as(place, 'ben').create!(collection, draft, made);
        const error = fails?.();
        sent.push({ draft: draft as never, intent: made.intent });
        if (error) throw error;
        return as(place, 'ben').create!(collection, draft, made);
      },
    });
    const element = await today(adapter);
    const card = () => cardOf(element, 'Ann');
    await click(byRole(card(), 'button', 'Report'));
    await eventually(() => card().querySelector('.panel'));
    return { place, listen, element, panel: byRole(card(), 'region', 'Report this check-in'), sent };
  };

  it('says who reads it before, and needs a reason', async () => {
    const { element, panel, sent } = await withReports();
    expect(wordsOf(panel)).to.contain('Only the team that looks after this place reads it').and.contain('never told');
    await plain(element);
    await click(byRole(panel, 'button', 'Send the report'));
    await eventually(() => wordsOf(panel).includes('Please choose why'));
    expect(focused()!.localName).to.equal('input');
    expect(sent).to.deep.equal([]);
    expect(allByRole(panel, 'radio').map(nameOf)).to.deep.equal(['I am worried about this person', 'It could tell who somebody is', 'It hurts or puts somebody down', 'This is about me', 'Something else']);
  });

  it('of somebody who is worried brings help lines to pass on, and says what happens next', async () => {
    const { listen, element, panel, sent } = await withReports();
    await click(byRole(panel, 'radio', 'I am worried about this person'));
    await element.updateComplete;
    expect(wordsOf(panel)).to.contain('before all others').and.contain('to pass on');
    await plain(element);
    byRole(panel, 'textbox').focus();
    await type('She sounds different.');
    const reported = oneEvent(element, 'checkin-reported');
    await click(byRole(panel, 'button', 'Send the report'));
    expect(carried(await reported)).to.deep.equal([]);
    await eventually(() => wordsOf(panel).includes('Thank you. Your report was sent.'));
    expect(wordsOf(focused()!)).to.equal('Thank you. Your report was sent.');
    expect(wordsOf(panel)).to.contain('The writer is never told who made the report').and.contain('Help lines are there for you too');
    expect(sent.map(({ draft }) => draft)).to.deep.equal([{ checkin: listen.shown, reason: 'worried', words: 'She sounds different.' }]);
    await click(byRole(panel, 'button', 'Get support now'));
    await eventually(() => element.shadowRoot!.querySelector('support-now'));
    await plain(element);
  });

  it('that did not get there stays, and is tried again as the same one', async () => {
    let fails = true;
    const { element, panel, sent } = await withReports(() => fails && new PeerError('offline'));
    await click(byRole(panel, 'radio', 'Something else'));
    await click(byRole(panel, 'button', 'Send the report'));
    await eventually(() => wordsOf(panel).includes('You seem to be offline'));
    await plain(element);
    fails = false;
    await click(byRole(panel, 'button', 'Try again'));
    await eventually(() => wordsOf(panel).includes('Thank you.'));
    expect(new Set(sent.map(({ intent }) => intent)).size).to.equal(1);
  });

  it('that is about its reader hides it from the group at once, and says that it is gone', async () => {
    const { place, element, panel } = await withReports();
    await click(byRole(panel, 'radio', 'This is about me'));
    await click(byRole(panel, 'button', 'Send the report'));
    await eventually(() => wordsOf(element).includes('This one is not here any more.'));
    await eventually(() => wordsOf(element).includes('Thank you. Your report was sent.'), 'what happens next is still there');
    expect(wordsOf(element)).to.not.contain('too quiet');
    expect(namesOf(await today(as(place, 'cleo')))).to.not.include('Ann');
    await plain(element);
  });

  it('is not made to silence: whoever made it reads what came of it', async () => {
    const { place, element, panel } = await withReports();
    await click(byRole(panel, 'radio', 'Something else'));
    await click(byRole(panel, 'button', 'Send the report'));
    await eventually(() => wordsOf(panel).includes('under “What you reported”'));
    const told = await below(element, 'What you reported');
    await eventually(() => wordsOf(told).includes('Something else: nobody of the team has read it yet.'));
    await plain(element);
    const mo = { ...call('fay'), credential: { kind: 'staff', token: 'mo' } as const };
    const act = () => ({ ...mo, intent: crypto.randomUUID() });
    const [report] = (await place.list('reports', { limit: 9 }, mo)).items as { id: string }[];
    await place.create!('claims', { report: report!.id }, act());
    await place.create!('log', { act: 'open', report: report!.id }, act()).catch(() => {});
    await place.create!('rulings', { report: report!.id, ruling: 'no-action', toReporter: 'Thank you. We have looked at it together.' }, act());
    const element2 = await today(as(place, 'ben'));
    const now = await below(element2, 'What you reported');
    await eventually(() => wordsOf(now).includes('We have looked at it together.'));
    expect(wordsOf(now)).to.contain('somebody of the team has read it');
    await plain(element2);
    expect(allByRole(await today(as(place, 'fay')), 'button', 'What you reported')).to.deep.equal([]);
  });

  it('goes on being written where what it is about is taken back meanwhile', async () => {
    const { place, listen, element, panel } = await withReports();
    await aTimeout(50);
    await click(byRole(panel, 'radio', 'Something else'));
    await element.updateComplete;
    byRole(panel, 'textbox').focus();
    await type('She sounds');
    await place.remove!('checkins', listen.id, call('ann'));
    await eventually(() => wordsOf(element).includes('This one is not here any more.'));
    expect(focused()!.localName).to.equal('textarea');
    await type(' different.');
    expect((focused() as HTMLTextAreaElement).value).to.contain('She sounds').and.contain('different.');
    expect(byRole<HTMLInputElement>(element, 'radio', 'Something else').checked).to.equal(true);
  });

  it('that nobody wants to make is closed, and the focus is where it was', async () => {
    const { element, panel } = await withReports();
    await click(byRole(panel, 'button', 'Do not report it'));
    await element.updateComplete;
    expect(allByRole(element, 'region', 'Report this check-in')).to.deep.equal([]);
    expect(nameOf(focused()!)).to.contain('Ann');
  });
});

describe('leaving a group', () => {
  it('says what goes and that there is no way back, and needs somebody who is sure', async () => {
    const place = await circle();
    const element = await today(as(place, 'ben'));
    const panel = await below(element, 'Leave this group');
    expect(wordsOf(panel)).to.contain('goes from it at once').and.contain('cannot be undone').and.contain('The group is not told.');
    await plain(element);
    await click(byRole(panel, 'button', 'Leave the group'));
    await eventually(() => wordsOf(panel).includes('Please say that you are sure, or stay.'));
    expect(focused()!.id).to.equal('sure');
    await click(byRole(panel, 'button', 'Stay'));
    await element.updateComplete;
    expect(nameOf(focused()!)).to.equal('Leave this group');
  });

  it('takes one’s check-ins from the group at once, and the words of others from the page', async () => {
    const place = await circle();
    await filled(place);
    const [leaver, reader] = [await today(as(place, 'ann')), await today(as(place, 'ben'))];
    await aTimeout(50);
    const panel = await below(leaver, 'Leave this group');
    await click(byRole(panel, 'checkbox'));
    const left = oneEvent(leaver, 'group-left');
    await click(byRole(panel, 'button', 'Leave the group'));
    expect((await left as unknown as GroupLeftEvent).group).to.equal('leeds');
    await eventually(() => wordsOf(leaver).includes('You have left the group.'));
    expect(wordsOf(leaver)).to.not.contain('landlord');
    expect(focused()!.className).to.equal('away');
    await eventually(() => !wordsOf(reader).includes('too quiet'));
    await plain(leaver);
    expect(((await place.list('checkins', { where: { mine: 'yes' }, limit: 9 }, call('ann'))).items as { audience: string }[])[0]!.audience).to.equal('me');
  });

  it('says nothing of it to whoever reads by the time that it is done', async () => {
    const place = await circle();
    const held = later<void>();
    let asked = 0;
    const slow = changed(as(place, 'ann'), { remove: async (...args) => ((asked += 1), await held.promise, as(place, 'ann').remove!(...args)) });
    const element = await today(slow);
    const panel = await below(element, 'Leave this group');
    await click(byRole(panel, 'checkbox'));
    await click(byRole(panel, 'button', 'Leave the group'));
    await eventually(() => asked, 'it is on its way');
    (element.closest('peer-support') as unknown as { adapter: unknown }).adapter = as(place, 'yan');
    await eventually(() => allByRole(element, 'heading', 'York walkers').length);
    const left = oneEvent(element, 'group-left');
    held.answer();
    await left;
    await aTimeout(50);
    expect(wordsOf(element)).to.contain('York walkers').and.not.contain('You have left the group.');
  });

  it('begins anew where another group is chosen', async () => {
    const place = await circle();
    const intents: string[] = [];
    let lost = true;
    const adapter = changed(as(place, 'kit'), {
      remove: async (collection, id, made) => {
        intents.push(made.intent);
        await as(place, 'kit').remove!(collection, id, made);
        if (lost) throw new PeerError('timeout');
      },
    });
    const element = await today(adapter);
    const panel = await below(element, 'Leave this group');
    await click(byRole(panel, 'checkbox'));
    await click(byRole(panel, 'button', 'Leave the group'));
    await eventually(() => wordsOf(panel).includes('No answer came.'));
    lost = false;
    const choice = byRole<HTMLSelectElement>(element, 'combobox', 'You are in several groups. Which one?');
    choice.value = 'york';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await eventually(() => allByRole(element, 'heading', 'York walkers').length);
    expect(allByRole(element, 'region', 'Leave this group')).to.deep.equal([]);
    const other = await below(element, 'Leave this group');
    expect(wordsOf(other)).to.not.contain('No answer came.');
    const sure = byRole<HTMLInputElement>(other, 'checkbox');
    expect(sure.checked).to.equal(false);
    await click(sure);
    await click(byRole(other, 'button', 'Leave the group'));
    await eventually(() => wordsOf(element).includes('You have left the group.'));
    expect(new Set(intents).size).to.equal(2);
  });

  it('is with the site, where its sign-in says who is in the group', async () => {
    const place = await circle();
    const signedIn = changed(as(place, 'ben'), { list: async (collection, ...more) => (collection === 'memberships' ? { items: [{ id: 'leeds', group: 'leeds', mine: 'yes' }], next: null } : as(place, 'ben').list(collection, ...more)) });
    const element = await today(signedIn);
    const panel = await below(element, 'Leave this group');
    expect(wordsOf(panel)).to.contain('by your account with this site');
    expect(allByRole(panel, 'button').map(nameOf)).to.deep.equal(['Stay']);
    await plain(element);
  });
});

describe('somebody who answers', () => {
  it('is heard by whoever wrote, and both see the other’s act without loading anything again', async () => {
    const place = await circle();
    const { listen } = await filled(place);
    await answers(place, 'cleo', listen.shown!, 'sit-with', 'Cleo');
    const [ann, ben] = [await today(as(place, 'ann')), await today(as(place, 'ben'))];
    for (const element of [ann, ben]) expect(wordsOf(cardOf(element, 'too quiet'))).to.not.contain('Cleo');
    expect(wordsOf(ann)).to.not.contain('You said');
  });
});
