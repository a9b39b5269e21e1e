import { html, type TemplateResult } from 'lit-html'

/** A secret that is shown this once, ready to be copied. */
export function once(label: string, name: string, text: string): TemplateResult {
  return html`<label class="invitation">
    <span>${label}</span>
    <input name=${name} type="text" readonly autocomplete="off" .value=${text} @focus=${(event: Event) => (event.currentTarget as HTMLInputElement).select()} />
  </label>`
}
