import { newIntent } from './client.ts';

/** Something that a person sends, and perhaps sends again: the same content is the same act, other content is another one. */
export class OneAct {
  #intent = '';
  #sent?: string | undefined;

  /** The intent for this content. */
  intentFor(content: unknown): string {
    const sent = JSON.stringify(content);
    if (sent !== this.#sent) this.#intent = newIntent();
    this.#sent = sent;
    return this.#intent;
  }

  /** It has arrived, or surely has not: what is sent next is another act, and of what was sent nothing stays. */
  over(): void {
    this.#sent = undefined;
  }
}
