import { expect, fixture, html } from '@open-wc/testing';
import { readSource } from '../../src/feeds/load.ts';
import { tableRows } from '../../src/feeds/table.ts';

const tableOf = async (content: unknown) => tableRows(await fixture<HTMLTableElement>(html`<table>${content}</table>`));

describe('an HTML table in the page', () => {
  it('is rows of text, the header first', async () => {
    const rows = await tableOf(html`
      <caption>Our groups</caption>
      <thead><tr><th>Group</th><th>When</th></tr></thead>
      <tbody><tr><td> Tuesday
        Circle </td><td>Tuesdays 19:30</td></tr></tbody>
    `);
    expect(rows).to.deep.equal([['Group', 'When'], ['Tuesday Circle', 'Tuesdays 19:30']]);
  });

  it('keeps line breaks, and the words that are bold or linked', async () => {
    const rows = await tableOf(html`<tr><th>Group</th><th>Where</th></tr><tr><td><b>Tuesday</b> <a href="/x">Circle</a></td><td><p>Library</p><p>12 Mill<br>Street</p></td></tr>`);
    expect(rows[1]).to.deep.equal(['Tuesday Circle', 'Library\n12 Mill\nStreet']);
  });

  it('takes the address of a link where the column is about links', async () => {
    const rows = await tableOf(html`
      <tr><th>Group</th><th>Join link</th><th>Website</th><th>Email</th></tr>
      <tr><td>A</td><td><a href="https://meet.example.org/a">Join</a></td><td><a href="/groups/a">Page</a></td><td><a href="mailto:a@groups.example.org">Write</a></td></tr>
      <tr><td>B</td><td>Ask us</td><td></td><td></td></tr>
    `);
    expect(rows[1]!.slice(1)).to.deep.equal(['https://meet.example.org/a', new URL('/groups/a', document.baseURI).href, 'a@groups.example.org']);
    expect(rows[2]).to.deep.equal(['B', 'Ask us', '', '']);
  });

  it('takes what machines read of a time', async () => {
    const rows = await tableOf(html`<tr><th>Group</th><th>When</th></tr><tr><td>A</td><td><time datetime="2027-03-12T19:30">Friday night</time></td></tr>`);
    expect(rows[1]![1]).to.equal('2027-03-12 19:30');
  });

  it('leaves tables inside its cells alone', async () => {
    const rows = await tableOf(html`<tr><th>Group</th><th>Notes</th></tr><tr><td>A</td><td><table><tr><td>inner</td></tr></table></td></tr>`);
    expect(rows.length).to.equal(2);
  });

  it('is read as a list of groups', async () => {
    const rows = await tableOf(html`<tr><th>Group</th><th>When</th><th>Venue</th><th>Town</th></tr><tr><td>Tuesday Circle</td><td>Tuesdays 7.30pm–9pm</td><td>Mill Street Library</td><td>Leeds</td></tr>`);
    const { groups, format } = await readSource(rows, { signal: new AbortController().signal, timeZone: 'Europe/London' });
    expect(format).to.equal('csv');
    expect(groups[0]!.sessions[0]!.schedule).to.include({ rule: 'FREQ=WEEKLY;BYDAY=TU', time: '19:30', minutes: 90 });
  });
});
