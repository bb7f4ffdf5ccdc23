import type { AnswerSheet, Instrument } from './instrument.ts';

const texts = [
  'There are more important things to me in life than using substances.',
  'In general I am happy with my life.',
  'I have enough energy to complete the tasks I set myself.',
  'I am proud of the community I live in and feel part of it.',
  'I get lots of support from friends.',
  'I regard my life as challenging and fulfilling without the need for using drugs or alcohol.',
  'My living space has helped to drive my recovery journey.',
  'I take full responsibility for my actions.',
  'I am happy dealing with a range of professional people.',
  'I am making good progress on my recovery journey.',
];
const items = texts.map((text, at) => ({ code: `item-${at + 1}`, text }));
const all = (...answers: (number | undefined)[]): AnswerSheet => Object.fromEntries(items.map(({ code }, at) => [code, answers[at % answers.length]]));

/** What supports somebody in recovery from substance use: ten statements, the plain sum from 10 to 60. For groups about recovery only. */
export const barc10: Instrument = {
  id: 'barc-10',
  name: 'Brief Assessment of Recovery Capital (BARC-10)',
  version: '2017',
  language: 'en',
  source: {
    title:
      'Vilsaint, C. L., Kelly, J. F., Bergman, B. G., Groshkova, T., Best, D., & White, W. (2017). Development and validation of a Brief Assessment of Recovery Capital (BARC-10) for alcohol and drug use disorder. Drug and Alcohol Dependence, 177, 71–76.',
    url: 'https://doi.org/10.1016/j.drugalcdep.2017.03.022',
  },
  licence: {
    name: 'Freely available; permission not required for use',
    url: 'https://www.phenxtoolkit.org/protocols/view/590502',
    note: 'As the PhenX Toolkit says of this protocol. No open licence is stated: it is shown as it was published, with its source named, and a translation or a change needs its authors.',
  },
  attribution: 'BARC-10: Vilsaint and others, 2017, Drug and Alcohol Dependence 177, 71–76.',
  population: 'Adults in recovery from alcohol or drug use. For nobody else.',
  recall: 'It names no stretch of time.',
  items,
  answers: { kind: 'range', from: 1, to: 6, ends: ['Strongly disagree', 'Strongly agree'] },
  scoring: 'sum',
  limits: [
    'It names what supports somebody; it does not foretell what will happen, and it judges nobody.',
    'Its authors published no low, middle and high. Such bands, and a scale that begins at 0, go around and are wrong.',
    'An answer to every statement is needed.',
  ],
  checked: 'November 2026: the statements, word for word, with several independent public copies of the questionnaire that agree; the scale from 1 to 6, the sum and the terms with the PhenX Toolkit. Names of the answers between the ends differ from copy to copy and are left out.',
  vectors: [
    { answers: all(1), result: { sum: 10 } },
    { answers: all(6), result: { sum: 60 } },
    { answers: all(1, 2, 3, 4, 5, 6, 1, 2, 3, 4), result: { sum: 31 } },
    { answers: all(0), result: undefined },
    { answers: all(7), result: undefined },
    { answers: all(6, 6, 6, 6, 6, 6, 6, 6, 6, undefined), result: undefined },
  ],
};
