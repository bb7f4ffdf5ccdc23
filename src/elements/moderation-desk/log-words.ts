import { html, type TemplateResult } from 'lit';
import type { LogAct, LogEntry } from '../../domain/log.ts';
import type { LogFault } from '../../domain/log-chain.ts';
import { fill, msg } from '../../internal/localize.ts';
import { holdReasonWords } from './hold-words.ts';

/** What was done, without words of anybody. */
export const actNames = (): Record<LogAct, string> => ({
  claim: msg('Somebody took something to read'),
  'take-over': msg('Somebody took over what was urgent'),
  'give-back': msg('Somebody passed something on'),
  'claim-over': msg('Time gave something back that nobody had finished'),
  open: msg('Somebody opened a whole text'),
  decide: msg('Somebody decided'),
  undo: msg('Somebody took a decision back'),
  void: msg('A decision came to nothing, because something was new'),
  effective: msg('A decision holds since then'),
  rule: msg('Somebody decided about a report'),
  write: msg('Somebody wrote to a writer'),
  ask: msg('Somebody asked for a second opinion'),
  advise: msg('Somebody gave a second opinion'),
  alarm: msg('Whoever is on call was told that something urgent waits'),
  acknowledge: msg('Somebody said that they look after what is urgent'),
  objection: msg('A writer reported what somebody of the team wrote to them'),
  bulk: msg('Somebody read very many texts in a short time, and was slowed down'),
  export: msg('Records were taken along as a file'),
  settings: msg('The settings of the space were changed'),
  restore: msg('A backup was put in place'),
  hold: msg('Somebody held a story'),
  prolong: msg('Somebody prolonged a hold'),
  tell: msg('Somebody chose whether the writer is told of a hold'),
  'end-hold': msg('Somebody ended a hold'),
  'hand-over': msg('The program of the space was called about a hold'),
});

/** What was decided, ruled or advised, as the desk calls it. */
const whatNames = (): Record<string, string> => ({
  publish: msg('publish'),
  'publish-with-note': msg('publish with a note'),
  'ask-changes': msg('ask for changes'),
  'not-publish': msg('do not publish'),
  restore: msg('show it again'),
  'take-down': msg('take it out of what others read'),
  'no-action': msg('leave everything as it is'),
  hide: msg('hide it until it is decided'),
  hold: msg('the copy of a hold'),
  yes: msg('it was reached'),
  failed: msg('nobody was reached'),
  ...holdReasonWords(),
});

/** An entry as a sentence. */
export function entrySentence({ act, what }: LogEntry): string {
  const said = actNames()[act];
  if (what === undefined || act === 'settings' || act === 'take-over' || act === 'objection') return said;
  // Names of collections stay as they are: they are the server’s.
  return fill(msg('{act}: {what}'), { act: said, what: whatNames()[what] ?? what });
}

/** So many are said one by one: what is broken throughout is not read to its end. */
const most = 10;

/** What is wrong, one sentence each. */
export function faultLines(faults: readonly LogFault[]): TemplateResult {
  return html`<ul>
    ${faults.slice(0, most).map((fault) => html`<li>${faultSentence(fault)}</li>`)} ${faults.length > most ? html`<li>${msg('… and more.')}</li>` : ''}
  </ul>`;
}

function faultSentence({ kind, place, to, day = '' }: LogFault): string {
  const values = { place, to: to ?? place, day };
  switch (kind) {
    case 'moved':
      return fill(msg('Entry {place} stands in another place.'), values);
    case 'changed':
      return fill(msg('Entry {place} was changed.'), values);
    case 'replaced':
      return fill(msg('Entry {place} was replaced by another one.'), values);
    case 'twice':
      return fill(msg('Entry {place} is there twice.'), values);
    case 'missing':
      return to === undefined ? fill(msg('Entry {place} is missing.'), values) : fill(msg('Entries {place} to {to} are missing.'), values);
    default:
      return fill(msg('Entry {place} is not the one that was noted on {day}.'), values);
  }
}
