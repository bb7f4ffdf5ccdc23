import type { HelpCountry } from './types.ts';

export const us: HelpCountry = {
  emergency: '911',
  relay: { name: 'Telecommunications Relay Services', number: '711', dial: 'first', source: 'https://www.fcc.gov/trs', checked: '2000-07-21' },
  lines: [
    {
      name: '988 Suicide & Crisis Lifeline',
      by: 'Vibrant Emotional Health',
      for: 'everyone',
      ways: [
        { kind: 'call', number: '988', hours: 'always' },
        { kind: 'text', number: '988', hours: 'always' },
        { kind: 'chat', url: 'https://988lifeline.org/', hours: 'always' },
        { kind: 'sign', url: 'https://988lifeline.org/', languages: ['ase'] },
      ],
      languages: ['en', 'es'],
      interpreters: true,
      source: 'https://988lifeline.org/',
      checked: '2023-09',
    },
    {
      name: 'Crisis Text Line',
      by: 'Crisis Text Line',
      for: 'everyone',
      ways: [
        { kind: 'text', number: '741741', word: 'HOME', hours: 'always', languages: ['en'] },
        { kind: 'text', number: '741741', word: 'AYUDA', hours: 'always', languages: ['es'] },
      ],
      source: 'https://www.crisistextline.org/',
      checked: '2023-10-16',
    },
    {
      name: 'National Child Abuse Hotline',
      by: 'Childhelp',
      for: 'young',
      ways: [
        { kind: 'call', number: '1-800-422-4453', hours: 'always' },
        { kind: 'text', number: '1-800-422-4453', hours: 'always' },
        { kind: 'chat', url: 'https://childhelphotline.org/', hours: 'always' },
      ],
      languages: ['en'],
      interpreters: true,
      source: 'https://childhelphotline.org/',
      checked: '2019-02',
    },
    {
      name: 'National Domestic Violence Hotline',
      by: 'National Domestic Violence Hotline',
      for: 'abuse',
      ways: [
        { kind: 'call', number: '1-800-799-7233', hours: 'always' },
        { kind: 'text', number: '88788', word: 'START', hours: 'always' },
        { kind: 'chat', url: 'https://www.thehotline.org/', hours: 'always' },
        { kind: 'textphone', number: '1-800-787-3224', hours: 'always' },
      ],
      languages: ['en'],
      interpreters: true,
      source: 'https://www.thehotline.org/',
      checked: '2022-01-20',
    },
  ],
};
