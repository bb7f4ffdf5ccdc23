/**
 * The yardstick: what a skilled person would write by hand for this one feed, with nothing in it that the task does not
 * need. It fetches, parses, sorts by the next session and writes the first 50 groups; the search field looks through
 * folded text.
 */
import { nextOccurrences } from 'peer-support-elements/schedule';

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const DAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const WAYS = { 'in-person': 'In person', online: 'Online', hybrid: 'In person and online' };
const shown = 50;
const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const list = document.querySelector('ul');
const field = document.querySelector('input');
const status = document.querySelector('p');

const minutesOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
const formats = new Map();
function format(zone, shape, options) {
  const key = zone + shape;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }));
  return formats.get(key);
}
const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const feed = await (await fetch('/feed.json')).json();
const from = new Date();
const rows = feed.map((meeting) => {
  const minutes = (minutesOf(meeting.end_time) - minutesOf(meeting.time) + 1440) % 1440;
  const schedule = { start: '2026-01-01', time: meeting.time, minutes, timeZone: meeting.timezone, rule: `FREQ=WEEKLY;BYDAY=${DAYS[meeting.day]}` };
  const [next] = nextOccurrences(schedule, { from });
  return { meeting, start: next.start, end: next.end, text: '' };
});
rows.sort((a, b) => a.start - b.start);
write(rows);

function card({ meeting, start, end }) {
  const way = !meeting.conference_url ? 'in-person' : meeting.location ? 'hybrid' : 'online';
  const zone = way === 'online' ? own : meeting.timezone;
  const now = Date.now();
  const clock = format(zone, 'clock', { hour: '2-digit', minute: '2-digit' });
  const wait = Math.ceil((start - now) / 60000);
  const near = wait <= 0 ? 'On now' : wait <= 60 ? `Starts in ${wait} minutes` : '';
  const far = way !== 'in-person' && meeting.timezone !== own ? ` (your time; ${meeting.time}–${meeting.end_time}, ${meeting.timezone})` : '';
  return `<li>
    <time datetime="${start.toISOString()}"><span>${format(zone, 'day', { weekday: 'short' }).format(start)}</span>
      <b>${format(zone, 'date', { day: 'numeric' }).format(start)}</b> <span>${format(zone, 'month', { month: 'short' }).format(start)}</span></time>
    <div>
      <h3><button type="button">${safe(meeting.name)}</button></h3>
      <p>${near && `<span>${near}</span>`}Every ${DAY_NAMES[meeting.day]}, ${clock.formatRange(start, end)}${far}</p>
      <p>${safe([WAYS[way], meeting.location, meeting.regions.at(-1)].filter(Boolean).join(' · '))}</p>
      <p>${safe(meeting.types.join(', '))}</p>
    </div>
  </li>`;
}

function write(found) {
  status.textContent = `${found.length} groups`;
  list.innerHTML = found.slice(0, shown).map(card).join('');
}

function textOf({ meeting }) {
  return ` ${fold([meeting.name, meeting.notes, meeting.location, meeting.formatted_address, ...meeting.regions, ...meeting.types].join(' '))}`;
}

function find(query) {
  const terms = fold(query).split(/\s+/).filter(Boolean).map((term) => ` ${term}`);
  return terms.length ? rows.filter((row) => terms.every((term) => (row.text ||= textOf(row)).includes(term))) : rows;
}

field.addEventListener('input', () => write(find(field.value)));
// Folding all texts at once after the first picture is what one would do before anybody types.
setTimeout(() => rows.forEach((row) => (row.text ||= textOf(row))), 100);
