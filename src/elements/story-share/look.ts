import { html } from 'lit';
import { define } from '../../internal/define.ts';
import { msg } from '../../internal/localize.ts';
import { StoryGlasses } from './glasses.ts';
import type { SharePath, StepWords } from './path.ts';

/** Fetches what the language of a text needs, while there is a connection. */
export { readerOf as ready } from '../../domain/identifying/load.ts';

/** Stands between the story and what helped, so that both are looked through at once. */
const between = '\n\n———\n\n';

/** What could tell who somebody is, seen by the writer alone. It changes nothing by itself and holds nobody up. */
export function look({ value: { text, helped, language }, change, host }: SharePath): StepWords {
  define('story-glasses', StoryGlasses);
  const softened = (both: string) => {
    const at = helped ? both.lastIndexOf(between) : both.length;
    change({ text: both.slice(0, at), helped: both.slice(at + between.length) });
  };
  // Where a site is for several countries, none is guessed.
  const [country, other] = host.space.helplines;
  return {
    title: msg('Look at it once more'),
    content: html`<story-glasses .text=${helped ? text + between + helped : text} .written=${language} .country=${other ? undefined : country} .softened=${softened}></story-glasses>`,
  };
}
