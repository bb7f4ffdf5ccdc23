import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { auditRow } from '../../src/feeds/privacy.ts';

const found = (row: unknown, headers?: string[]) => {
  const all: string[] = [];
  auditRow(row, (code, field, params) => all.push(`${code} ${field}${params ? JSON.stringify(params) : ''}`), headers);
  return all;
};

describe('what should not be public', () => {
  it('passcodes in notes and links', () => {
    for (const text of ['Passcode: 1234', 'passcode 1234', 'password is sunshine', 'PW: abc', 'PIN 4711', 'Kennwort: Sonne', 'https://meet.example.org/j/1?pwd=QWE', 'https://meet.example.org/j/1?a=1&passcode=2', 'Pass code - 99']) assert.deepEqual(found({ notes: text }), ['passcode notes'], text);
  });
  it('but not where people say that there is none', () => {
    for (const text of ['No PW', 'Password: none', 'no passcode needed', 'Passcode on request', 'Password will be sent', 'Passcode: not needed', 'PIN required at the door', 'Kennwort: keins', 'https://meet.example.org/pwd', 'a pin board', 'Spin class'])
      assert.deepEqual(found({ notes: text }), [], text);
  });
  it('home addresses, in columns of places', () => {
    for (const text of ['My house, Leeds', 'Flat 3, 12 Mill Street', 'c/o Sample, Mill Street', 'Apt 4B']) assert.deepEqual(found({ address: text }), ['home-address address'], text);
    for (const text of ['Flatford Mill', 'Town Hall, Leeds', "St Mary's Home", 'Nursing Home, Mill Street']) assert.deepEqual(found({ address: text }), [], text);
    assert.deepEqual(found({ notes: 'my house is your house' }), []);
  });
  it('contacts of persons, in every format', () => {
    assert.deepEqual(found({ contact_1_name: 'Sam', contact_2_phone: '', email_contact: 'a@b.example' }), ['personal-contact contact_1_name', 'personal-contact email_contact']);
    assert.deepEqual(found(['A', 'Sam'], ['Group', 'Contact name']), ['personal-contact Contact name']);
    assert.deepEqual(found('{"name":"A","sessions":[{"notes":"PIN 1"}]}'), ['passcode notes']);
    assert.deepEqual(found('no json'), []);
    assert.deepEqual(found(null), []);
  });
});
