import { html, nothing, type TemplateResult } from 'lit';
import { inLanguage } from '../../domain/in-language.ts';
import type { Space } from '../../domain/space.ts';
import { fill, msg } from '../../internal/localize.ts';
import { hoursInWords } from '../support-now/hours.ts';
import type { SharePath, StepWords } from './path.ts';

/** Before anybody writes: the ground rules, from what age, what cannot stay between them, who reads it and when. */
export function house(path: SharePath): StepWords {
  const { space, words } = path.host;
  const { ages, rules = [], confidentiality } = inLanguage(space, words.locale);
  return {
    title: msg('Before you write'),
    content: html`
      <p>${fill(ages.to === undefined ? msg('This is for people from age {from}.') : msg('This is for people aged {from} to {to}.'), { from: ages.from, to: ages.to ?? 0 })}</p>
      ${rules.length
        ? html`<h4>${msg('What we ask of each other')}</h4>
            <ul>
              ${rules.map((rule) => html`<li><bdi>${rule}</bdi></li>`)}
            </ul>`
        : nothing}
      <h4>${msg('What we cannot promise')}</h4>
      <p>${msg('Nobody here knows where you are, and nobody can send help to you.')}</p>
      ${confidentiality ? html`<p class="said" dir="auto">${confidentiality}</p>` : nothing}
      ${space.holds ? html`<p>${msg('If somebody may be in danger, the team can take a story out of what others read, and keep a copy that only very few of them may open: also when you take your words back, until it is not needed any more.')}</p>` : nothing}
      <h4>${msg('Who reads it first')}</h4>
      ${whoReads(space, words.locale)}
      <h4>${msg('How long it stays')}</h4>
      <p>
        ${fill(msg('A story that was sent stays for {months, plural, one {# month} other {# months}}, unless you withdraw it before.'), { months: space.keptMonths })}
        ${space.backupDays ? fill(msg('In backups, what you withdrew can still be for {days, plural, one {# day} other {# days}}.'), { days: space.backupDays }) : nothing}
        <a href=${space.privacy} target="_blank" rel="noopener noreferrer">${msg('How this site treats data')}</a>
      </p>
    `,
    next: msg('I have read this'),
  };
}

/** A person, how long that takes, whether anybody is reading at this moment, and the hours. */
export function whoReads({ title, readWithinHours, watchHours, reading, moderation }: Space, locale: string): TemplateResult {
  const now = Date.now();
  return html`<p>
      ${fill(moderation === 'two' ? msg('Two people of {title} read every story and agree before anybody else can read it.') : msg('A person of {title} reads every story before anybody else can.'), { title: `\u2068${title}\u2069` })}
      ${readWithinHours ? fill(msg('That usually takes up to {hours, plural, one {# hour} other {# hours}}.'), { hours: readWithinHours }) : nothing}
    </p>
    <p>
      ${reading ? msg('Somebody is reading at this moment.') : msg('Nobody is reading at this moment.')}
      ${msg('Somebody reads at these times:')} ${watchHours.map((hours) => html`<span class="hours">${hoursInWords(hours, locale)} <span class="quiet">(${zoneName(hours.timeZone, locale, now)})</span></span>`)}
    </p>`;
}

function zoneName(timeZone: string, locale: string, now: number): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
