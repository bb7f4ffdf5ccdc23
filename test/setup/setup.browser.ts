import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from './accessibility.ts';
import { accessibilityTree, click, emulate, press, resize, type } from './page.ts';
import { eventually } from './until.ts';

class TestGreeting extends LitElement {
  static override properties = { greeted: {} };

  greeted = 'nobody';

  override render() {
    return html`<label>Name <input /></label><p hidden>Later</p>
      <button @click=${() => (this.greeted = this.renderRoot.querySelector('input')!.value)}>Greet</button>
      <p>Hello ${this.greeted}, <slot></slot></p>`;
  }
}
customElements.define('test-greeting', TestGreeting);

const greeting = () => fixture<TestGreeting>(html`<test-greeting><b>welcome</b></test-greeting>`);

describe('what the tests themselves stand on', () => {
  it('presses real keys, which move the focus and work what has it', async () => {
    const element = await greeting();
    await press('Tab');
    expect(focused()).to.equal(byRole(element, 'textbox', 'Name'));
    await type('Anna Lee');
    await press('Tab');
    expect(focused()).to.equal(byRole(element, 'button', 'Greet'));
    await eventually(() => focused()!.matches(':focus-visible'), 'the ring is seen');
    await press(' ');
    expect(element.greeted).to.equal('Anna Lee');
    await press('Shift+Tab');
    expect(focused()).to.equal(byRole(element, 'textbox'));
  });

  it('clicks with a real mouse', async () => {
    const element = await greeting();
    element.renderRoot.querySelector('input')!.value = 'Ben';
    await click(byRole(element, 'button', 'Greet'));
    expect(element.greeted).to.equal('Ben');
  });

  it('reads the words and names a person meets, not those that are hidden', async () => {
    const element = await greeting();
    expect(wordsOf(element)).to.equal('Name Greet\nHello nobody, welcome');
    expect(allByRole(element, 'button').map(nameOf)).to.deep.equal(['Greet']);
    expect(() => byRole(element, 'button', 'Leave')).to.throw('there are: "Greet"');
  });

  it('finds what axe finds, inside a shadow root', async () => {
    const element = await greeting();
    await expectAccessible(element);
    element.renderRoot.querySelector('label')!.replaceWith(document.createElement('input'));
    const failure = await expectAccessible(element).catch(String);
    expect(failure).to.contain('Form elements must have labels');
  });

  it('gives the page another size', async function () {
    if (!(await resize(640, 500))) this.skip();
    expect([innerWidth, innerHeight]).to.deep.equal([640, 500]);
  });

  it('starts each test at the usual size', () => expect(innerWidth).not.to.equal(640));

  it('plays a person who wants forced colours', async function () {
    if (!(await emulate({ colorScheme: 'dark', forcedColors: 'active' }))) this.skip();
    expect(matchMedia('(prefers-color-scheme: dark)').matches).to.equal(true);
    expect(matchMedia('(forced-colors: active)').matches).to.equal(true);
  });

  it('starts each test without them', () => expect(matchMedia('(forced-colors: active)').matches).to.equal(false));

  it('reads the accessibility tree of the browser', async function () {
    await greeting();
    const tree = await accessibilityTree();
    if (!tree) this.skip();
    expect(tree.filter(({ role }) => role === 'textbox').map(({ name }) => name.trim())).to.deep.equal(['Name']);
  });
});
