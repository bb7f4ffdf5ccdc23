/*
 * Questionnaires for those who want one, in an entry of its own: nothing of it is in any other file, and no element asks for it.
 * What comes of it belongs to whoever answered. See docs/wellbeing.md.
 */
export { barc10 } from './barc-10.ts';
export { score, type AnswerSheet, type Instrument, type InstrumentAnswer, type InstrumentAnswers, type InstrumentItem, type Result, type Scoring, type TestVector } from './instrument.ts';
export { ons4, onsLoneliness } from './ons.ts';
export { bundled, instrumentFaults, instrumentOf, instruments, registerInstrument } from './register.ts';
