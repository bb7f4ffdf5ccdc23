import { html, nothing, type TemplateResult } from 'lit';
import { OneAct } from '../../client/one-act.ts';
import { type NoteGroup, noteGroups } from '../../domain/content-notes.ts';
import { inLanguage } from '../../domain/in-language.ts';
import type { Reportable, RulingDraft, RulingKind } from '../../domain/report.ts';
import type { Reason, SpaceSettings } from '../../domain/space.ts';
import { type Decision, type DecisionDraft, mayBePublished, restored, type Sending } from '../../domain/story.ts';
import { msg, withCatalog } from '../../internal/localize.ts';
import { noteGroupWords, noteName } from '../story-list/notes.ts';
import { choiceField, pick, tick, toggled, wordsField } from '../story-share/fields.ts';
import type { Opened } from './opened.ts';
import { askedAwayWords, type AskTemplate, askNames, askTemplates, askWords, checkinBeginnings, goneWords, notPublishedWords, reporterWords, sorryWords, takenDownWords } from './templates.ts';

/** Hiding until it was read is an act of its own, which decides nothing. */
export type Choice = Decision['decision'] | Exclude<RulingKind, 'hide'>;

/** Which of them take words to the writer, and which need them. */
const needsWords: readonly Choice[] = ['ask-changes', 'not-publish', 'take-down'];
const takesWords: readonly Choice[] = [...needsWords, 'restore'];
const quotesRule: readonly Choice[] = ['not-publish', 'take-down'];

/** What is missing before it can be decided. */
type Missing = 'choice' | 'second' | 'notes' | 'rule' | 'quote' | 'words' | 'suggested';

/**
 * What is decided about one story or report, and the words that go with it. What was typed stays, whatever is chosen
 * meanwhile and whatever comes of it.
 */
export class Decide {
  choice?: Choice | undefined;
  #notes: string[] = [];
  /** One of the desk's, or of the space's by its number. */
  #template = '';
  #reason = '';
  #rule = '';
  /** Words to the writer, for each choice of its own. */
  readonly #messages = new Map<Choice, string>();
  /** What was put in by a template, to know it from what somebody wrote. */
  readonly #put = new Map<Choice, string>();
  #suggests = false;
  /** The writer's words, as they might be. */
  #suggested?: string;
  #toReporter?: string;
  #missing?: Missing | undefined;
  readonly #act = new OneAct();
  readonly #opened: Opened;

  constructor(opened: Opened) {
    this.#opened = opened;
  }

  /** Whether somebody has written something here. */
  get written(): boolean {
    return !!this.#suggestion || [...this.#messages].some(([choice, words]) => words.trim() && words !== this.#put.get(choice));
  }

