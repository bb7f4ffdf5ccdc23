import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readGroups } from '../../src/feeds/index.ts';
import { codes, london, only, times } from './read.ts';

const server = 'https://bmlt.example.org/main_server';
const meeting = (fields: Record<string, string> = {}) => ({
  id_bigint: '42',
  shared_group_id_bigint: '',
  weekday_tinyint: '3',
  venue_type: '1',
  start_time: '19:30:00',
  duration_time: '01:30:00',
  time_zone: '',
  formats: 'O,WC',
  format_shared_id_list: '17,33',
  lang_enum: 'en',
  latitude: '53.7965',
  longitude: '-1.5478',
  published: '1',
  root_server_uri: server,
  meeting_name: 'Tuesday Hope',
  location_text: 'Mill Street Library',
  location_info: 'Ring twice',
  location_street: '12 Mill Street',
  location_neighborhood: 'Hyde Park',
  location_municipality: 'Leeds',
  location_sub_province: '',
  location_province: 'Yorkshire',
  location_postal_code_1: 'LS1 4AB',
  location_nation: 'UK',
  bus_lines: 'Bus Lines#@-@#12 and 14',
  train_lines: '',
  comments: 'Bring a mug',
  virtual_meeting_link: '',
  phone_meeting_number: '',
  virtual_meeting_additional_info: '',
  ...fields,
});
const format = (id: string, key_string: string, world_id: string, name_string: string, format_type_enum = 'FC1', root_server_uri = server, lang = 'en') => ({ id, key_string, world_id, name_string, format_type_enum, root_server_uri, lang });
const formats = [format('17', 'O', 'OPEN', 'Open'), format('33', 'WC', 'WCHR', 'Wheelchair'), format('17', 'O', 'W', 'Women', 'FC3', 'https://other.example.org'), format('9', 'JT', 'JFT', 'Just for Today'), format('5', 'ES', 'LANG', 'Español', 'LANG'), format('6', 'TC', '', 'Temporarily Closed'), format('7', 'HY', 'HYBR', 'Hybrid'), format('8', 'VM', 'VM', 'Virtual')];
const session = (fields: Record<string, string>) => only({ meetings: [meeting(fields)], formats }).sessions[0]!;

