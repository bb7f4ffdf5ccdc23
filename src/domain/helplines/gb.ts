import type { HelpCountry } from './types.ts';

const london = 'Europe/London';
const everyDay = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export const gb: HelpCountry = {
  emergency: '999',
  relay: { name: 'Relay UK', number: '18001', dial: 'before', source: 'https://www.relayuk.bt.com/' },
  lines: [
    {
      name: 'Samaritans',
      by: 'Samaritans',
      for: 'everyone',
      ways: [
        { kind: 'call', number: '116 123', hours: 'always', languages: ['en'] },
        { kind: 'call', number: '0808 164 0123', hours: [{ days: [...everyDay], from: '19:00', to: '23:00', timeZone: london }], languages: ['cy'] },
      ],
      source: 'https://www.samaritans.org/',
      checked: '2021-07-01',
    },
    {
      name: 'Shout 85258',
      by: 'Mental Health Innovations',
      for: 'everyone',
      ways: [{ kind: 'text', number: '85258', word: 'SHOUT', hours: 'always' }],
      languages: ['en'],
      source: 'https://giveusashout.org/',
      checked: '2019-06',
    },
    {
      name: 'Childline',
      by: 'NSPCC',
      for: 'young',
      ages: { to: 18 },
      ways: [
        { kind: 'call', number: '0800 1111', hours: 'always' },
        { kind: 'chat', url: 'https://www.childline.org.uk/' },
      ],
      languages: ['en'],
      source: 'https://www.childline.org.uk/',
      checked: '2022-08-28',
    },
    {
      name: 'HOPELINE247',
      by: 'PAPYRUS Prevention of Young Suicide',
      for: 'young',
      ages: { to: 34 },
      ways: [{ kind: 'call', number: '0800 068 4141', hours: 'always' }],
      languages: ['en'],
      source: 'https://www.papyrus-uk.org/',
      checked: '2020-09',
    },
    {
      name: 'National Domestic Abuse Helpline',
      by: 'Refuge',
      for: 'abuse',
      who: 'women',
      area: 'England',
      ways: [
        { kind: 'call', number: '0808 2000 247', hours: 'always' },
        { kind: 'chat', url: 'https://www.nationaldahelpline.org.uk/' },
      ],
      languages: ['en'],
      source: 'https://www.nationaldahelpline.org.uk/',
      checked: '2020-12',
    },
    {
      name: 'Domestic and Sexual Abuse Helpline',
      by: 'Nexus',
      for: 'abuse',
      area: 'Northern Ireland',
      ways: [
        { kind: 'call', number: '0808 802 1414', hours: 'always' },
        { kind: 'chat', url: 'https://dsahelpline.org/' },
      ],
      languages: ['en'],
      source: 'https://dsahelpline.org/',
      checked: '2023-12-22',
    },
    {
      name: 'Domestic Abuse and Forced Marriage Helpline',
      by: 'Scottish Women’s Aid',
      for: 'abuse',
      area: 'Scotland',
      ways: [
        { kind: 'call', number: '0800 027 1234', hours: 'always' },
        { kind: 'chat', url: 'https://www.sdafmh.org.uk/', hours: 'always' },
      ],
      languages: ['en'],
      interpreters: true,
      source: 'https://www.sdafmh.org.uk/',
      checked: '2020-05-07',
    },
    {
      name: 'Live Fear Free',
      by: 'Welsh Women’s Aid',
      for: 'abuse',
      area: 'Wales',
      ways: [
        { kind: 'call', number: '0808 80 10 800', hours: 'always' },
        { kind: 'text', number: '07860 077 333', hours: 'always' },
        { kind: 'chat', url: 'https://www.gov.wales/live-fear-free' },
      ],
      source: 'https://www.gov.wales/live-fear-free',
      checked: '2020-10',
    },
  ],
};
