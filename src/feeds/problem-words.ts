import { fill, msg } from '../internal/localize.ts';
import type { Problem, RawProblem } from './types.ts';

export type { RawProblem } from './types.ts';

type Words = [message: string, fix?: string];

/** Sentences by code. Functions, because the language is that of the moment they are asked for. */
const sentences: Record<string, () => Words> = {
  // The whole list.
  empty: () => [msg('There is nothing in this list.'), msg('Add at least one group. A table needs a row with the names of the columns first.')],
  'html-page': () => [
    msg('A web page came instead of a list.'),
    msg('Give the address of the data itself. From a Google Sheet: File, Share, Publish to web, then choose “Comma-separated values (.csv)” and copy that link.'),
  ],
  'bad-json': () => [msg('The list begins like JSON, but it breaks off or has a mistake in it.'), msg('Export the list again, or have the file checked for a missing comma, quote or bracket.')],
  'not-a-list': () => [
    msg('What came is not a list of groups that can be read here.'),
    msg('These can be read: a table (CSV), Meeting Guide JSON, BMLT JSON, and the JSON described in the guide of this finder.'),
  ],
  'no-header': () => [
    msg('No row with the names of the columns was found.'),
    msg('Let the first row name the columns, for example: Group, When, Where, Join link, Email.'),
  ],
  'bad-address': () => [msg('“{host}” is not an address that a list can be fetched from.'), msg('Use an address that begins with https://, or a file beside your page, such as groups.csv.')],
  'sheet-not-published': () => [
    msg('This link opens the Google Sheet for people who may edit it. Visitors cannot read it.'),
    msg('In the sheet choose File, Share, Publish to web. Choose the sheet with your groups and “Comma-separated values (.csv)”. Copy the link you are given and use it here.'),
  ],
  'list-offline': () => [msg('The list at {host} could not be fetched: this device is offline.'), msg('Try again when you are online.')],
  'list-timeout': () => [msg('The list at {host} took too long to answer.'), msg('Try again. If it stays so, keep a copy of the list on your own site.')],
  'list-unavailable': () => [
    msg('The list at {host} could not be fetched.'),
    msg('Open its address in a browser. If it opens there, its server may not allow other sites to read it (CORS): keep a copy on your own site.'),
  ],
  'list-rate-limited': () => [msg('{host} gets too many requests and asks to wait.'), msg('Keep a copy of the list on your own site.')],
  'list-forbidden': () => [msg('{host} does not let everybody read this list.'), msg('Publish the list so that people who are not signed in can read it.')],
  'list-not-found': () => [msg('There is no list at this address of {host}.'), msg('Check the address. The list may have been moved or no longer be published.')],
  'list-cut-off': () => [msg('The list broke off before its end. Groups may be missing.'), msg('Load the page again. If it stays so, check the file.')],
  'no-time-zone': () => [
    msg('Nobody knows which time zone the times of this list are in. They are shown as they are written, and none is converted.'),
    msg('Add a time zone to the finder, such as time-zone="Europe/London", or a column “Time zone” to the list.'),
  ],
  'unknown-column': () => [msg('Visitors do not see this column: its name is not known here.'), msg('If it matters to visitors, give it a plain name such as When, Where, Cost or Notes.')],
  // One row.
  unreadable: () => [msg('This row could not be read.'), msg('Compare it with a row that works.')],
  'bad-line': () => [msg('This line is not whole JSON.'), msg('Each line must hold one group in JSON. Write the file again.')],
  'no-name': () => [msg('This row has no name, so it is not shown.'), msg('Give the group a name.')],
  'same-row': () => [msg('This row says the same as an earlier one and is shown once.'), msg('Delete one of the two.')],
  'unclear-when': () => [
    msg('“{words}” could be understood in more than one way, so no dates are worked out. Visitors see your words.'),
    msg('Write it like “Tuesdays 19:30–21:00” or “Last Friday of the month, 2pm–4pm”. Put everything else into the notes.'),
  ],
  'unclear-time': () => [
    msg('“{words}” could be in the morning or in the evening, so no dates are worked out. Visitors see your words.'),
    msg('Write 19:30, or 7:30pm.'),
  ],
  'unclear-date': () => [
    msg('In “{words}” it is not clear which number is the day and which the month, so no dates are worked out.'),
    msg('Write the date as 2027-03-12, or set the country of the list.'),
  ],
  'unclear-month': () => [
    msg('“{words}” does not say which week of the month, so no dates are worked out. Visitors see your words.'),
    msg('Write which one, such as “First Tuesday of the month 19:30”.'),
  ],
  'unclear-end': () => [msg('The time it ends could not be read. One hour is shown.'), msg('Write the end like 21:00, or 9pm.')],
  'bad-time': () => [msg('“{words}” has a time that does not exist. Visitors see your words.'), msg('Write the time like 19:30, or 7:30pm.')],
  'bad-date': () => [msg('“{words}” has a date that does not exist. Visitors see your words.'), msg('Write the date like 2027-03-12.')],
  'bad-minutes': () => [msg('The length of this session is not a sensible number of minutes.'), msg('Write it as a whole number of minutes, such as 90.')],
  'bad-rule': () => [msg('The rule has a part that cannot be right: {words}.'), msg('Check it against RFC 5545, or write the days in words.')],
  'unsupported-rule': () => [msg('The rule has a part that is not known here: {words}.'), msg('Write the days in words, such as “Last Friday of the month”.')],
  'fortnight-needs-date': () => [
    msg('“{words}” does not say in which week it begins, so no dates are worked out. Visitors see your words.'),
    msg('Add a column “Starts” with the date of any session, such as 2027-03-12.'),
  ],
  'other-day': () => [msg('In “{words}” the date is not on that day of the week, so no dates are worked out.'), msg('Correct the date or the day.')],
  'no-day': () => [msg('“{words}” does not say on which days. It is shown as “by appointment”, with your words.'), msg('Add the day, such as “Tuesdays”.')],
  'no-time': () => [msg('“{words}” does not say at what time. It is shown as “by appointment”, with your words.'), msg('Add the time, such as 19:30.')],
  'bad-time-zone': () => [msg('“{zone}” is not the name of a time zone.'), msg('Use a name with a continent and a city, such as Europe/London. Letters such as BST or EST mean several zones.')],
  'bad-position': () => [msg('This is not a position on Earth, so the map cannot show it.'), msg('Latitude is from -90 to 90, longitude from -180 to 180: for example 53.7965 and -1.5478.')],
  'unsafe-link': () => [msg('This link would run a program on the visitor’s page. It is left out.'), msg('Use a link that begins with https://.')],
  'link-spaces': () => [msg('There are spaces inside this link. They were taken out.'), msg('Take the spaces out of the link.')],
  'no-link': () => [msg('There is no link in this cell. Its words are shown as words.'), msg('Put the link here and what to know about it into “How to join”.')],
  'unclear-phone': () => [msg('There is no single telephone number in this cell.'), msg('Write one number, such as 0113 496 0000, and everything else into the notes.')],
  'unknown-language': () => [msg('“{language}” is not known as a language here.'), msg('Write its English name or its code, such as Polish or pl.')],
  // What should not be public.
  'personal-contact': () => [
    msg('This column holds a private contact. It is not shown here, but everybody can read it in the list itself.'),
    msg('Take it out of the published list, and name a contact of the group instead.'),
  ],
  passcode: () => [
    msg('There seems to be a passcode here. Anybody can use it, also people who come to disturb.'),
    msg('If the group is not open to everybody, take it out and let people ask for it.'),
  ],
  'home-address': () => [
    msg('This may be somebody’s home address. Everybody can read it.'),
    msg('Name the area only, and give the address to people who ask.'),
  ],
};

/** The problem with what is wrong and what to do about it, in the language of the moment. */
export function withWords({ params = {}, ...problem }: RawProblem): Problem {
  const [message, fix] = sentences[problem.code]?.() ?? [msg('Something is wrong here.')];
  return { ...problem, message: fill(message, params), ...(fix && { fix }) };
}

/** Every code there are words for. */
export const problemCodes = Object.keys(sentences);
