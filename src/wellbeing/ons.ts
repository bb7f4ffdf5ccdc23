import type { Instrument } from './instrument.ts';

const licence = {
  name: 'Open Government Licence v3.0',
  url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  note: 'Material of the Office for National Statistics is Crown copyright and may be reused, also commercially, with its source named. The licence does not cover what others own.',
};
const attribution = 'Source: Office for National Statistics, licensed under the Open Government Licence v3.0.';

/** The direct question about loneliness of the UK's national measures. One category, and nothing that could be added up. */
export const onsLoneliness: Instrument = {
  id: 'ons-loneliness-direct',
  name: 'Direct measure of loneliness (ONS)',
  version: '2018',
  language: 'en-GB',
  source: {
    title: 'Measuring loneliness: guidance for use of the national indicators on surveys, Office for National Statistics, 2018',
    url: 'https://www.ons.gov.uk/peoplepopulationandcommunity/wellbeing/methodologies/measuringlonelinessguidanceforuseofthenationalindicatorsonsurveys',
  },
  licence,
  attribution,
  population: 'Adults of 16 years and over. Children of 10 to 15 are asked with other words.',
  recall: 'It names no stretch of time.',
  items: [{ code: 'lonely', text: 'How often do you feel lonely?' }],
  answers: {
    kind: 'category',
    options: [
      { code: 'often-always', text: 'Often/always' },
      { code: 'some-of-the-time', text: 'Some of the time' },
      { code: 'occasionally', text: 'Occasionally' },
      { code: 'hardly-ever', text: 'Hardly ever' },
      { code: 'never', text: 'Never' },
    ],
  },
  scoring: 'category',
  limits: [
    'It is one answer in words. It has no number, and two answers have no difference.',
    'It was made for surveys of many people. It says nothing certain about one person, and nothing about why.',
  ],
  checked: 'November 2026: the question and its five answers with public material that uses them, and the first and last answer with reports of the Community Life Survey. The page named as the source could not be read whole.',
  vectors: [
    { answers: { lonely: 'occasionally' }, result: { category: 'occasionally' } },
    { answers: { lonely: 'often-always' }, result: { category: 'often-always' } },
    { answers: { lonely: 'never' }, result: { category: 'never' } },
    { answers: { lonely: 3 }, result: undefined },
    { answers: { lonely: 'sometimes' }, result: undefined },
    { answers: {}, result: undefined },
  ],
};

/** The four questions about personal well-being of the UK's national measures, each from 0 to 10 and each by itself. */
export const ons4: Instrument = {
  id: 'ons4',
  name: 'Personal well-being (ONS4)',
  version: '2020',
  language: 'en-GB',
  source: { title: 'Personal wellbeing harmonised standard, Government Statistical Service, 19 May 2020', url: 'https://analysisfunction.civilservice.gov.uk/policy-store/personal-well-being/' },
  licence,
  attribution,
  population: 'Adults of 16 years and over.',
  recall: 'Two questions ask about life nowadays, two about yesterday.',
  introduction:
    'Next I would like to ask you four questions about your feelings on aspects of your life. There are no right or wrong answers. For each of these questions I’d like you to give an answer on a scale of 0 to 10, where 0 is “not at all” and 10 is “completely”.',
  items: [
    { code: 'satisfied', text: 'Overall, how satisfied are you with your life nowadays?' },
    { code: 'worthwhile', text: 'Overall, to what extent do you feel that the things you do in your life are worthwhile?' },
    { code: 'happy', text: 'Overall, how happy did you feel yesterday?' },
    { code: 'anxious', text: 'On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, how anxious did you feel yesterday?' },
  ],
  answers: { kind: 'range', from: 0, to: 10, ends: ['not at all', 'completely'] },
  scoring: 'each',
  limits: [
    'Each answer stands by itself. They are never added or averaged; for being anxious, more is worse.',
    'It was made for surveys of many people. What one person answers changes from day to day, and says nothing about what to do.',
  ],
  checked: 'November 2026, word for word: the introduction and the first question with the harmonised standard, all four with the questions as the Community Life Survey 2019/20 to 2021/22 prints them (gov.uk).',
  vectors: [
    { answers: { satisfied: 7, worthwhile: 8, happy: 6, anxious: 3 }, result: { values: { satisfied: 7, worthwhile: 8, happy: 6, anxious: 3 } } },
    { answers: { satisfied: 0, worthwhile: 0, happy: 0, anxious: 0 }, result: { values: { satisfied: 0, worthwhile: 0, happy: 0, anxious: 0 } } },
    { answers: { satisfied: 10, worthwhile: 10, happy: 10, anxious: 10 }, result: { values: { satisfied: 10, worthwhile: 10, happy: 10, anxious: 10 } } },
    { answers: { satisfied: 11, worthwhile: 8, happy: 6, anxious: 3 }, result: undefined },
    { answers: { satisfied: 7.5, worthwhile: 8, happy: 6, anxious: 3 }, result: undefined },
    { answers: { satisfied: 7, worthwhile: 8, happy: 6 }, result: undefined },
  ],
};
