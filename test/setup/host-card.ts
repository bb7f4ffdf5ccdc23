import { html, LitElement } from 'lit';

/** Something that a host made with Lit too. */
customElements.define(
  'host-card',
  class extends LitElement {
    override render() {
      return html`<p>${'Open from Monday to Friday'}</p>`;
    }
  },
);
