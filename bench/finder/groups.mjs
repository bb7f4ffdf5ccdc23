/**
 * Invented groups for measuring, the same for the same count and seed.
 *
 *   node bench/finder/groups.mjs 1000 > feed.json
 *
 * The rows have the shape of a Meeting Guide feed, with about 40 words of notes each. Word frequencies fall as in real
 * text (few words often, many rarely), because that is what a search index pays for.
 */
import { pathToFileURL } from 'node:url';

/** A small seeded generator of numbers from 0 to 1 (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const COMMON = `the and to a of we you in is for are our with on or who people group can your at be it have from
come meet week talk listen share support others time if not no need this that there as all one welcome will by
tea room up just about how when what been they their each other place some new first any some sit quiet say
nothing until ready everyone friends family carers grief loss anxiety depression recovery hope kind gentle warm
safe open drop session sessions evening morning monday tuesday wednesday thursday friday weekend online zoom call
phone link door ring bell upstairs ground floor lift step free parking bus stop station hall library church
community centre café garden walk craft music art writing breathing movement bereavement cancer diabetes
stroke dementia epilepsy pain fatigue arthritis heart lung kidney parents fathers mothers young older women's men's
partners siblings students veterans newcomers peer led trained facilitator volunteers confidential respectful
experience lived stories coping better days hard days sleep worry panic stress trauma eating hearing voices
bipolar autism adhd caring baby birth postnatal miscarriage widowed separated divorced alone lonely together`
  .split(/\s+/);
const TOPICS = ['Bereavement', 'Living with cancer', 'Anxiety and panic', 'Long-term pain', 'Carers', 'Depression',
  'Parents of young children', 'Stroke', 'Hearing voices', 'Postnatal', 'Recovery', 'Epilepsy', 'Diabetes', 'Dementia'];
const KINDS = ['Circle', 'Support Group', 'Drop-in', 'Walk and Talk', 'Evening', 'Café', 'Meet-up', 'Listening Room'];
const AREAS = ['Northmere', 'Eastholm', 'Westbury Vale', 'Southwick Coast', 'Upper Tarn', 'Glen Orrin', 'Lowland Fens'];
const TYPES = ['O', 'C', 'W', 'M', 'X', 'BE', 'LGBTQ', 'Y', 'XB', 'ASL'];
const START = ['b', 'br', 'c', 'ch', 'd', 'dr', 'f', 'g', 'gr', 'h', 'k', 'l', 'm', 'n', 'p', 'pr', 'r', 's', 'st', 't', 'th', 'tr', 'v', 'w', 'y'];
const MIDDLE = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou', 'oa', 'ie', 'ee', 'y'];
const END = ['', 'n', 'r', 'l', 's', 'm', 'nd', 'rt', 'st', 'ck', 'th', 'x'];
const PLACE_END = ['ton', 'ham', 'wick', 'ford', 'bury', 'field', 'mouth', 'dale', 'ley', 'combe'];

const pick = (next, list) => list[Math.floor(next() * list.length)];
const two = (n) => String(n).padStart(2, '0');
const capital = (word) => word[0].toUpperCase() + word.slice(1);

function invented(next, count, ending) {
  const words = new Set();
  while (words.size < count) {
    let word = '';
    for (let syllables = 1 + Math.floor(next() * 2.2); syllables > 0; syllables--) {
      word += pick(next, START) + pick(next, MIDDLE) + pick(next, END);
    }
    // A few foreign letters, as in any list.
    if (next() < 0.02) word = word.replace(/e/, 'é').replace(/o/, 'ö');
    words.add(word + (ending ? pick(next, ending) : ''));
  }
  return [...words];
}

/** Some rows of a Meeting Guide feed. */
export function meetings(count, seed = 7) {
  const next = random(seed);
  const rare = invented(next, 8000);
  const places = invented(next, 2500, PLACE_END).map(capital);
  // A third of the words come from the long tail, the earlier ones of it more often.
  const word = () => (next() < 0.7
    ? COMMON[Math.floor(next() ** 2 * COMMON.length)]
    : rare[Math.floor(next() ** 2.5 * rare.length)]);
  const sentence = (length) => capital(Array.from({ length }, word).join(' ')) + '.';

  return Array.from({ length: count }, (_, i) => {
    const place = pick(next, places);
    const area = pick(next, AREAS);
    const online = next() < 0.35;
    const inPerson = !online || next() < 0.3;
    const minutes = 9 * 60 + 15 * Math.floor(next() * 48);
    const end = minutes + pick(next, [60, 60, 75, 90, 90, 120]);
    const notes = Array.from({ length: 5 }, () => sentence(6 + Math.floor(next() * 5))).join(' ');
    return {
      slug: `group-${i + 1}`,
      name: `${pick(next, TOPICS)} ${pick(next, KINDS)}, ${place} ${i + 1}`,
      day: Math.floor(next() * 7),
      time: `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`,
      end_time: `${two(Math.floor(end / 60) % 24)}:${two(end % 60)}`,
      timezone: pick(next, ['Europe/London', 'Europe/London', 'Europe/London', 'Europe/Dublin', 'Europe/Berlin', 'America/New_York']),
      types: Array.from(new Set([pick(next, TYPES), pick(next, TYPES)])),
      notes,
      ...(inPerson && {
        location: `${pick(next, places)} ${pick(next, ['Hall', 'Library', 'Centre', 'Rooms'])}`,
        formatted_address: `${1 + Math.floor(next() * 200)} ${pick(next, places)} Street, ${place}, ${area}`,
        latitude: Math.round((50 + next() * 8) * 1e5) / 1e5,
        longitude: Math.round((next() * 8 - 6) * 1e5) / 1e5,
      }),
      regions: [area, place],
      ...(online && { conference_url: `https://meet.example.org/j/${1e8 + i}`, conference_phone: '+442079460000' }),
      updated: `2026-0${1 + Math.floor(next() * 8)}-1${Math.floor(next() * 10)} 10:00:00`,
    };
  });
}

/**
 * The same groups in the library's own form, one a line, as `convert` writes them.
 * @param {(feed: unknown) => { groups: object[] }} readGroups - The library's own reader.
 */
export function lines(count, readGroups, seed) {
  return readGroups(meetings(count, seed)).groups.map((group) => JSON.stringify(group) + '\n').join('');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(JSON.stringify(meetings(Number(process.argv[2] ?? 1000))));
}
