// Invented stories and groups for measuring, the same for the same count.
import { synthetic as feed } from '../finder/groups.mjs';

const sentences = [
  'I did not think anybody would understand until I sat in that room.',
  'The nights were the longest part, and mornings came slowly.',
  'Somebody said what I had been thinking for months.',
  'We walked around the lake and talked about nothing much.',
  'It is not over, and it is easier to carry.',
];

/** What is sent to share a story. */
export const sending = (n) => ({
  text: Array.from({ length: 12 }, (_, i) => sentences[(n + i) % sentences.length]).join(' '),
  topics: ['Bereavement'],
  notes: [],
  language: 'en',
  answers: true,
  audience: 'everyone',
  consents: [{ purpose: 'publish', version: '1' }],
});

/** Published stories as they are answered. */
export const stories = (count) =>
  Array.from({ length: count }, (_, n) => {
    const { audience: _, consents: __, ...words } = sending(n);
    return { ...words, id: `story-${n}`, month: '2026-10' };
  });

export { feed };
