import { html, nothing, type TemplateResult } from 'lit';
import { type ContentNote, noteGroups, type NoteGroup } from '../../domain/content-notes.ts';
import { fill, msg } from '../../internal/localize.ts';
import { noteGroupWords, noteName } from '../story-list/notes.ts';
import { choiceField, lineField, tick, toggled } from './fields.ts';
import type { SharePath, StepWords } from './path.ts';
import { sentencesOf } from './story-draft.ts';

/** What helps others to find it, and to choose whether they read it today. All of it can stay empty. */
export function about(path: SharePath): StepWords {
  const { value, change, offered } = path;
  const sentences = sentencesOf(value.text);
  return {
    title: msg('What it is about'),
    content: html`
      <p>${msg('All of this can stay empty.')}</p>
      <fieldset>
        <legend>${msg('Themes by which others find it')}</legend>
        ${offered.map((topic, at) => tick(`topic-${at}`, topic, value.topics.includes(topic), (there) => change({ topics: toggled(value.topics, topic, there) })))}
        ${lineField({
          id: 'own-topics',
          label: offered.length ? msg('Themes of your own') : msg('Themes'),
          hint: msg('With commas between them, such as: sleep, first weeks, friends. Readers see them.'),
          value: value.ownTopics,
          onInput: (ownTopics) => change({ ownTopics }),
        })}
      </fieldset>
      <fieldset>
        <legend>${msg('What a reader may want to know first')}</legend>
        <p class="quiet">${msg('Some people leave out a subject on some days. With a note, your story opens when they ask for it. Nothing about it is wrong.')}</p>
        ${(Object.keys(noteGroups) as NoteGroup[]).map((group) => notesOf(group, path))}
        ${lineField({ id: 'own-notes', label: msg('Something else'), value: value.ownNotes, onInput: (ownNotes) => change({ ownNotes }) })}
      </fieldset>
      ${sentences.length ? oneLine(path, sentences) : nothing}
    `,
  };
}

/** Notes that belong together, folded away: a list of them all can frighten. */
function notesOf(group: NoteGroup, { value, change }: SharePath): TemplateResult {
  const notes: readonly ContentNote[] = noteGroups[group];
  const chosen = notes.filter((note) => value.notes.includes(note)).map(noteName);
  const name = noteGroupWords()[group];
  return html`<details>
    <summary>${chosen.length ? fill(msg('{group}: {chosen}'), { group: name, chosen: chosen.join(', ') }) : name}</summary>
    ${notes.map((note) => tick(`note-${note}`, noteName(note), value.notes.includes(note), (there) => change({ notes: toggled(value.notes, note, there) })))}
  </details>`;
}

/** A sentence that may stand by itself where somebody feels alone. */
function oneLine({ value, change }: SharePath, sentences: readonly string[]): TemplateResult {
  const options = [{ value: '', words: msg('None') }, ...sentences.map((sentence) => ({ value: sentence, words: sentence }))];
  return html`<fieldset>
    <legend>${msg('You are not the only one')}</legend>
    <p class="quiet">${msg('Below other stories, readers can meet single sentences of people who know this too. If you like, choose one of yours.')}</p>
    ${choiceField('line', msg('A sentence that may be shown by itself'), sentences.includes(value.line) ? value.line : '', options, (line) => change({ line }))}
  </fieldset>`;
}
