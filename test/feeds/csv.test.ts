import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readGroups } from '../../src/feeds/index.ts';
import { codes, london, only, times } from './read.ts';

const full = 'Group,When,Where\nTuesday Circle,Tuesdays 7.30pm–9pm,"Mill Street Library, 12 Mill Street, Leeds"\n';

describe('tables', () => {
  it('are read whole', () => {
    const header =
      'Group,About,Topic,Who for,When,Starts,How we meet,Venue,Address,Town,Postcode,Latitude,Longitude,Directions,Join link,Dial in,Time zone,Language,Access,Cost,Led by,How to join,Website,Email,Phone,Last checked,Status,Reveal,Notes,ID';
    const row =
      'After Loss,"For people whose parent has died.","Bereavement; Parents",18 to 30,Every second Thursday 7pm-8.30pm,3/9/2026,In person and online,The Corner Rooms,4 Bridge Lane,Manchester,M1 3LQ,53.4794,-2.2400,Blue door,https://meet.example.org/a,0113 496 0000,Europe/London,"English, Polish","Step-free, Captions",Free,Peers and professionals,Write first,groups.example.org/a,young@groups.example.org,0113 496 0001,12/10/2026,Full,ask,Bring a mug,loss';
    assert.deepEqual(only(`${header}\n${row}\n`), {
      id: 'loss',
      name: 'After Loss',
      about: 'For people whose parent has died.',
      topics: ['Bereavement', 'Parents'],
      audience: ['18 to 30'],
      languages: ['en', 'pl'],
      access: ['Step-free', 'Captions'],
      cost: 'Free',
      led: 'both',
      joining: 'Write first',
      url: 'https://groups.example.org/a',
      contact: { email: 'young@groups.example.org', phone: '0113 496 0001' },
      checked: '2026-10-12',
      sessions: [
        {
          id: 'loss',
          way: 'hybrid',
          status: 'full',
          reveal: 'ask',
          schedule: { start: '2026-09-03', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', time: '19:00', minutes: 90, timeZone: 'Europe/London' },
          place: { name: 'The Corner Rooms', address: '4 Bridge Lane, Manchester, M1 3LQ', area: ['Manchester'], latitude: 53.4794, longitude: -2.24, approximate: false, notes: 'Blue door' },
          online: { url: 'https://meet.example.org/a', phone: '0113 496 0000' },
          notes: 'Bring a mug',
        },
      ],
    });
  });

  describe('as text', () => {
    const expected = only(full);
    const variants: [string, string][] = [
      ['with a byte order mark', `\ufeff${full}`],
      ['with a byte order mark and quotes', `\ufeff${full.replace('Group', '"Group"')}`],
      ['with CRLF', full.replaceAll('\n', '\r\n')],
      ['with CR alone', full.replaceAll('\n', '\r')],
      ['without a last line end', full.trimEnd()],
      ['with semicolons', 'Group;When;Where\nTuesday Circle;Tuesdays 7.30pm–9pm;Mill Street Library, 12 Mill Street, Leeds\n'],
      ['with tabs', 'Group\tWhen\tWhere\nTuesday Circle\tTuesdays 7.30pm–9pm\tMill Street Library, 12 Mill Street, Leeds\n'],
      ['with Excel’s line about semicolons', 'sep=;\r\nGroup;When;Where\r\nTuesday Circle;Tuesdays 7.30pm–9pm;"Mill Street Library, 12 Mill Street, Leeds"\r\n'],
      ['with empty columns at the end', 'Group,When,Where,,,\nTuesday Circle,Tuesdays 7.30pm–9pm,"Mill Street Library, 12 Mill Street, Leeds",,,\n'],
      ['with empty rows', `\n,,\n${full.replace('Where\n', 'Where\n,,\n\n')}\n\n`],
      ['with quotes around everything', '"Group","When","Where"\n"Tuesday Circle","Tuesdays 7.30pm–9pm","Mill Street Library, 12 Mill Street, Leeds"\n'],
      ['with spaces behind the quotes', full.replace('Leeds"', 'Leeds" ')],
      ['with titles above', `Our groups,,\n"Updated weekly, by us",,\n${full}`],
      ['with a line break in a cell', full.replace('Library, 12', 'Library\n12')],
    ];
    for (const [what, text] of variants) it(what, () => assert.deepEqual(only(text), expected));

    it('doubled quotes are one', () => assert.equal(only('Group,When\n"The ""good"" hour",Mondays 19:00\n').name, 'The "good" hour'));
    it('a quote that never ends does not take the rows behind it', () => {
      const { groups } = readGroups('Group,When\n"Broken,Mondays 19:00\nWhole,Tuesdays 19:00\n', london);
      assert.equal(groups.at(-1)!.name, 'Whole');
    });
    it('formulas stay text', () => assert.equal(only('Group,When,Notes\nA,Mondays 19:00,=1+1\n').sessions[0]!.notes, '=1+1'));
    it('leading zeros stay', () => assert.equal(only('Group,When,Address,Postcode,Phone\nA,Mondays 19:00,Hauptstraße 1,01067,0113 496 0000\n').sessions[0]!.place!.address, 'Hauptstraße 1, 01067'));
  });

  it('are arrays of rows, or what the Sheets API answers, as well', () => {
    const values = [['Group', 'When', 'Where'], ['Tuesday Circle', 'Tuesdays 7.30pm–9pm', 'Mill Street Library, 12 Mill Street, Leeds']];
    assert.deepEqual(only(values), only(full));
    assert.deepEqual(only({ range: 'A1:C2', majorDimension: 'ROWS', values }), only(full));
    assert.equal(readGroups(JSON.stringify({ values }), london).format, 'csv');
  });

  it('rows are numbered as the sheet shows them', () => {
    const text = 'Our groups\n\nGroup,When,Where\nA,Mondays 19:00,"1 High Street\nLeeds"\n\n,Mondays 19:00,\nB,whenever,\n';
    assert.deepEqual(readGroups(text, london).problems.map(({ row, field, code }) => [row, field, code]), [[6, 'Group', 'no-name'], [7, 'When', 'unclear-when']]);
  });

  describe('names of columns', () => {
    const same: [string, string][] = [
      ['Name', 'Group'],
      ['GROUP NAME', 'Group'],
      ['Schedule', 'When'],
      ['Day and time', 'When'],
      ['Venue address', 'Where'],
      ['Anschrift', 'Where'],
      ['Gruppe', 'Group'],
      ['Wann?', 'When'],
    ];
    for (const [other, name] of same) it(`"${other}" is "${name}"`, () => assert.deepEqual(only(full.replace(name, other)), only(full)));

    it('may be split into day, time, end and frequency', () => {
      assert.deepEqual(times(only('Name,Day,Start time,End time\nA,Tuesday,7.30pm,9pm\n')), ['FREQ=WEEKLY;BYDAY=TU 19:30 90']);
      assert.deepEqual(times(only('Name,Day,Time,How often\nA,Tuesday,7pm,1st and 3rd\n')), ['FREQ=MONTHLY;BYDAY=1TU,3TU 19:00 60']);
      assert.deepEqual(times(only('Name,Day,Time,Frequency,Start date\nA,Tuesday,7pm,Fortnightly,2026-09-01\n')), ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 19:00 60']);
      assert.deepEqual(times(only('Name,Day,From,To\nA,Tuesday,10:00,12:00\n')), ['FREQ=WEEKLY;BYDAY=TU 10:00 120']);
      assert.deepEqual(times(only('Name,Date,Time\nA,12/03/2027,19:00\n')), ['2027-03-12 19:00 60']);
      assert.deepEqual(times(only('Name,When,Duration\nA,Tuesday 19:00,1.5 hours\nB,Tuesday 19:00,90\n'.split('\nB')[0]!)), ['FREQ=WEEKLY;BYDAY=TU 19:00 90']);
      assert.deepEqual(times(only('Gruppe;Tag;Uhrzeit;Dauer\nA;Dienstag;18 Uhr;90 Minuten\n')), ['FREQ=WEEKLY;BYDAY=TU 18:00 90']);
    });
    it('exceptions, extra dates, a last date and a rule', () => {
      const { schedule } = only('Group,When,Not on,Also on,End date\nA,Tuesdays 19:00,22/12/2026; 29/12/2026,2026-12-23,15 June 2027\n').sessions[0]!;
      assert.deepEqual(schedule, {
        start: '2020-01-07',
        time: '19:00',
        minutes: 60,
        timeZone: 'Europe/London',
        rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270615',
        except: ['2026-12-22', '2026-12-29'],
        extra: ['2026-12-23'],
      });
      assert.deepEqual(times(only('Group,Starts,Time,Rule\nA,2026-01-31,19:00,FREQ=MONTHLY;BYMONTHDAY=-1\n')), ['FREQ=MONTHLY;BYMONTHDAY=-1 19:00 60']);
      assert.deepEqual(codes('Group,Starts,Time,Rule\nA,2026-01-31,19:00,FREQ=HOURLY\n'), ['2 unsupported-rule']);
      assert.deepEqual(codes('Group,When,Not on\nA,Tuesdays 19:00,31/31/2026\n'), ['2 bad-date']);
    });
    it('those of Meeting Guide sheets are read as there', () => {
      const text = 'slug,name,group,day,time,end_time,location,formatted_address,region,sub_region,types,conference_url,group_notes,feedback_emails,edit_url\n' +
        'a,Circle,Leeds Group,Tuesday,7:30 PM,9:00 PM,Library,"12 Mill Street, Leeds",England,Leeds,"Open, Women, Wheelchair Access",https://meet.example.org/a,Calm.,editor@example.org,https://lists.example.org/edit\n';
      const group = only(text);
      assert.deepEqual(
        [group.id, group.name, group.about, group.audience, group.access, group.contact, group.url, group.sessions[0]!.place!.area, times(group)],
        ['a', 'Circle', 'Calm.', ['Open to everyone', 'Women'], ['Step-free'], undefined, undefined, ['England', 'Leeds'], ['FREQ=WEEKLY;BYDAY=TU 19:30 90']],
      );
    });
    it('a column for one thing says yes or no', () => {
      const { access } = only('Group,When,Wheelchair access,Hearing loop,Step-free\nA,Mondays 19:00,x,no,Yes\n');
      assert.deepEqual(access, ['Wheelchair access', 'Step-free']);
    });
    it('columns for an address are put together', () => {
      assert.equal(only('Group,When,Address line 1,Address line 2,Town\nA,Mondays 19:00,The Hall,1 High Street,Leeds\n').sessions[0]!.place!.address, 'The Hall, 1 High Street, Leeds');
    });
    it('those nobody knows are left out, and the check says so', () => {
      const { groups, problems } = readGroups('Group,When,Budget code\nA,Mondays 19:00,77-X\n', london);
      assert.doesNotMatch(JSON.stringify(groups), /77-X/);
      assert.deepEqual(problems.map(({ row, field, code }) => [row, field, code]), [[0, 'Budget code', 'unknown-column']]);
    });
    it('those that look private are never shown', () => {
      const { groups, problems } = readGroups('Group,When,Facilitator,Private phone\nA,Mondays 19:00,Sam Sample,07700 900123\n', london);
      assert.doesNotMatch(JSON.stringify([groups, problems]), /Sam|07700/);
      assert.deepEqual(problems.map(({ field, code }) => [field, code]), [['Facilitator', 'personal-contact'], ['Private phone', 'personal-contact']]);
    });
    it('a contact is taken apart, without the name of a person', () => {
      const { contact } = readGroups('Group,When,Contact\nA,Mondays 19:00,"Sam Sample, 0113 496 0000"\n', london).groups[0]!;
      assert.deepEqual(contact, { phone: '0113 496 0000' });
    });
  });

  describe('what columns say', () => {
    const session = (header: string, cell: string) => only(`Group,When,Address,${header}\nA,Mondays 19:00,1 High Street,"${cell}"\n`).sessions[0]!;
    it('how we meet', () => {
      for (const [text, way] of [['In person', 'in-person'], ['face to face', 'in-person'], ['Online', 'online'], ['Zoom', 'online'], ['Both', 'hybrid'], ['online or in person', 'hybrid'], ['Vor Ort und online', 'hybrid'], ['Präsenz', 'in-person']])
        assert.equal(session('How we meet', text!).way, way, text);
    });
    it('the status', () => {
      for (const [text, status] of [['Full', 'full'], ['waiting list', 'full'], ['on hold until May', 'paused'], ['Ended', 'ended'], ['ausgebucht', 'full'], ['pausiert', 'paused'], ['running', 'on'], ['', 'on']])
        assert.equal(session('Status', text!).status, status, text);
    });
    it('who leads', () => {
      for (const [text, led] of [['Peers', 'peer'], ['volunteers', 'peer'], ['A nurse', 'professional'], ['Professionals', 'professional'], ['peers and staff', 'both'], ['my cat', undefined]])
        assert.equal(only(`Group,When,Led by\nA,Mondays 19:00,${text}\n`).led, led, text);
    });
    it('languages by name, in English, German or their own', () => {
      assert.deepEqual(only('Group,When,Language\nA,Mondays 19:00,"Urdu, Polnisch, Cymraeg, BSL, pt-BR"\n').languages, ['ur', 'pl', 'cy', 'bfi', 'pt-BR']);
      assert.deepEqual(readGroups('Group,When,Language\nA,Mondays 19:00,Elvish\n', london).problems.map(({ field, code }) => [field, code]), [['Language', 'unknown-language']]);
    });
    it('anyone is no audience', () => assert.deepEqual(only('Group,When,Who for\nA,Mondays 19:00,Anyone\n').audience, []));
    it('acronyms are topics', () => assert.deepEqual(only('Group,When,Topics\nA,Mondays 19:00,"PTSD, ADHD"\n').topics, ['PTSD', 'ADHD']));
    it('an address that says online is no place', () => {
      const { way, place, online } = only('Group,When,Where\nA,Mondays 19:00,Online (Zoom)\n').sessions[0]!;
      assert.deepEqual([way, place, online], ['online', undefined, { notes: 'Online (Zoom)' }]);
    });
    it('positions with a comma for the point', () => {
      const { place } = only('Gruppe;Wann;Adresse;Latitude;Longitude\nA;Montag 19:00;Hauptstraße 1;52,52;13,4\n').sessions[0]!;
      assert.deepEqual([place!.latitude, place!.longitude], [52.52, 13.4]);
    });
    it('dates in the order of the country, never guessed', () => {
      const checked = (country?: string) => readGroups('Group,When,Last checked\nA,Mondays 19:00,3/4/2026\n', { timeZone: 'Europe/London', country }).groups[0]!.checked;
      assert.deepEqual([checked('GB'), checked('US'), checked()], ['2026-04-03', '2026-03-04', undefined]);
    });
  });

  it('rows of one group are one group, named once in the first column', () => {
    const { groups } = readGroups('Group,When,Where\nCircle,Mondays 19:00,1 High Street\nCircle,Thursdays 14:00,1 High Street\nCircle,Fridays 19:00,2 Low Road\n', london);
    assert.deepEqual(groups.map((group) => times(group)), [['FREQ=WEEKLY;BYDAY=MO 19:00 60', 'FREQ=WEEKLY;BYDAY=TH 14:00 60'], ['FREQ=WEEKLY;BYDAY=FR 19:00 60']]);
    assert.deepEqual(groups[0]!.sessions.map(({ id }) => id), ['mo-1900', 'th-1400']);
    const apart = readGroups('Group,When,Where,Group ID\nCircle,Mondays 19:00,1 High Street,c\nCircle,Fridays 19:00,2 Low Road,c\n', london).groups;
    assert.equal(apart.length, 1, 'an id of the group holds rows together across places');
  });

  it('without names of columns are one clear problem', () => {
    for (const source of ['Hello', 'a,b,c\n1,2,3\n', [['1', '2'], ['3', '4']], { values: [[]] }, { values: 7 }, '42'])
      assert.deepEqual(codes(source), ['0 no-header'], JSON.stringify(source));
    assert.deepEqual(codes('Group,When,Where\n'), ['0 empty']);
  });
});
