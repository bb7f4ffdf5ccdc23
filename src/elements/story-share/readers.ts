import { html, nothing, type TemplateResult } from 'lit';
import { knowsWho } from '../../domain/space.ts';
import type { Purpose } from '../../domain/story.ts';
import { fill, msg } from '../../internal/localize.ts';
import { pick, tick, toggled } from './fields.ts';
import { whoReads } from './house.ts';
import type { SharePath, StepWords } from './path.ts';
import type { Readers } from './story-draft.ts';
import { takeAlong } from './take-along.ts';
import { keeping } from './write.ts';

/** Who may read it and what for. The smallest circle comes first and is chosen until another is. */
export function readers(path: SharePath): StepWords {
  const { value, edited, host } = path;
  const mine = value.readers === 'myself';
  return {
    title: msg('Who may read it'),
    content: html`
      ${edited ? nothing : circles(path)}
      ${mine
        ? html`<p>${msg('It is not sent to anybody.')}</p>
            ${keeping(path)} ${takeAlong(path)}`
        : html`${purposes(path)} ${answers(path)} ${edited ? nothing : html`<h4>${msg('Who reads it first')}</h4>${whoReads(host.space, host.words.locale)}`}`}
    `,
    ...(mine && { next: msg('Stop here for now'), onNext: path.stop }),
  };
}

const said = (title: string): Record<Readers, [words: string, hint: string]> => ({
  myself: [msg('Only me'), msg('Writing it down can be enough. You can send it on another day, or never.')],
  facilitator: [msg('One person: the facilitator of my group'), msg('The service knows who you are, because it knows the members of the group.')],
  group: [msg('My group'), msg('The service knows who you are, because it knows the members of the group.')],
  everyone: [fill(msg('Everyone who visits {title}'), { title: `\u2068${title}\u2069` }), msg('Nobody learns who wrote it: the service does not know it either.')],
});

function circles(path: SharePath): TemplateResult {
  const { value, change, host } = path;
  const words = said(host.space.title);
  const offered = (['facilitator', 'group', 'everyone'] as const).filter((each) => host.space.audiences.includes(each) && (!knowsWho(each) || host.group));
  const choose = (who: Readers) => change({ readers: who });
  return html`<fieldset>
    <legend>${msg('You can begin small')}</legend>
    ${(['myself', ...offered] as const).map((who) => pick('readers', who, words[who][0], value.readers, choose, words[who][1]))}
  </fieldset>`;
}

/** Each by itself, none of them chosen for the writer. */
function purposes({ value, change }: SharePath): TemplateResult {
  const choose = (purpose: Purpose) => (yes: boolean) => change({ consents: toggled(value.consents, purpose, yes) });
  const one = (purpose: Purpose, words: string, hint?: string) => tick(`consent-${purpose}`, words, value.consents.includes(purpose), choose(purpose), hint);
  return html`<fieldset>
    <legend>${msg('What it may be used for')}</legend>
    ${value.readers === 'everyone' ? one('publish', msg('It may be published here')) : nothing}
    ${one('training', msg('The team may learn from it in training'))}
    ${one('quote', msg('It may be quoted elsewhere, such as in a report'), msg('What was printed by then stays printed.'))}
    <p class="quiet">${msg('With your receipt you can take back each of these, at any time.')}</p>
  </fieldset>`;
}

function answers({ value, change, host }: SharePath): TemplateResult {
  return html`<fieldset>
    <legend>${msg('Answers')}</legend>
    ${tick('answers', msg('People may answer'), value.answers, (yes) => change({ answers: yes }), msg('With a few kind words to choose from, such as “I’ve been there too”. You see them with your receipt; nobody sees how many there are.'))}
    ${value.answers && host.space.replies ? tick('advice', msg('I would like to hear ideas and advice'), value.advice, (yes) => change({ advice: yes }), msg('Otherwise those who write to you are asked to give none.')) : nothing}
  </fieldset>`;
}
