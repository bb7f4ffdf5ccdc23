import { html, type TemplateResult } from 'lit';
import { msg } from '../../internal/localize.ts';
import type { Standing } from './group-today.ts';

/** Why there is nothing to read, and what can be done next. */
export function sentence(standing: Standing, named: boolean): TemplateResult {
  const words: Partial<Record<Standing, [why: string, next: string]>> = {
    none: [msg('In this place, how somebody is stays with themselves: groups do not read it.'), msg('Whoever looks after your group can tell you where you find each other.')],
    closed: [msg('Nothing is shared with groups here at the moment, because nobody is there who could step in if somebody needs help.'), msg('What was written is not lost. Please look in again later, or turn to whoever looks after your group.')],
    'signed-out': [msg('Only members of a group read how the others are, and nobody is signed in here now.'), msg('Please sign in to this site. If you have an invitation, open it first.')],
    outside: named
      ? [msg('This is for the members of one group, and you are not among them, or not yet.'), msg('If you would like to be, ask whoever looks after the group for an invitation.')]
      : [msg('You are in no group here yet.'), msg('If you have an invitation, open it. If you would like one, ask whoever looks after a group.')],
  };
  if (standing === 'left') words.left = [msg('You have left the group. Nobody there has your check-ins any more; they stay with you.'), msg('Take care. If you would like to come back, ask whoever looks after the group for an invitation.')];
  const [why, next] = words[standing]!;
  return html`<div class="away" role="status" tabindex="-1"><p>${why}</p><p>${next}</p></div>`;
}
