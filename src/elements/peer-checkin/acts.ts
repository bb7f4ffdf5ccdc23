import { html, nothing, type TemplateResult } from 'lit';
import { checkinLimits } from '../../domain/checkin.ts';
import { CheckinChangedEvent } from '../../events/checkin-changed.ts';
import { CheckinSentEvent } from '../../events/checkin-sent.ts';
import { fill, msg } from '../../internal/localize.ts';
import { timeZoneHere } from '../../internal/zone-here.ts';
import { isEmpty, nothingSaid, saidOf, type CheckinHost, type Own, type Said } from './host.ts';

export { styles } from './acts.styles.ts';

/** What is shown instead of the words: others' view of them, what is on its way, what came of it. */
type View = '' | 'preview' | 'sending' | 'sent' | 'kept';

/** What happens once somebody presses the button, and what is shown then. */
export class Acts {
  readonly #host: CheckinHost;
  #view: View = '';
  /** What was just sent or kept. */
  #after: Said = nothingSaid();

  constructor(host: CheckinHost) {
    this.#host = host;
  }

  /** Whether nothing else is shown beside. */
  get busy(): boolean {
    return this.#view === 'preview' || this.#view === 'sending';
  }

  /** Somebody else is here by now. */
  get #gone(): boolean {
    return this.#host.parts.acts !== this;
  }

  /** Back to words. */
  over() {
    this.#view = '';
  }

  forget() {
    this.over();
    this.#after = nothingSaid();
  }

  /** Undefined while words are written. */
  render(): unknown {
    const { who, sending, own } = this.#host.parts;
    switch (this.#view) {
      case 'preview':
        return who!.preview(() => void this.#send());
      case 'sending':
        return sending!.render();
      case 'sent':
        return html`${own!.goneView()} ${own!.sentView(this.#afterwards(!!own!.goneView()))}`;
      case 'kept':
        return this.#kept();
      default:
        return undefined;
    }
  }

  /** For oneself on this device. */
  #kept(): TemplateResult {
    return html`<section class="step" aria-labelledby="title">
      <h3 id="title" part="title" tabindex="-1">${msg('That is said, for yourself')}</h3>
      ${this.#afterwards()}
      <div class="acts"><button type="button" @click=${() => this.#host.begin()}>${msg('Another one')}</button></div>
    </section>`;
  }

  /** What may come next, and what became of keeping it. */
  #afterwards(gone = false): unknown {
    const host = this.#host;
    const [support, steps] = [host.here('support'), host.here('steps')];
    const toPeople = this.#view === 'sent' ? () => void this.toPeople() : undefined;
    return html`${host.hard ? html`${support?.acknowledged()} ${host.helpOpen || host.hard === 'closed' ? nothing : host.support()}` : nothing}
      ${this.#after.feelings.includes('cut-off') ? steps?.steps(host, this.#after, toPeople, host.openHelp) : nothing}
      ${gone ? nothing : host.parts.keep?.render()}`;
  }

  async go(): Promise<void> {
    const host = this.#host;
    const more = (host.said.words?.length ?? 0) - checkinLimits.words;
    if (more > 0) return host.object(() => fill(msg('This is longer than can be sent, by {count, plural, one {# character} other {# characters}}.'), { count: more }));
    if (!host.place.mine) return this.#keepHere();
    const { who } = host.parts;
    if (!who || who.audience === 'me') return this.#send();
    if (who.missing) return host.object(who.missing);
    await who.fresh();
    // Meanwhile somebody may have ended it.
    if (who.missing) return host.object(who.missing);
    this.#view = 'preview';
    host.turn();
  }

  async #send(): Promise<void> {
    const host = this.#host;
    const [{ Sending }, { OwnList }] = await Promise.all([host.fetch('sending'), host.fetch('own')]);
    const { said } = host;
    if (this.#gone || isEmpty(said)) return;
    host.parts.own ??= new OwnList(host);
    const sending = (host.parts.sending ??= new Sending(host));
    const draft = host.parts.who?.draft ?? { ...saidOf({ ...said, words: said.words?.trim() }), audience: 'me', stays: 'today', timeZone: timeZoneHere() };
    this.#view = 'sending';
    void sending.send(draft, host.edited);
  }

  async #keepHere(): Promise<void> {
    const host = this.#host;
    const { Keep } = await host.fetch('keep');
    const { said } = host;
    // Pressed twice: it is kept already.
    if (this.#gone || isEmpty(said)) return;
    const keep = (host.parts.keep ??= new Keep(host));
    this.#shows('kept', said);
    await keep.write(said);
  }

  edit = async (own: Own): Promise<void> => {
    const host = this.#host;
    const { Who } = await host.fetch('who');
    const who = (host.parts.who ??= new Who(host));
    await who.named;
    if (this.#gone) return;
    host.begin(saidOf(own));
    host.edited = own;
    who.take(own);
  };

  /** Whoever feels cut off lets somebody know whom they chose. */
  async toPeople(): Promise<void> {
    const host = this.#host;
    const { own } = host.parts;
    const latest = this.#view === 'sent' ? own?.list.find(({ id }) => id === own.latest) : undefined;
    await host.opening('who');
    if (this.#gone) return;
    if (latest) await this.edit(latest);
    host.open = 'who';
    host.parts.who!.choose('people');
    host.turn('.panel input:checked');
  }

  /** The backend has it. */
  sent(own: Own): void {
    const host = this.#host;
    const { edited, said } = host;
    const { keep } = host.parts;
    const wanted = keep?.wanted;
    if (own.audience !== 'me' || (edited && edited.audience !== 'me')) host.dispatchEvent(edited ? new CheckinChangedEvent(own.id) : new CheckinSentEvent(own.id));
    this.left(own, said);
    if (wanted) void keep!.write(said, own);
    // A copy on the device is its writer's too: they are asked.
    if (edited) void host.fetch('keep').then(({ Keep }) => (host.parts.keep ??= new Keep(host)).askAbout(own, said)).catch(() => {});
  }

  /** What somebody made of it elsewhere is left as it is. */
  left(own: Own, said = nothingSaid()): void {
    this.#shows('sent', said);
    const list = this.#host.parts.own!;
    list.put(own);
    list.watch();
  }

  #shows(view: View, said: Said) {
    const host = this.#host;
    const { hard } = host;
    host.parts.kept?.done();
    host.begin();
    host.hard = hard;
    this.#after = said;
    this.#view = view;
  }
}
