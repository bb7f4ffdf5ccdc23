import { expect } from '@open-wc/testing';
import { allByRole, wordsOf } from '../setup/accessibility.ts';
import { arrives, byRole, fillIn, on, page, shows, story, tickOff, title, walk, waitUntil } from './story-share-page.ts';

/** The words of the receipt that is shown. */
async function receiptOf(share: Parameters<typeof on>[0]): Promise<string> {
  byRole(share, 'button', 'Show the words').click();
  await share.updateComplete;
  return [...share.shadowRoot!.querySelectorAll('#receipt li')].map((each) => each.textContent).join(' ');
}

describe('story-share', () => {
  it('goes the whole way: written, sent, opened with the receipt, withdrawn', async () => {
    const { share, adapter } = await page();
    await walk(share, 'This is what readers will see');
    expect(shows(share)).to.contain('a neighbour asked me');
    await on(share, 'Send my story', 'Your story has arrived');
    const [sent] = adapter.snapshot('sendings');
    expect(sent!.text).to.equal(story);
    expect(sent!.state).to.equal('sent');
    const words = await receiptOf(share);
    expect(words.split(' ').length).to.equal(12);
    await tickOff(share, 'checkbox', 'I have saved it');
    await on(share, 'Continue', 'That was not a small thing');
    await on(share, 'Done', 'Write your story');
    await on(share, 'I have a receipt', 'Open your story');
    await fillIn(share, /twelve words/, words);
    await on(share, 'Open', 'Your story');
    expect(shows(share)).to.contain('It waits to be read by a person.').and.not.contain('neighbour');
    byRole(share, 'button', 'Withdraw it').click();
    await share.updateComplete;
    await on(share, 'Withdraw it now', 'It is withdrawn');
    expect(adapter.snapshot('sendings')).to.deep.equal([]);
    void allByRole; void wordsOf; void arrives; void title; void waitUntil;
  });
});