describe('BMLT JSON', () => {
  it('is read whole, as { meetings, formats }', () => {
    assert.deepEqual(only({ meetings: [meeting()], formats }), {
      id: '42',
      name: 'Tuesday Hope',
      topics: [],
      audience: ['Open to everyone'],
      languages: [],
      access: ['Step-free'],
      sessions: [
        {
          id: '42',
          way: 'in-person',
          status: 'on',
          schedule: { start: '2020-01-07', rule: 'FREQ=WEEKLY;BYDAY=TU', time: '19:30', minutes: 90, timeZone: 'Europe/London' },
          place: {
            name: 'Mill Street Library',
            address: '12 Mill Street, Leeds, Yorkshire LS1 4AB',
            area: ['Yorkshire', 'Leeds', 'Hyde Park'],
            latitude: 53.7965,
            longitude: -1.5478,
            approximate: false,
            notes: 'Ring twice\n12 and 14',
          },
          notes: 'Bring a mug',
        },
      ],
    });
  });

  it('is read as an array too, without its formats', () => {
    const { format, groups, problems } = readGroups([meeting()], london);
    assert.deepEqual([format, groups.length, problems.length, groups[0]!.audience], ['bmlt', 1, 0, []]);
  });

  it('days count from 1, Sunday', () => {
    const days = ['1', '2', '7'].map((weekday_tinyint) => session({ weekday_tinyint }).schedule!.rule);
    assert.deepEqual(days, ['FREQ=WEEKLY;BYDAY=SU', 'FREQ=WEEKLY;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=SA']);
  });

  it('lengths may be a whole day, or not said', () => {
    const minutes = ['24:00:00', '00:00:00', '', '00:45:00', '02:00:00'].map((duration_time) => session({ duration_time }).schedule!.minutes);
    assert.deepEqual(minutes, [1440, 60, 60, 45, 120]);
  });

  it('reads early hours on a clock of 24', () => assert.equal(session({ start_time: '07:15:00' }).schedule!.time, '07:15'));

  it('takes the zone of the row where there is one', () => {
    assert.equal(session({ time_zone: 'America/New_York' }).schedule!.timeZone, 'America/New_York');
    assert.deepEqual(codes([meeting()], {}), ['0 no-time-zone']);
  });

  it('ways to meet follow from the venue, else from formats', () => {
    const link = { virtual_meeting_link: 'meet.example.org/a', virtual_meeting_additional_info: 'Opens early', phone_meeting_number: '0113 496 0000' };
    assert.equal(session({ ...link, venue_type: '2' }).way, 'online');
    assert.deepEqual(session({ ...link, venue_type: '3' }).online, { url: 'https://meet.example.org/a', phone: '0113 496 0000', notes: 'Opens early' });
    assert.equal(session({ ...link, venue_type: '3' }).way, 'hybrid');
    assert.equal(session({ ...link, venue_type: '', format_shared_id_list: '7' }).way, 'hybrid');
    assert.equal(session({ ...link, venue_type: '', format_shared_id_list: '', formats: 'VM' }).way, 'online');
    assert.equal(session({ ...link, venue_type: '1', formats: 'TC', format_shared_id_list: '6' }).way, 'online');
    const closed = session({ venue_type: '1', formats: 'TC', format_shared_id_list: '6' });
    assert.deepEqual([closed.way, closed.status], ['in-person', 'paused']);
  });

  it('joins formats by id and server: letters mean other things elsewhere', () => {
    const labels = (fields: Record<string, string>) => {
      const { audience, languages, topics, access } = only({ meetings: [meeting(fields)], formats });
      return [audience, languages, topics, access];
    };
    assert.deepEqual(labels({ root_server_uri: 'https://other.example.org' }), [['Women'], [], [], []]);
    assert.deepEqual(labels({ format_shared_id_list: '9,5' }), [[], ['es'], ['Just for Today'], []]);
    assert.deepEqual(labels({ format_shared_id_list: '99' }), [[], [], [], []]);
  });

  it('a position of 0 and 0 means none', () => {
    const { place } = session({ latitude: '0', longitude: '0' });
    assert.deepEqual([place!.latitude, place!.longitude], [undefined, undefined]);
    assert.equal(session({ latitude: '0', longitude: '9.5' }).place!.latitude, 0);
  });

  it('meetings that are not published are left out without a word', () => {
    const { groups, problems } = readGroups([meeting(), meeting({ published: '0', meeting_name: 'Draft' })], london);
    assert.deepEqual([groups.length, problems], [1, []]);
  });

  it('meetings of one group are one group', () => {
    const { groups } = readGroups([meeting(), meeting({ id_bigint: '43', weekday_tinyint: '5' }), meeting({ id_bigint: '44', location_street: '1 Elsewhere' })], london);
    assert.deepEqual(groups.map((group) => times(group).length), [2, 1]);
    const shared = readGroups([meeting({ shared_group_id_bigint: '9' }), meeting({ shared_group_id_bigint: '9', id_bigint: '44', location_street: '1 Elsewhere' })], london).groups;
    assert.equal(shared.length, 1);
  });

  it('hides the private address of the contact, and warns of it', () => {
    const { groups, problems } = readGroups([meeting({ email_contact: 'sam@home.example' })], london);
    assert.doesNotMatch(JSON.stringify([groups, problems]), /sam@home/);
    assert.deepEqual(problems.map(({ code, field }) => [code, field]), [['personal-contact', 'email_contact']]);
  });

  it('what is no list of meetings is one problem', () => {
    assert.deepEqual(codes({ meetings: {}, formats: [] }, { format: 'bmlt' }), ['0 not-a-list']);
    assert.deepEqual(codes({ meetings: [], formats: [] }), ['0 empty']);
    assert.deepEqual(codes({ meetings: [null, 7, meeting()], formats: 'none' }), ['1 unreadable', '2 no-name']);
  });
});
