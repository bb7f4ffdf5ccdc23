import type { HelpCountry } from './types.ts';

export const au: HelpCountry = {
  emergency: '000',
  relay: { name: 'National Relay Service', source: 'https://www.accesshub.gov.au/', checked: '2018-12-06' },
  lines: [
    {
      name: 'Lifeline',
      by: 'Lifeline Australia',
      for: 'everyone',
      ways: [
        { kind: 'call', number: '13 11 14', hours: 'always' },
        { kind: 'text', number: '0477 13 11 14', hours: 'always' },
        { kind: 'chat', url: 'https://www.lifeline.org.au/', hours: 'always' },
      ],
      languages: ['en'],
      source: 'https://www.lifeline.org.au/',
      checked: '2024-06-12',
    },
    {
      name: 'Kids Helpline',
      by: 'yourtown',
      for: 'young',
      ages: { from: 5, to: 25 },
      ways: [
        { kind: 'call', number: '1800 55 1800', hours: 'always' },
        { kind: 'chat', url: 'https://kidshelpline.com.au/' },
      ],
      languages: ['en'],
      source: 'https://kidshelpline.com.au/',
      checked: '2023-03-20',
    },
    {
      name: '1800RESPECT',
      by: 'Australian Government',
      for: 'abuse',
      ways: [
        { kind: 'call', number: '1800 737 732', hours: 'always' },
        { kind: 'text', number: '0458 737 732', hours: 'always' },
        { kind: 'chat', url: 'https://www.1800respect.org.au/', hours: 'always' },
      ],
      languages: ['en'],
      interpreters: true,
      source: 'https://www.1800respect.org.au/',
      checked: '2023-12-08',
    },
  ],
};
