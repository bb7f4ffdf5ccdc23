import type { HelpCountry } from './types.ts';

export const ie: HelpCountry = {
  emergency: '112',
  lines: [
    {
      name: 'Samaritans',
      by: 'Samaritans',
      for: 'everyone',
      ways: [{ kind: 'call', number: '116 123', hours: 'always' }],
      languages: ['en'],
      source: 'https://www.samaritans.org/ireland/',
      checked: '2021-07-01',
    },
    {
      name: '50808',
      by: 'Community Creations',
      for: 'everyone',
      ways: [{ kind: 'text', number: '50808', word: 'TALK', hours: 'always' }],
      languages: ['en'],
      source: 'https://text50808.ie/',
      checked: '2020-06-16',
    },
    {
      name: 'Childline',
      by: 'ISPCC',
      for: 'young',
      ages: { to: 18 },
      ways: [
        { kind: 'call', number: '1800 66 66 66', hours: 'always' },
        { kind: 'chat', url: 'https://www.childline.ie/' },
      ],
      languages: ['en'],
      source: 'https://www.childline.ie/',
      checked: '2024-12-17',
    },
    {
      name: 'Women’s Aid',
      by: 'Women’s Aid',
      for: 'abuse',
      who: 'women',
      ways: [{ kind: 'call', number: '1800 341 900', hours: 'always' }],
      languages: ['en'],
      interpreters: true,
      source: 'https://www.womensaid.ie/',
      checked: '2016-09-05',
    },
  ],
};
