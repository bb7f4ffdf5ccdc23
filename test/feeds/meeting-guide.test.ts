import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextOccurrences } from '../../src/domain/schedule.ts';
import { readGroups } from '../../src/feeds/index.ts';
import { codes, london, meeting, only, times } from './read.ts';

describe('Meeting Guide JSON', () => {
  it('is read whole', () => {
    const source = [
      {
        name: 'Tuesday Circle',
        slug: 'circle',
        day: 2,
        time: '19:30',
        end_time: '21:00',
        timezone: 'Europe/Dublin',
        location: 'Mill Street Library',
        location_notes: 'Blue door.<br>Ring twice.',
        address: '12 Mill Street',
        city: 'Dublin',
        postal_code: 'D01 X2Y3',
        regions: ['Ireland', 'Dublin', 'North'],
        latitude: '53.35',
        longitude: -6.26,
        types: ['O', 'X', 'Y', 'D'],
        notes: 'Bring a mug',
        group_notes: 'A small group.',
        conference_url: 'https://meet.example.org/circle',
        conference_url_notes: 'The room opens at 19:25',
        conference_phone: '+353 1 496 0000',
        website: 'https://groups.example.org/circle',
        email: 'circle@groups.example.org',
        phone: '116 123',
        updated: '2026-03-04 10:11:12',
      },
    ];
    assert.deepEqual(only(source, {}), {
      id: 'circle',
      name: 'Tuesday Circle',
      about: 'A small group.',
      topics: [],
      audience: ['Open to everyone', 'Young people'],
      languages: [],
      access: ['Step-free'],
      url: 'https://groups.example.org/circle',
      contact: { email: 'circle@groups.example.org', phone: '116 123' },
      sessions: [
        {
          id: 'circle',
          way: 'hybrid',
          schedule: { start: '2020-01-07', time: '19:30', minutes: 90, timeZone: 'Europe/Dublin', rule: 'FREQ=WEEKLY;BYDAY=TU' },
          place: {
            name: 'Mill Street Library',
            address: '12 Mill Street, Dublin, D01 X2Y3',
            area: ['Ireland', 'Dublin', 'North'],
            latitude: 53.35,
            longitude: -6.26,
            approximate: false,
            notes: 'Blue door.\nRing twice.',
          },
          online: { url: 'https://meet.example.org/circle', phone: '+353 1 496 0000', notes: 'The room opens at 19:25' },
          status: 'on',
          notes: 'Bring a mug',
        },
      ],
      updated: '2026-03-04',
    });
  });

  describe('days and times', () => {
    const cases: [string, Record<string, unknown>, string][] = [
      ['a number', { day: 0 }, 'FREQ=WEEKLY;BYDAY=SU 19:30 90'],
      ['a number as text', { day: '6' }, 'FREQ=WEEKLY;BYDAY=SA 19:30 90'],
      ['several days', { day: [2, 4] }, 'FREQ=WEEKLY;BYDAY=TU,TH 19:30 90'],
      ['several days as texts', { day: ['2', '4'] }, 'FREQ=WEEKLY;BYDAY=TU,TH 19:30 90'],
      ['a name', { day: 'Monday' }, 'FREQ=WEEKLY;BYDAY=MO 19:30 90'],
      ['names', { day: ['Mondays', 'Friday'] }, 'FREQ=WEEKLY;BYDAY=MO,FR 19:30 90'],
      ['a German name', { day: 'Mittwoch' }, 'FREQ=WEEKLY;BYDAY=WE 19:30 90'],
      ['one digit for the hour', { time: '8:00', end_time: '9:15' }, 'FREQ=WEEKLY;BYDAY=TU 08:00 75'],
      ['one digit in the early morning, as the format says', { time: '7:00', end_time: '' }, 'FREQ=WEEKLY;BYDAY=TU 07:00 60'],
      ['am and pm', { time: '7:30 PM', end_time: '9:00 PM' }, 'FREQ=WEEKLY;BYDAY=TU 19:30 90'],
      ['seconds', { time: '19:30:00', end_time: '20:30:00' }, 'FREQ=WEEKLY;BYDAY=TU 19:30 60'],
      ['an end past midnight', { time: '23:30', end_time: '00:30' }, 'FREQ=WEEKLY;BYDAY=TU 23:30 60'],
      ['midnight at the end of the day', { time: '24:00', end_time: '01:00' }, 'FREQ=WEEKLY;BYDAY=TU 24:00 60'],
      ['an end at midnight', { time: '22:00', end_time: '24:00' }, 'FREQ=WEEKLY;BYDAY=TU 22:00 120'],
      ['no end: one hour', { end_time: undefined }, 'FREQ=WEEKLY;BYDAY=TU 19:30 60'],
      ['neither day nor time: by appointment', { day: undefined, time: undefined, end_time: undefined }, 'none'],
      ['empty day and time', { day: '', time: '', end_time: '' }, 'none'],
      ['no day in the list of days', { day: [], time: '', end_time: '' }, 'none'],
    ];
    for (const [what, fields, expected] of cases) it(`reads ${what}`, () => assert.deepEqual(times(only(meeting(fields))), [expected]));

    it('a session that passes midnight ends the next day', () => {
      const { schedule } = only(meeting({ day: 1, time: '23:30', end_time: '00:30' })).sessions[0]!;
      const [next] = nextOccurrences(schedule!, { from: new Date('2026-01-01T12:00Z') });
      assert.deepEqual([next!.start.toISOString(), next!.end.toISOString()], ['2026-01-05T23:30:00.000Z', '2026-01-06T00:30:00.000Z']);
    });

    it('keeps what it cannot read as words, and says so', () => {
      const { groups, problems } = readGroups(meeting({ day: 'Every third Tuesday' }), london);
      assert.equal(groups[0]!.sessions[0]!.schedule, undefined);
      assert.equal(groups[0]!.sessions[0]!.notes, 'Every third Tuesday 19:30–21:00');
      assert.deepEqual(problems.map(({ row, field, code, lost }) => [row, field, code, lost]), [[1, 'day', 'unclear-when', undefined]]);
      assert.match(problems[0]!.message, /Every third Tuesday 19:30–21:00/);
    });

    it('a day without a time is by appointment, with the day in words', () => {
      const { groups, problems } = readGroups(meeting({ time: '', end_time: '' }), london);
      assert.equal(groups[0]!.sessions[0]!.notes, 'Tuesday');
      assert.deepEqual(problems.map(({ code }) => code), ['no-time']);
    });

    it('a number that is no day, and a time that does not exist, are problems and no guesses', () => {
      for (const fields of [{ day: 7 }, { day: -1 }, { time: '25:00' }, { time: '19:75' }, { time: 'evening' }]) {
        const { groups, problems } = readGroups(meeting({ ...fields, end_time: '' }), london);
        assert.equal(groups[0]!.sessions[0]!.schedule, undefined, JSON.stringify(fields));
        assert.equal(problems.length, 1);
      }
    });

    it('an end that cannot be read costs the end alone', () => {
      const { groups, problems } = readGroups(meeting({ end_time: 'late' }), london);
      assert.deepEqual(times(groups[0]!), ['FREQ=WEEKLY;BYDAY=TU 19:30 60']);
      assert.deepEqual(problems.map(({ code, field }) => [code, field]), [['unclear-end', 'end_time']]);
    });
  });

  describe('time zones', () => {
    it('takes the zone of the row, else that of the page', () => {
      assert.equal(only(meeting({ timezone: 'America/New_York' })).sessions[0]!.schedule!.timeZone, 'America/New_York');
      assert.equal(only(meeting()).sessions[0]!.schedule!.timeZone, 'Europe/London');
    });

    it('with no zone known, converts nothing and says so once', () => {
      const { groups, problems } = readGroups([...meeting(), ...meeting({ slug: 'b', day: 3 }), ...meeting({ slug: 'c', name: 'Other' })]);
      assert.deepEqual(new Set(groups.flatMap(({ sessions }) => sessions.map(({ schedule }) => schedule!.timeZone))), new Set(['Etc/Unknown']));
      assert.deepEqual(problems.map(({ row, code }) => [row, code]), [[0, 'no-time-zone']]);
    });

    it('a name that is no zone is a problem, and the zone of the page is taken', () => {
      const { groups, problems } = readGroups([...meeting({ timezone: 'BST' }), ...meeting({ timezone: 'BST', slug: 'b', name: 'Other' })], london);
      assert.equal(groups[0]!.sessions[0]!.schedule!.timeZone, 'Europe/London');
      assert.deepEqual(problems.map(({ row, code, field }) => [row, code, field]), [[1, 'bad-time-zone', 'timezone'], [2, 'bad-time-zone', 'timezone']]);
    });
  });

  describe('places', () => {
    const place = (fields: Record<string, unknown>) => only(meeting(fields)).sessions[0]!.place;

    it('takes a short address as it is: not approximate for want of commas', () => {
      assert.deepEqual(place({ formatted_address: 'Town Hall, Leeds' }), { address: 'Town Hall, Leeds', area: [], approximate: false });
    });

    it('keeps latitude 0 and longitude 0', () => {
      assert.deepEqual([place({ latitude: 0, longitude: 12.5 })?.latitude, place({ latitude: '0', longitude: '0' })?.longitude], [0, 0]);
    });

    it('reads coordinates; four numbers are a box, which is approximate', () => {
      assert.deepEqual(place({ coordinates: '53.79, -1.54' }), { address: '12 Mill Street, Leeds, UK', area: [], latitude: 53.79, longitude: -1.54, approximate: false });
      assert.deepEqual(place({ coordinates: '53,-2,54,-1' }), { address: '12 Mill Street, Leeds, UK', area: [], latitude: 53.5, longitude: -1.5, approximate: true });
    });

    it('leaves out a position that is not on Earth', () => {
      for (const fields of [{ latitude: 100, longitude: 0 }, { latitude: 53, longitude: 181 }, { latitude: 'north', longitude: 1 }, { coordinates: 'here' }, { latitude: 53 }]) {
        const { groups, problems } = readGroups(meeting(fields), london);
        assert.equal(groups[0]!.sessions[0]!.place!.latitude, undefined, JSON.stringify(fields));
        assert.deepEqual(problems.map(({ code }) => code), ['bad-position']);
      }
    });

    it('believes the list when it says approximate', () => {
      for (const approximate of ['yes', true, 'true']) assert.equal(place({ approximate })?.approximate, true);
      for (const approximate of ['no', false, '']) assert.equal(place({ approximate })?.approximate, false);
      assert.deepEqual(place({ formatted_address: '', city: 'Leeds', state: 'Yorkshire' }), { address: 'Leeds, Yorkshire', area: ['Yorkshire', 'Leeds'], approximate: false });
      assert.deepEqual(place({ formatted_address: '', region: 'Leeds' }), { area: ['Leeds'], approximate: true });
    });

    it('reads areas from general to specific in every form', () => {
      assert.deepEqual(place({ regions: ['England', 'Leeds'] })?.area, ['England', 'Leeds']);
      assert.deepEqual(place({ region: 'England > Leeds > Hyde Park' })?.area, ['England', 'Leeds', 'Hyde Park']);
      assert.deepEqual(place({ region: 'England', sub_region: 'Leeds', sub_sub_region: 'Hyde Park' })?.area, ['England', 'Leeds', 'Hyde Park']);
      assert.deepEqual(place({ state: 'MI', county: 'Alpena', city: 'Alpena' })?.area, ['MI', 'Alpena']);
    });

    it('puts an address together in one line without saying anything twice', () => {
      assert.equal(place({ formatted_address: '', address: '12 Mill Street,', city: 'Leeds', postal_code: 'LS1 4AB' })?.address, '12 Mill Street, Leeds, LS1 4AB');
      assert.equal(place({ formatted_address: '', address: '12 Mill Street\r\nLeeds', city: 'Leeds' })?.address, '12 Mill Street, Leeds');
    });

    it('keeps a listing without any address', () => {
      const group = only([{ name: 'Night Owls', slug: 'owls', day: 1, time: '22:00', conference_url: 'https://meet.example.org/owls' }]);
      assert.equal(group.sessions[0]!.way, 'online');
      assert.equal(group.sessions[0]!.place, undefined);
      assert.equal(only([{ name: 'Somewhere', day: 1, time: '22:00' }]).sessions[0]!.way, 'in-person');
    });
  });

  describe('ways to meet', () => {
    const way = (fields: Record<string, unknown>) => {
      const { way, status } = only(meeting(fields)).sessions[0]!;
      return `${way} ${status}`;
    };
    const url = { conference_url: 'https://meet.example.org/a' };
    it('follows from place and link', () => {
      assert.equal(way({}), 'in-person on');
      assert.equal(way(url), 'hybrid on');
      assert.equal(way({ ...url, approximate: 'yes' }), 'online on');
      assert.equal(way({ conference_phone: '0113 496 0000', formatted_address: '' }), 'online on');
      assert.equal(way({ formatted_address: '', types: ['ONL'] }), 'online on');
      assert.equal(way({ formatted_address: 'Online' }), 'online on');
    });
    it('is what attendance_option says', () => {
      assert.equal(way({ ...url, attendance_option: 'in_person' }), 'in-person on');
      assert.equal(way({ ...url, attendance_option: 'hybrid' }), 'hybrid on');
      assert.equal(way({ ...url, attendance_option: 'online' }), 'online on');
    });
    it('a closed place leaves the link, or pauses the group', () => {
      assert.equal(way({ ...url, types: ['TC'] }), 'online on');
      assert.equal(way({ types: ['TC'] }), 'in-person paused');
    });
    it('does not believe "inactive" where somebody could attend', () => {
      assert.equal(way({ attendance_option: 'inactive' }), 'in-person on');
      assert.equal(way({ ...url, attendance_option: 'inactive', approximate: 'yes' }), 'online on');
      assert.equal(way({ attendance_option: 'inactive', formatted_address: '', region: 'Leeds' }), 'in-person paused');
    });
  });

  describe('links and numbers', () => {
    const link = (conference_url: string) => {
      const { groups, problems } = readGroups(meeting({ conference_url }), { ...london, origin: 'https://lists.example.org/groups.json' });
      const { joining, contact, sessions } = groups[0]!;
      return { url: sessions[0]!.online?.url, joining, email: contact?.email, way: sessions[0]!.way, problems: problems.map(({ code }) => code) };
    };
    const nothing = { joining: undefined, email: undefined, problems: [] as string[] };

    it('keeps join links of any host', () => {
      for (const url of ['https://meet.example.org/a', 'https://evilzoom.example/j/1', 'http://192.0.2.7:8443/x', 'https://example.org/@room?a=1#b', 'https://bücher.example/raum'])
        assert.deepEqual(link(url), { ...nothing, url, way: 'hybrid' }, url);
    });
    it('adds the https:// that is missing', () => {
      assert.deepEqual(link('meet.example.org/a'), { ...nothing, url: 'https://meet.example.org/a', way: 'hybrid' });
      assert.equal(only(meeting({ website: 'www.example.org' })).url, 'https://www.example.org');
    });
    it('drops links that would run a program', () => {
      for (const url of ['javascript:alert(1)', 'JavaScript:alert(1)', 'java\nscript:alert(1)', ' data:text/html,<b>', 'vbscript:x', 'blob:https://example.org/1'])
        assert.deepEqual([link(url).url, link(url).problems, link(url).joining], [undefined, ['unsafe-link'], undefined], url);
    });
    it('the contact as well', () => {
      for (const contact_url of ['javascript:alert(1)', 'data:text/html,<b>']) assert.equal(readGroups(meeting({ contact_url }), london).groups[0]!.contact, undefined);
      assert.deepEqual(only(meeting({ contact: 'https://example.org/write' })).contact, { url: 'https://example.org/write' });
      assert.equal(readGroups(meeting({ contact: 'javascript:alert(1)' }), london).groups[0]!.contact, undefined);
    });
    it('takes the spaces out of a link', () => {
      assert.deepEqual(link('https://meet.example.org/j/ 123 456 789'), { ...nothing, url: 'https://meet.example.org/j/123456789', way: 'hybrid', problems: ['link-spaces'] });
      assert.deepEqual(link('https://meet.example.org/j/1 https://meet.example.org/j/2'), { ...nothing, url: 'https://meet.example.org/j/1', joining: 'https://meet.example.org/j/2', way: 'hybrid' }, 'two links are not one');
      assert.deepEqual(link('https://meet.example.org/j/1 passcode 22'), { ...nothing, url: 'https://meet.example.org/j/1', joining: 'passcode 22', way: 'hybrid', problems: ['passcode'] });
    });
    it('keeps the words around a link as how to join', () => {
      assert.deepEqual(link('Register to receive info: https://forms.example.org/a1.'), { ...nothing, url: 'https://forms.example.org/a1', joining: 'Register to receive info', way: 'hybrid' });
    });
    it('an e-mail address in the column of links is the contact', () => {
      assert.deepEqual(link('host@groups.example.org'), { ...nothing, url: undefined, email: 'host@groups.example.org', way: 'hybrid' });
      assert.deepEqual(link('Write to host@groups.example.org for the link'), { url: undefined, joining: 'Write to for the link', email: 'host@groups.example.org', way: 'hybrid', problems: [] });
    });
    it('words without a link stay words, and a problem says so', () => {
      assert.deepEqual(link('Ask us'), { ...nothing, url: undefined, joining: 'Ask us', way: 'hybrid', problems: ['no-link'] });
      assert.deepEqual(link('n/a'), { ...nothing, url: undefined, way: 'in-person' });
    });
    it('resolves a relative link against the list', () => {
      assert.deepEqual(link('/join/a'), { ...nothing, url: 'https://lists.example.org/join/a', way: 'hybrid' });
    });

    it('keeps short numbers and those that dial on', () => {
      for (const phone of ['111', '116 123', '+44 113 496 0000', '+1-555-555-0100,,123456789#,,*99#', '(0113) 496 0000'])
        assert.equal(only(meeting({ conference_phone: phone, phone })).sessions[0]!.online?.phone, phone);
    });
    it('finds the one number among words, and keeps the words where there are two', () => {
      assert.equal(readGroups(meeting({ phone: 'Ring 0113 496 0000' }), london).groups[0]!.contact!.phone, '0113 496 0000');
      const { groups, problems } = readGroups(meeting({ conference_phone: '0113 496 0000 or 0113 496 0001' }), london);
      assert.deepEqual(groups[0]!.sessions[0]!.online, { notes: '0113 496 0000 or 0113 496 0001' });
      assert.deepEqual(problems.map(({ code }) => code), ['unclear-phone']);
    });
  });

  describe('types', () => {
    const labels = (types: unknown) => {
      const { topics, audience, languages, access } = only(meeting({ types }));
      return [...audience, ...access, ...languages, ...topics].join(', ');
    };
    it('are an array, a text with commas, or names', () => {
      assert.equal(labels(['W', 'X', 'XB', 'ASL']), 'Women, Step-free, Accessible toilet, Sign language');
      assert.equal(labels('M,BE'), 'Men, Newcomers');
      assert.equal(labels(['Wheelchair Access', 'Women', 'Young People', 'Spanish', 'Meditation']), 'Women, Young people, Step-free, es, Meditation');
    });
    it('codes that mean nothing to a reader are left out', () => assert.equal(labels(['B', 'D', '12x12', '11', 'AL-AN', 'SPAD', 'ABSI']), ''));
    it('open and closed together are closed', () => assert.equal(labels(['O', 'C']), 'For people affected'));
  });

  it('HTML in names stays text', () => {
    assert.equal(only(meeting({ name: '<b>Tuesday</b> & friends' })).name, '<b>Tuesday</b> & friends');
    assert.equal(only(meeting({ notes: 'One<br/>Two <i>three</i>' })).sessions[0]!.notes, 'One\nTwo <i>three</i>');
  });

  it('hides personal contacts, and warns of them without repeating them', () => {
    const { groups, problems } = readGroups(meeting({ contact_1_name: 'Sam Sample', contact_1_phone: '07700 900123', contact_2_email: 'sam@home.example' }), london);
    assert.doesNotMatch(JSON.stringify(groups), /Sam|07700|home\.example/);
    assert.deepEqual(problems.map(({ code, field }) => [code, field]), [['personal-contact', 'contact_1_name'], ['personal-contact', 'contact_1_phone'], ['personal-contact', 'contact_2_email']]);
    assert.doesNotMatch(JSON.stringify(problems), /Sam|07700|home\.example/);
  });

  describe('rows of one group', () => {
    const rows = (...all: Record<string, unknown>[]) => all.flatMap((fields) => meeting(fields));

    it('on several days are one group with several sessions', () => {
      const { groups, problems } = readGroups(rows({ slug: 'a' }, { slug: 'b', day: 4 }, { slug: 'c', day: 6, time: '10:00', end_time: '' }), london);
      assert.deepEqual(problems, []);
      assert.deepEqual(groups.map(({ id }) => id), ['a']);
      assert.deepEqual(groups[0]!.sessions.map(({ id }) => id), ['a', 'b', 'c']);
      assert.equal(new Set(groups[0]!.sessions.map(({ place }) => place)).size, 1, 'one place, kept once');
    });
    it('may differ in capitals', () => assert.equal(readGroups(rows({}, { slug: 'b', day: 4, name: 'TUESDAY circle' }), london).groups.length, 1));
    it('of the same name in another town are another group', () => {
      const { groups } = readGroups(rows({}, { slug: 'b', day: 4, formatted_address: '12 Mill Street, York, UK' }), london);
      assert.deepEqual(groups.map(({ id }) => id), ['circle', 'b']);
    });
    it('with the same link are one group online, with another link another', () => {
      const online = { formatted_address: '', conference_url: 'https://meet.example.org/1' };
      const { groups } = readGroups(rows(online, { ...online, slug: 'b', day: 4 }, { ...online, slug: 'c', conference_url: 'https://meet.example.org/2' }), london);
      assert.deepEqual(groups.map(({ sessions }) => sessions.length), [2, 1]);
    });
    it('for other people are another group, so that a filter never misleads', () => {
      const { groups } = readGroups(rows({ types: ['O'] }, { slug: 'b', day: 4, types: ['W'] }), london);
      assert.deepEqual(groups.map(({ audience }) => audience), [['Open to everyone'], ['Women']]);
    });
    it('keep what differs with their own sessions', () => {
      const { groups } = readGroups(rows({ group_notes: 'Calm.', types: ['X'] }, { slug: 'b', day: 4, group_notes: 'Lively.', types: ['ASL'] }), london);
      assert.equal(groups[0]!.about, 'Calm.');
      assert.equal(groups[0]!.sessions[1]!.notes, 'Lively.');
      assert.deepEqual(groups[0]!.access, ['Step-free', 'Sign language']);
    });
    it('that say the same twice are shown once', () => {
      const { groups, problems } = readGroups(rows({}, { slug: 'again' }), london);
      assert.equal(groups[0]!.sessions.length, 1);
      assert.deepEqual(problems.map(({ row, code, lost }) => [row, code, lost]), [[2, 'same-row', undefined]]);
    });
  });

  describe('ids', () => {
    it('are slugs, made different where they are not', () => {
      const { groups } = readGroups([...meeting(), ...meeting({ name: 'Other' }), ...meeting({ name: 'Third', slug: 7 })], london);
      assert.deepEqual(groups.map(({ id }) => id), ['circle', 'circle-2', '7']);
    });
    it('without a slug come from name and place, wherever the row stands and whatever else it says', () => {
      const row = meeting({ slug: undefined });
      const id = only(row).id;
      assert.match(id, /^tuesday-circle-\w+$/);
      const later = readGroups([...meeting({ name: 'First', slug: 'first' }), ...meeting({ slug: undefined, day: 5, types: ['X'], website: 'https://a.example' })], london).groups[1]!;
      assert.equal(later.id, id);
      assert.notEqual(only(meeting({ slug: undefined, formatted_address: 'York' })).id, id);
    });
  });

  it('one bad row is a problem; the others live', () => {
    const source = [null, 'text', 42, [], {}, { name: '' }, { name: { odd: true }, day: 1 }, { toString: null, name: 'Odd', day: [{ toString: 1 }] }, ...meeting()];
    const { groups, problems } = readGroups(source, london);
    assert.deepEqual(groups.map(({ name }) => name), ['Tuesday Circle']);
    assert.deepEqual(problems.filter(({ lost }) => lost).map(({ row }) => row), [1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('a meeting without a name is called after its group or building', () => {
    assert.equal(only(meeting({ name: '', group: 'Leeds Circle' })).name, 'Leeds Circle');
    assert.equal(only(meeting({ name: '', location: 'Library' })).name, 'Library');
    assert.deepEqual(codes(meeting({ name: ' ' })), ['1 no-name']);
  });

  it('equal times and places of a list are one object, so that a long list stays small', () => {
    const { groups } = readGroups([...meeting(), ...meeting({ name: 'Other', slug: 'o' })], london);
    assert.equal(groups[0]!.sessions[0]!.schedule, groups[1]!.sessions[0]!.schedule);
    assert.equal(groups[0]!.sessions[0]!.place, groups[1]!.sessions[0]!.place);
    assert.ok(Object.isFrozen(groups[0]!.topics));
  });
});
