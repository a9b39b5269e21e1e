/** Around the panels: header, banners, the sentence of the hour, footer. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { LANGUAGES } from '../../../rules/words.ts'
import * as format from '../format.ts'
import { may } from '../permitted.ts'
import { shape, timeText } from './parts.ts'
import type { View } from './view.ts'

const LANGUAGE_NAMES = { ja: '日本語', en: 'English' }

/** The surveyor's mark of a reference level. */
const mark = html`<svg class="datum" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path d="M8 6h16l-8 14z" /><path d="M4 25h24" />
</svg>`

export function header(view: View): TemplateResult {
  const { say, state } = view
  return html`<header class="top">
    <h1 class="brand">${mark}<span>kijun</span> <span lang="ja">基準</span></h1>
    ${pages(view)} ${instance(view)} ${clock(view)} ${link(view)}
    <div class="languages" role="group" aria-label=${say('ui.language')}>
      ${LANGUAGES.map(
        (one) => html`<button
          type="button"
          lang=${one}
          aria-pressed=${view.language === one ? 'true' : 'false'}
          @click=${() => view.act.setLanguage(one)}
        >
          ${LANGUAGE_NAMES[one]}
        </button>`,
      )}
    </div>
    ${state.status === null ? nothing : who(view)}
  </header>`
}

/** The pages; what burns is seen from each of them. */
function pages(view: View): TemplateResult | typeof nothing {
  const { say, state } = view
  if (state.status === null || state.loginNeeded || state.enrolToken !== null || state.resetToken !== null)
    return nothing
  const { page } = state.place
  const open = state.lists.open.items?.length ?? 0
  const link = (
    href: string,
    name: 'now' | 'guideline' | 'checks' | 'agents',
    more: TemplateResult | typeof nothing,
  ) =>
    html`<a href=${href} aria-current=${page === name || `${page}s` === name || (page === 'clocks' && name === 'agents') ? 'page' : 'false'}>${say(`ui.nav.${name}`)}${more}</a>`
  const burning =
    open === 0
      ? nothing
      : html` <span class="count"><span aria-hidden="true">${open}</span><span class="unseen">${say('ui.nav.open', { count: open })}</span></span>`
  return html`<nav class="pages" aria-label=${say('ui.nav')}>${link('#', 'now', burning)} ${link('#guideline', 'guideline', nothing)} ${may(state, 'read-evidence') ? html`${link('#checks', 'checks', nothing)} ${link('#agents', 'agents', nothing)}` : nothing}</nav>`
}

function instance(view: View): TemplateResult | typeof nothing {
  const { status } = view.state
  if (status === null || view.state.loginNeeded) return nothing
  return html`<p class="instance">
    <span>${view.say('ui.foot.version', { version: status.version })}</span>
    <span>${view.say('ui.foot.revision', { revision: status.revision })}</span>
  </p>`
}

function clock(view: View): TemplateResult | typeof nothing {
  if (view.state.status === null) return nothing
  const { now, zone } = view
  return html`<p class="clock" role="timer" aria-live="off" title=${view.say('ui.clock')}>
    <span class="day">${format.day(now, zone)}</span>
    <time datetime=${new Date(now).toISOString()}>${format.timeOfDay(now, zone)}</time>
    <span class="zone">${format.offset(now, zone)} <span>${zone}</span></span>
  </p>`
}

function link(view: View): TemplateResult {
  const { say } = view
  const { state } = view.state.link
  if (state === 'live')
    return html`<p class="link good" title=${say('ui.live.title')}>${shape('good')} ${say('ui.live')}</p>`
  if (state === 'cut') {
    const { contactAt } = view.state.link
    return html`<p class="link bad">
      ${shape('bad')} ${say('ui.cut')} ${contactAt === null ? nothing : say('ui.cut.asOf', { time: timeText(view, contactAt) })}
    </p>`
  }
  return html`<p class="link">${shape('quiet')} ${say('ui.connecting')}</p>`
}

function who(view: View): TemplateResult {
  const { say } = view
  if (view.state.loginNeeded) return html``
  const session = view.state.status?.session ?? null
  if (session === null) return html`<p class="who">${say('ui.anonymous')}</p>`
  return html`<p class="who">
    <a href="#account" title=${say('ui.account')}>${say('ui.loggedIn', { name: session.operator })}</a>
    <span class="role">${say(`role.${session.role}`)}</span>
    ${may(view.state, 'read-people') ? html`<a href="#operators">${say('ui.nav.operators')}</a>` : nothing}
    <button type="button" class="plainly" @click=${() => view.act.logOut()}>${say('ui.logOut')}</button>
  </p>`
}

export function banners(view: View): TemplateResult {
  const { say, state } = view
  const { contactAt } = state.link
  const cut =
    state.link.state === 'cut' && contactAt !== null
      ? html`<div class="banner bad">
          ${shape('bad')}
          <p>
            ${say('ui.cut.banner', {
              time: timeText(view, contactAt),
              span: format.span(Math.max(0, view.now - contactAt), view.language),
            })}
          </p>
          <button type="button" @click=${() => view.act.retryNow()}>${say('ui.cut.retry')}</button>
        </div>`
      : nothing
  const mail =
    state.status?.mail === 'none' && state.place.page === 'now' && may(state, 'read-evidence')
      ? html`<div class="banner warn">${shape('warn')}<p>${say('ui.banner.mail')}</p></div>`
      : nothing
  const { damaged } = state.status ?? {}
  const broken =
    damaged && may(state, 'read-evidence')
      ? html`<div class="banner bad" role="alert">${shape('bad')}<p>${say('ui.banner.damaged', {
          ...{ blocks: String(damaged.blocks) },
          ...{ from: timeText(view, damaged.from), to: timeText(view, damaged.to) },
        })}</p></div>`
      : nothing
  const operator =
    state.status?.operators === 'none'
      ? html`<div class="banner">${shape('quiet')}<p>${say('ui.banner.operator')}</p></div>`
      : nothing
  return html`${cut}${broken}${mail}${operator}`
}

export function footer(view: View): TemplateResult {
  const { say } = view
  const { status } = view.state
  if (status === null || view.state.loginNeeded) return html``
  return html`<footer class="foot">
    <span class="narrow">${say('ui.foot.version', { version: status.version })}</span>
    <span class="narrow">${say('ui.foot.revision', { revision: status.revision })}</span>
    <span>${say('ui.foot.started', { time: timeText(view, status.startedAt) })}</span>
    <span>
      ${say('ui.foot.ledger', { sequence: status.ledger.sequence })}
      ${status.ledger.sealedAt === null ? nothing : html`· ${say('ui.foot.sealed', { time: timeText(view, status.ledger.sealedAt) })}`}
      ${status.ledger.head === null ? nothing : html`<code title=${status.ledger.head}>${status.ledger.head.slice(0, 12)}</code>`}
    </span>
  </footer>`
}
