import type { HelpCountry } from './types.ts';

const timeZone = 'Europe/Berlin';

export const de: HelpCountry = {
  emergency: '112',
  lines: [
    {
      name: 'TelefonSeelsorge',
      by: 'TelefonSeelsorge Deutschland',
      for: 'everyone',
      ways: [
        { kind: 'call', number: '0800 111 0 111', hours: 'always' },
        { kind: 'call', number: '0800 111 0 222', hours: 'always' },
        { kind: 'chat', url: 'https://www.telefonseelsorge.de/' },
      ],
      languages: ['de'],
      source: 'https://www.telefonseelsorge.de/',
      checked: '2022-09',
    },
    {
      name: 'Kinder- und Jugendtelefon',
      by: 'Nummer gegen Kummer',
      for: 'young',
      ways: [
        { kind: 'call', number: '116 111', hours: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA'], from: '14:00', to: '20:00', timeZone }] },
        { kind: 'chat', url: 'https://www.nummergegenkummer.de/' },
      ],
      languages: ['de'],
      source: 'https://www.nummergegenkummer.de/',
      checked: '2023-05-18',
    },
    {
      name: 'Hilfetelefon „Gewalt gegen Frauen“',
      by: 'Bundesamt für Familie und zivilgesellschaftliche Aufgaben',
      for: 'abuse',
      who: 'women',
      ways: [
        { kind: 'call', number: '116 016', hours: 'always' },
        { kind: 'chat', url: 'https://www.hilfetelefon.de/' },
        { kind: 'sign', url: 'https://www.hilfetelefon.de/', languages: ['gsg'] },
      ],
      languages: ['de'],
      interpreters: true,
      source: 'https://www.hilfetelefon.de/',
      checked: '2023-11',
    },
    {
      name: 'Hilfetelefon „Gewalt an Männern“',
      by: 'man-o-mann Männerberatung, AWO Augsburg, Sozialberatung Stuttgart, Pfunzkerle',
      for: 'abuse',
      who: 'men',
      ways: [
        {
          kind: 'call',
          number: '0800 123 99 00',
          hours: [
            { days: ['MO', 'TU', 'WE', 'TH'], from: '08:00', to: '20:00', timeZone },
            { days: ['FR'], from: '08:00', to: '15:00', timeZone },
          ],
        },
        { kind: 'chat', url: 'https://www.maennerhilfetelefon.de/' },
      ],
      languages: ['de'],
      source: 'https://www.maennerhilfetelefon.de/',
      checked: '2023-11',
    },
  ],
};