  /** What somebody wrote and cannot send any more, to be taken along. */
  kept(): TemplateResult {
    const words = [...this.#messages].filter(([choice, words]) => words.trim() && words !== this.#put.get(choice)).map(([, words]) => words);
    if (this.#suggestion) words.push(this.#suggestion);
    return html`<div class="field">
      <label for="kept">${msg('What you wrote')}</label>
      <textarea id="kept" part="text" rows="5" dir="auto" readonly .value=${words.join('\n\n')}></textarea>
    </div>`;
  }

  /** One act, however often it is sent; changed words are another one. */
  intentFor(draft: object): string {
    return this.#act.intentFor(draft);
  }

  render(): TemplateResult {
    const { opened, choice } = { opened: this.#opened, choice: this.choice };
    const missing = this.#missing && missingWords()[this.#missing];
    return html`<form class="decide" part="decide" @submit=${this.#onSubmit}>
      <fieldset>
        <legend>${msg('What do you decide?')}</legend>
        ${opened.item.sending && !mayBePublished(opened.item.sending) ? html`<p>${cannotPublish(opened.item.sending.flags)}</p>` : nothing}
        ${opened.item.sending && !opened.agreed ? html`<p class="quiet">${msg('Two people have to agree here before anything is published: ask for a second opinion first.')}</p>` : nothing}
        ${this.#choices().map(([each, words, hint]) => pick('decision', each, words, choice, this.choose, hint))}
      </fieldset>
      ${choice === 'publish-with-note' ? this.#noteChoice() : nothing} ${choice && this.#takesWords(choice) ? this.#message(choice) : nothing}
      ${choice && opened.item.report ? this.#reporter() : nothing}
      <p role="alert">${missing ?? nothing}</p>
      <p class="acts">
        <button class="main" aria-disabled=${opened.busy}>${msg('Decide')}</button>
        <span role="status">${opened.busy ? msg('It is on its way …') : nothing}</span>
      </p>
    </form>`;
  }

  /** What is chosen, as by a press. What cannot be chosen here is not. */
  readonly choose = (choice: Choice): void => {
    if (!this.#choices().some(([each]) => each === choice)) return;
    if (choice !== this.choice) this.#template = '';
    this.choice = choice;
    this.#missing = undefined;
    const { report } = this.#opened.item;
    const begun = !!this.#messages.get(choice)?.trim();
    if (choice === 'take-down' && this.#quotesNoRule && !this.#toGroup && !begun) void this.#begin(choice, report?.said === undefined ? askedAwayWords : sorryWords);
    this.#opened.host.requestUpdate();
  };

  /** Everything there is to decide here, in words, with what it means. */
  #choices(): [choice: Choice, words: string, hint?: string][] {
    const { sending, report } = this.#opened.item;
    return report ? this.#rulings() : sending?.audience === 'writer' ? replyChoices(mayBePublished(sending)) : storyChoices(!sending || mayBePublished(sending));
  }

  #rulings(): [Choice, string, string?][] {
    const { there, hidden, item } = this.#opened;
    if (item.report?.said !== undefined) return messageChoices(there);
    if (item.report?.checkin !== undefined) return checkinChoices(there, hidden, !!item.report.hid);
    const restore: [Choice, string, string] = ['restore', msg('Show it again'), msg('Readers see it as before. It is not hidden by a report a second time.')];
    const nothingDone: [Choice, string, string] = ['no-action', msg('Leave everything as it is'), msg('The writer is told nothing. Nobody learns that it was reported.')];
    if (!there) return [nothingDone];
    return [
      ...(hidden ? [restore] : []),
      ...(hidden && item.report?.hid ? [] : [nothingDone]),
      ...(item.report?.reason === 'mine' ? [] : ([['ask-changes', msg('Ask the writer to change something'), msg('Readers do not see it until somebody has read the change.')]] as [Choice, string, string][])),
      ['take-down', msg('Take it out of what others read'), this.#quotesNoRule ? msg('The writer is told, and can answer.') : msg('The writer is told which rule it is about, and can answer.')],
    ];
  }

  /** It is taken out because of no rule: somebody asked for it, or it is what the team wrote. */
  get #quotesNoRule(): boolean {
    const { report } = this.#opened.item;
    return report?.reason === 'mine' || report?.said !== undefined || this.#toGroup;
  }

  /** It is what a group was told: nobody has a receipt of it, and whoever wrote it keeps it. */
  get #toGroup(): boolean {
    return this.#opened.item.report?.checkin !== undefined;
  }

  #takesWords(choice: Choice): boolean {
    return takesWords.includes(choice) || (choice === 'no-action' && this.#toGroup && this.#opened.there);
  }

  /** Whether a rule stands in the words to the writer. */
  #quotes = (choice: Choice): boolean => quotesRule.includes(choice) && !this.#quotesNoRule;

  #noteChoice(): TemplateResult {
    const there = this.#opened.item.sending?.notes ?? [];
    const groups = Object.entries(noteGroups) as [NoteGroup, readonly string[]][];
    return html`<fieldset>
      <legend>${msg('What should readers know before they open it?')}</legend>
      ${there.length ? html`<p class="quiet">${msg('Its writer says already:')} ${there.map((note, i) => html`${i ? ', ' : ''}<bdi>${noteName(note)}</bdi>`)}</p>` : nothing}
      <div class="notes-choice">
        ${groups.map(
          ([group, notes]) => html`<div role="group" aria-label=${noteGroupWords()[group]}>
            <p class="quiet">${noteGroupWords()[group]}</p>
            ${notes.filter((note) => !there.includes(note)).map((note) => tick(`note-${note}`, noteName(note), this.#notes.includes(note), (yes) => this.#change(() => (this.#notes = toggled(this.#notes, note, yes)))))}
          </div>`,
        )}
      </div>
    </fieldset>`;
  }

  /** Words to the writer: a beginning to choose, and everything in it to change. */
  #message(choice: Choice): TemplateResult {
    const { sending } = this.#opened;
    const said = this.#opened.item.report?.said !== undefined;
    return html`${this.#toGroup ? this.#beginningChoice(choice) : this.#quotes(choice) ? this.#ruleChoice(choice) : choice === 'ask-changes' ? this.#templateChoice(choice) : nothing}
    ${wordsField({
      id: 'to-writer',
      label: said ? msg('Words to the writer, in its place') : this.#toGroup ? toGroupWords(needsWords.includes(choice)) : needsWords.includes(choice) ? msg('Words to the writer') : msg('Words to the writer (you need not write anything)'),
      hint: this.#toGroup ? msg('They see it as words of the team, beside what they wrote. Nobody else sees it. Write about the words and never about who reported them.') : msg('They see it as words of the team, with their receipt. Nobody else sees it.'),
      value: this.#messages.get(choice) ?? '',
      rows: 6,
      ...(sending && { language: sending.language }),
      onInput: (words) => this.#change(() => this.#messages.set(choice, words)),
    })}
    ${choice === 'ask-changes' && sending && !this.#opened.item.report ? this.#otherWords(sending) : nothing}`;
  }

  /** Other words in the place of the writer's. */
  #otherWords({ text, language }: Sending): TemplateResult {
    return html`${tick('suggests', msg('Suggest other words'), this.#suggests, (yes) => this.#change(() => (this.#suggests = yes)), msg('The writer sees what you would change, and takes it with one press, or does not.'))}
    ${this.#suggests ? wordsField({ id: 'suggested', label: msg('The words as they might be'), value: this.#suggested ?? text, rows: 8, language, onInput: (words) => this.#change(() => (this.#suggested = words)) }) : nothing}`;
  }

  /** What is suggested, if it is anything else than what the writer wrote. */
  get #suggestion(): string | undefined {
    const words = this.#suggested?.trim();
    return this.#suggests && words && words !== this.#opened.sending?.text ? words : undefined;
  }

  #templateChoice(choice: Choice): TemplateResult {
    const names = askNames();
    const own = this.#reasons('ask-changes');
    const options = [{ value: '', words: msg('Choose a beginning') }, ...askTemplates.map((value) => ({ value: value as string, words: names[value] })), ...own.map(({ name }, at) => ({ value: `${at}`, words: name }))];
    return choiceField('template', msg('What is it about?'), this.#template, options, (template) => {
      this.#template = template;
      if (template) void this.#begin(choice, () => own[Number(template)]?.words ?? askWords()[template as AskTemplate]);
    });
  }

  /** Beginnings for whoever told something to their group. */
  #beginningChoice(choice: Choice): TemplateResult {
    const all = checkinBeginnings(choice === 'take-down');
    const options = [{ value: '', words: msg('Choose a beginning') }, ...all.map(({ name }, at) => ({ value: `${at}`, words: name }))];
    return choiceField('template', msg('What is it about?'), this.#template, options, (template) => {
      this.#template = template;
      if (template) void this.#begin(choice, () => checkinBeginnings(choice === 'take-down')[Number(template)]!.words);
    });
  }

  #ruleChoice(choice: Choice): TemplateResult {
    const own = choice === 'not-publish' ? this.#reasons('not-publish') : [];
    const options = [{ value: '', words: msg('Choose a rule') }, ...this.#rules.map((value) => ({ value, words: value }))];
    const put = () => {
      const [rule, reason] = [this.#rule, own[Number(this.#reason || NaN)]?.words];
      if (rule || reason) void this.#begin(choice, () => [reason, rule && (choice === 'take-down' ? takenDownWords(rule) : notPublishedWords(rule))].filter(Boolean).join('\n\n'));
    };
    return html`${choiceField('rule', msg('Which rule is it about?'), this.#rule, options, (rule) => {
      this.#rule = rule;
      put();
    })}
    ${own.length
      ? choiceField('reason', msg('Words of your team to begin with'), this.#reason, [{ value: '', words: msg('None') }, ...own.map(({ name }, at) => ({ value: `${at}`, words: name }))], (reason) => {
          this.#reason = reason;
          put();
        })
      : nothing}`;
  }

  /** The rules, as their writer read them. */
  get #rules(): readonly string[] {
    const { host, sending } = this.#opened;
    return (host.space && inLanguage(host.space, sending?.language ?? host.words.locale).rules) ?? [];
  }

  /** Beginnings of the space, in the language of the writer. */
  #reasons(kind: Reason['for']): readonly Reason[] {
    const { host, sending } = this.#opened;
    const { reasons = [] } = host.decided ? inLanguage<SpaceSettings>(host.decided, sending?.language ?? host.words.locale) : {};
    return reasons.filter((each) => each.for === kind);
  }

  #reporter(): TemplateResult {
    return wordsField({
      id: 'to-reporter',
      label: msg('Words to whoever reported it'),
      hint: this.#toGroup ? msg('They see it with their report. You need not write anything.') : msg('They see it if they have a receipt. You need not write anything.'),
      value: this.#toReporter ?? this.#thanks,
      rows: 3,
      onInput: (words) => (this.#toReporter = words),
    });
  }

  /** Puts a beginning in, in the language of the writer. What somebody wrote stays below it. */
  async #begin(choice: Choice, words: () => string) {
    const catalog = await this.#opened.host.speak(this.#opened.language);
    const put = withCatalog(catalog, words);
    const there = this.#messages.get(choice) ?? '';
    const own = there.trim() && there !== this.#put.get(choice);
    this.#put.set(choice, put);
    this.#messages.set(choice, own ? `${put}${put && '\n\n'}${there.trim()}` : put);
    this.#missing = undefined;
    this.#opened.host.requestUpdate();
  }

  #change(change: () => void) {
    change();
    this.#missing = undefined;
    this.#opened.host.requestUpdate();
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    if (this.#opened.busy) return;
    this.#missing = this.#whatIsMissing();
    this.#opened.host.requestUpdate();
    if (!this.#missing) return void this.#opened.decide();
    const where: Record<Missing, string> = { choice: '[name=decision]', second: '.talk button', notes: '.notes-choice input', rule: '#rule', quote: '#to-writer', words: '#to-writer', suggested: '#suggested' };
    this.#opened.host.shadowRoot?.querySelector<HTMLElement>(where[this.#missing])?.focus();
  };

  #whatIsMissing(): Missing | undefined {
    const { choice } = this;
    if (!choice) return 'choice';
    if ((choice === 'publish' || choice === 'publish-with-note') && !this.#opened.agreed) return 'second';
    if (choice === 'publish-with-note' && !this.#notes.length) return 'notes';
    const words = this.#messages.get(choice)?.trim();
    if (this.#quotes(choice) && this.#rules.length) {
      if (!this.#rule) return 'rule';
      if (!words?.includes(this.#rule)) return 'quote';
    }
    if (needsWords.includes(choice) && !words) return 'words';
    return choice === 'ask-changes' && this.#suggests && !this.#opened.item.report && !this.#suggestion ? 'suggested' : undefined;
  }

  /** With time to take it back, where the backend has that. */
  decision(sending: string, rev: string, grace: boolean): DecisionDraft {
    const decision = this.choice as Decision['decision'];
    const message = this.#words;
    return { sending, rev, decision, ...(grace && { grace }), ...(message && { message }), ...(decision === 'publish-with-note' && { notes: this.#notes }), ...(decision === 'ask-changes' && this.#suggestion && { suggestion: { text: this.#suggestion } }) };
  }

  ruling(report: string): RulingDraft {
    const ruling = this.choice as Exclude<RulingKind, 'hide'>;
    const [message, toReporter] = [this.#words, (this.#toReporter ?? this.#thanks).trim()];
    return { report, ruling, ...(message && { message }), ...(toReporter && { toReporter }) };
  }

  /** What whoever reported it reads where nobody writes anything else. */
  get #thanks(): string {
    if (this.#toGroup && !this.#opened.there) return goneWords();
    return reporterWords(this.choice !== 'no-action' && this.choice !== 'restore', this.#opened.item.report?.story === undefined);
  }

  get #words(): string | undefined {
    return this.choice && this.#takesWords(this.choice) ? this.#messages.get(this.choice!)?.trim() : undefined;
  }
}

const missingWords = (): Record<Missing, string> => ({
  choice: msg('Please choose what you decide.'),
  second: msg('Two people have to agree here before anything is published. Ask for a second opinion; what you wrote stays here.'),
  notes: msg('Please choose what readers should know, or publish it without a note.'),
  rule: msg('Please choose the rule. The writer is told which one it is.'),
  quote: msg('The rule does not stand in your words any more. Please put it in again, as it is written.'),
  words: msg('Please write to the writer. Nobody should have to guess why.'),
  suggested: msg('Please change the words that you suggest, or suggest none.'),
});

const cannotPublish = (flags: readonly string[] = []): string =>
  flags.includes(restored) ? msg('It came back from a backup and cannot be published until its writer has looked at it and agreed again.') : msg('Its writer does not agree to have it published.');

/** What the team wrote hurts nobody but whom it was written to, and is theirs to be changed. */
const messageChoices = (there: boolean): [Choice, string, string?][] => [
  ['no-action', msg('Leave everything as it is'), msg('Whoever reported it is told that somebody else read it.')],
  ...(there ? ([['take-down', msg('Take it out, and write something else in its place'), msg('Nobody sees it any more, wherever it stood.')]] as [Choice, string, string][]) : []),
];

const toGroupWords = (needed: boolean) => (needed ? msg('Words to whoever wrote it') : msg('Words to whoever wrote it (you need not write anything)'));

/** What a group was told is its writer's own, whatever is decided: nobody deletes it. */
function checkinChoices(there: boolean, hidden: boolean, hid: boolean): [Choice, string, string?][] {
  if (!there) return [['no-action', msg('Close the report'), msg('Its group has it no more, so nothing is left to decide.')]];
  return [
    ...(hidden ? ([['restore', msg('Give it back to its group'), msg('The group sees it as before. It is not hidden by a report a second time.')]] as [Choice, string, string][]) : []),
    ...(hidden && hid ? [] : ([['no-action', msg('Leave it with its group'), msg('You can write to whoever wrote it, and need not. If you do, they can tell that the team has read it.')]] as [Choice, string, string][])),
    ['take-down', msg('Take it from its group'), msg('Its writer keeps it for themselves and is told why. What others said to it goes.')],
  ];
}

const asking = (): [Choice, string, string] => ['ask-changes', msg('Ask the writer to change something'), msg('They can change it with their receipt, or answer you.')];
const notPublishing = (): [Choice, string, string] => ['not-publish', msg('Do not publish it'), msg('The writer is told which rule it is about, and can answer.')];

const storyChoices = (may: boolean): [Choice, string, string?][] => [
  ...(may
    ? ([
        ['publish', msg('Publish it')],
        ['publish-with-note', msg('Publish it with a note for readers'), msg('They see what it speaks of before they open it.')],
      ] as [Choice, string, string?][])
    : []),
  asking(),
  notPublishing(),
];

const replyChoices = (may: boolean): [Choice, string, string?][] => [...(may ? ([['publish', msg('Give it to the writer of the story')]] as [Choice, string][]) : []), asking(), ['not-publish', msg('Do not give it to the writer of the story'), msg('Whoever wrote it is told which rule it is about, and can answer.')]];

/** What was decided and nobody has learnt of yet, for whoever did. */
export function heldWords(choice: Decision['decision']): string {
  const said: Record<Decision['decision'], string> = {
    publish: msg('It will be published.'),
    'publish-with-note': msg('It will be published, with your note for readers.'),
    'ask-changes': msg('The writer will be asked for changes.'),
    'not-publish': msg('It will not be published, and the writer will be told why.'),
  };
  return said[choice];
}

/** What was decided, for whoever did. */
export function decidedWords(choice: Choice, of: Reportable = 'story'): string {
  if (of === 'checkin' && choice === 'restore') return msg('Its group sees it again.');
  if (of === 'checkin' && choice === 'take-down') return msg('Its group does not see it any more. Its writer keeps it, and is told why.');
  if (of === 'said' && choice === 'take-down') return msg('It is taken out, and the writer reads your words in its place.');
  const said: Record<Choice, string> = {
    publish: msg('It is published.'),
    'publish-with-note': msg('It is published, with your note for readers.'),
    'ask-changes': msg('The writer is asked for changes.'),
    'not-publish': msg('It is not published, and the writer is told why.'),
    restore: msg('Readers see it again.'),
    'take-down': msg('Readers do not see it any more, and the writer is told why.'),
    'no-action': msg('Everything stays as it is.'),
  };
  return said[choice];
}
