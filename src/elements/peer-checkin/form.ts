import { isEmpty, type Said } from './host.ts';

/** What a form around an element needs of it. */
export interface Field extends HTMLElement {
  name: string;
  required: boolean;
  readonly said: Said;
}

/** The part of a form. Where a browser has no elements for forms, it adds to what the form sends while it is being sent. */
export class FormPart {
  readonly #field: Field;
  readonly internals: ElementInternals | undefined;
  readonly #adding = (event: Event) => this.#add(event as FormDataEvent);

  constructor(field: Field) {
    this.#field = field;
    const internals = field.attachInternals?.() as Partial<ElementInternals> | undefined;
    if (internals?.setFormValue) this.internals = internals as ElementInternals;
  }

  get form(): HTMLFormElement | null {
    return this.internals ? this.internals.form : this.#field.closest('form');
  }

  connected() {
    if (!this.internals) this.#field.ownerDocument.addEventListener('formdata', this.#adding);
  }

  disconnected() {
    this.#field.ownerDocument.removeEventListener('formdata', this.#adding);
  }

  /** Says to the form what there is, and what is missing. `anchor`: where the browser says so. */
  update(missing: string, anchor: HTMLElement | null) {
    const { internals } = this;
    if (!internals) return;
    const { said, name, required } = this.#field;
    const empty = isEmpty(said);
    // Nothing that somebody did not choose is sent, not even an empty field.
    if (!name || empty) internals.setFormValue(null);
    else internals.setFormValue(this.#write(new FormData()), JSON.stringify(said));
    if (required && empty && anchor) internals.setValidity({ valueMissing: true }, missing, anchor);
    else internals.setValidity({});
  }

  #write(data: FormData): FormData {
    const { name, said: { feelings, ...more } } = this.#field;
    for (const code of feelings) data.append(`${name}[feelings][]`, code);
    for (const [key, value] of Object.entries(more)) if (value?.trim()) data.append(`${name}[${key}]`, value);
    return data;
  }

  #add({ target, formData }: FormDataEvent) {
    if (target === this.form && this.#field.name && !this.#field.matches('fieldset:disabled *')) this.#write(formData);
  }
}
