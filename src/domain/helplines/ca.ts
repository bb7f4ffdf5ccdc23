import type { HelpCountry } from './types.ts';

export const ca: HelpCountry = {
  emergency: '911',
  lines: [
    {
      name: '9-8-8: Suicide Crisis Helpline',
      by: 'Centre for Addiction and Mental Health',
      for: 'everyone',
      ways: [
        { kind: 'call', number: '988', hours: 'always' },
        { kind: 'text', number: '988', hours: 'always' },
      ],
      languages: ['en', 'fr'],
      source: 'https://988.ca/',
      checked: '2023-11-30',
    },
    {
      name: 'Kids Help Phone',
      by: 'Kids Help Phone',
      for: 'young',
      ways: [
        { kind: 'call', number: '1-800-668-6868', hours: 'always' },
        { kind: 'text', number: '686868', word: 'CONNECT', hours: 'always' },
        { kind: 'chat', url: 'https://kidshelpphone.ca/' },
      ],
      languages: ['en', 'fr'],
      source: 'https://kidshelpphone.ca/',
      checked: '2018-11',
    },
    {
      name: 'ShelterSafe',
      by: 'Women’s Shelters Canada',
      for: 'abuse',
      who: 'women',
      ways: [{ kind: 'site', url: 'https://sheltersafe.ca/' }],
      source: 'https://sheltersafe.ca/',
      checked: '2015-06-04',
    },
    {
      name: 'Hope for Wellness',
      by: 'Indigenous Services Canada',
      for: 'indigenous',
      ways: [
        { kind: 'call', number: '1-855-242-3310', hours: 'always', languages: ['en', 'fr', 'cr', 'oj', 'iu'] },
        { kind: 'chat', url: 'https://www.hopeforwellness.ca/', hours: 'always', languages: ['en', 'fr'] },
      ],
      source: 'https://www.hopeforwellness.ca/',
      checked: '2018-11-14',
    },
  ],
};
