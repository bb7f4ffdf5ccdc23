/** Invented stories that wait to be read, the same on every run. */
const topics = ['Bereavement', 'Sleep', 'Low mood', 'Carers', 'First weeks'];
const sentences = [
  'I had thought that it would be over by the spring.',
  'Nobody asked, and so I said nothing.',
  'Then a neighbour stood at the door with soup.',
  'I walked to the end of the street and back again.',
  'It was not better, but it was another day.',
  'My sister came and sat beside me and did not speak.',
  'We planted beans, and they grew.',
];

/** `from` is when the newest came, in milliseconds since 1970; each came a minute before the next. */
export const waitingStories = (count, from) =>
  Array.from({ length: count }, (_, at) => ({
    id: `story-${String(at).padStart(6, '0')}`,
    text: `It was the ${at + 1}. morning. ${Array.from({ length: 18 }, (_, n) => sentences[(at * 7 + n * 3) % sentences.length]).join(' ')}`,
    topics: [topics[at % topics.length]],
    notes: [],
    language: 'en',
    answers: true,
    state: 'sent',
    audience: 'everyone',
    consents: [{ purpose: 'publish', version: '1' }],
    sent: new Date(from - (count - at) * 60_000).toISOString(),
  }));
