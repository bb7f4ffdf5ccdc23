import type { HelpCountry } from './types.ts';

export const nz: HelpCountry = {
  emergency: '111',
  relay: { name: 'NZ Relay', source: 'https://www.nzrelay.co.nz/', checked: '2023-02' },
  lines: [
    {
      name: '1737, need to talk?',
      by: 'Whakarongorau Aotearoa',
      for: 'everyone',
      ways: [
        { kind: 'call', number: '1737', hours: 'always' },
        { kind: 'text', number: '1737', hours: 'always' },
      ],
      languages: ['en'],
      interpreters: true,
      source: 'https://1737.org.nz/',
      checked: '2025-07-11',
    },
    {
      name: 'Youthline',
      by: 'Youthline',
      for: 'young',
      ages: { from: 12, to: 24 },
      ways: [
        { kind: 'call', number: '0800 376 633', hours: 'always' },
        { kind: 'text', number: '234', hours: 'always' },
      ],
      languages: ['en'],
      source: 'https://www.youthline.co.nz/',
      checked: '2012-01-17',
    },
    {
      name: '0800 What’s Up',
      by: 'Barnardos Aotearoa',
      for: 'young',
      ages: { from: 5, to: 19 },
      ways: [
        {
          kind: 'call',
          number: '0800 942 8787',
          hours: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], from: '11:00', to: '23:00', timeZone: 'Pacific/Auckland' }],
        },
        { kind: 'chat', url: 'https://www.whatsup.co.nz/' },
      ],
      languages: ['en'],
      source: 'https://www.whatsup.co.nz/',
    },
    {
      name: 'Women’s Refuge',
      by: 'National Collective of Independent Women’s Refuges',
      for: 'abuse',
      who: 'women',
      ways: [
        { kind: 'call', number: '0800 733 843', hours: 'always' },
        { kind: 'chat', url: 'https://womensrefuge.org.nz/get-help/' },
      ],
      languages: ['en'],
      source: 'https://womensrefuge.org.nz/get-help/',
      checked: '2023-02',
    },
  ],
};
