import { html, type TemplateResult } from 'lit';
import type { Draft } from '../../controllers/draft.ts';
import { type NoteGroup, noteGroups } from '../../domain/content-notes.ts';
import { css } from '../../internal/css.ts';
import { msg } from '../../internal/localize.ts';
import { noteGroupWords, noteName } from '../story-list/notes.ts';
import { tick, toggled } from '../story-share/fields.ts';
import type { DeskSettings } from './moderation-desk.ts';

type Settings = Draft<DeskSettings>;

/** What is not handed to whoever works here. No reason is asked for, and nobody else learns of it. */
export function leaveOut(settings: Settings, topics: readonly string[]): TemplateResult {
  const { leftOut } = settings.value;
  const set = (word: string) => (yes: boolean) => settings.change({ leftOut: toggled(leftOut, word, yes) });
  const one = (word: string, at: string) => tick(`out-${at}`, noteName(word), leftOut.includes(word), set(word));
  // What was chosen and is not in the list at the moment can be taken back too.
  const themes = [...new Set([...topics, ...leftOut])].filter((word) => !Object.values(noteGroups).flat().includes(word as never));
  return html`<h3>${msg('What I do not read')}</h3>
    <p>${msg('It is not handed to you and not shown to you. You need no reason, and nobody else is told.')}</p>
    <div class="groups">
      ${(Object.entries(noteGroups) as [NoteGroup, readonly string[]][]).map(
        ([group, notes]) => html`<fieldset>
          <legend>${noteGroupWords()[group]}</legend>
          ${notes.map((note) => one(note, note))}
        </fieldset>`,
      )}
      ${themes.length
        ? html`<fieldset>
            <legend>${msg('Themes')}</legend>
            ${themes.map((theme, i) => one(theme, `theme-${i}`))}
          </fieldset>`
        : ''}
    </div>
    ${keeping(settings)}`;
}

/** On a shared device nobody should find what somebody cannot bear to read. */
const keeping = (settings: Settings): TemplateResult =>
  html`${tick('keep', msg('Keep my choices on this device'), settings.keeping === 'yes', (yes) => void (yes ? settings.keep() : settings.forgetKept()), msg('Otherwise they are gone when this page is closed. Whoever uses this browser could find them.'))}
  ${settings.keeping === 'failed' ? html`<p role="alert">${msg('This browser does not let us keep anything. Your choices are in this page only.')}</p>` : ''}`;

/** The keys that do something, and how to switch them off. */
export function keyList(settings: Settings): TemplateResult {
  const all: [keys: string, words: string][] = [
    ['N', msg('Take the next one')],
    ['J K', msg('Go down and up in the list')],
    ['1 – 8', msg('Choose a lane')],
    ['B', msg('Bring the list up to date')],
    ['R', msg('Take what is open, then read all of it')],
    ['X', msg('Pass it on')],
    ['P', msg('Choose: publish')],
    ['T', msg('Choose: publish with a note')],
    ['C', msg('Choose: ask for changes')],
    ['U', msg('Choose: do not publish')],
    ['Ctrl Enter', msg('Decide, from within the form')],
    ['Z', msg('Take back what was decided, while that is possible')],
    ['M', msg('Open messages with the writer')],
    ['Esc', msg('Close what is open')],
    ['?', msg('Show this list')],
  ];
  return html`<h3>${msg('Keys')}</h3>
    <p>${msg('They work inside the desk, and never while you type.')}</p>
    <dl class="keys">${all.map(([keys, words]) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${words}</dd></div>`)}</dl>
    ${tick('single-keys', msg('Single keys do something'), settings.value.keys, (keys) => settings.change({ keys }), msg('Switch them off if you press keys by accident, or speak to your computer. The keys for closing and deciding still work.'))}`;
}

export const styles = css`
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
    gap: 0.75rem 1.5rem;
    margin-block: 0.75rem;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
    gap: 0.35rem 1.5rem;
    margin-block: 0.75rem;
  }
  .keys div {
    display: flex;
    gap: 0.75rem;
    align-items: baseline;
  }
  .keys dt {
    flex: none;
    min-inline-size: 5.5rem;
  }
  .keys dd {
    margin: 0;
  }
  kbd {
    padding: 0.05rem 0.4rem;
    border: 1px solid var(--control);
    border-radius: 4px;
    font: inherit;
    font-size: 0.9em;
  }
`;
