// Invented stories and groups for measuring, the same for the same count.

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
    const { audience, consents, ...words } = sending(n);
    return { ...words, id: `story-${n}`, month: '2026-10' };
  });

/** What is decided for the site that is measured. */
export const settings = {
  title: 'A site that is measured',
  ages: { from: 18 },
  privacy: 'https://charity.example/privacy',
  rules: ['Tell your own story.'],
  confidentiality: 'We do not know who you are and cannot send anyone.',
  languages: ['en'],
  moderation: 'all',
  moderators: ['moderators@charity.example'],
  safeguarding: 'safe@charity.example',
  watchHours: [{ days: ['MO'], from: '09:00', to: '17:00', timeZone: 'Europe/London' }],
  helplines: [],
  keptMonths: 24,
  backupDays: 30,
};
