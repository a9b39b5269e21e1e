/** Starts the console: state, reading, event stream and the pass each second. */
import { render } from 'lit-html'
import { TOPICS, type Topic } from '../../rules/api/types.ts'
import type { Language } from '../../rules/words.ts'
import { attempt, fieldsOf, missing, refuse, requests } from './acting.ts'
import { browserClock as clock, createServerClock } from './clock.ts'
import { coalesce, follow, type Stream } from './live.ts'
import { readLanguage, takeEnrolToken, writeLanguage } from './place.ts'
import { createReader, LISTS, listsOf, toggleResults } from './reading.ts'
import { initialState } from './state.ts'
import { differences, type Known, known } from './telling.ts'
import { page } from './view/page.ts'
import { type Actions, sayIn, type View } from './view/view.ts'

const POLL_MS = 10_000
const GATHER_MS = 200

const app = document.getElementById('app')
const announcer = document.getElementById('announcer')
if (app === null || announcer === null) throw new Error('the page has lost its places')

let chosen = readLanguage()
const state = initialState(chosen ?? 'ja', takeEnrolToken())
const server = createServerClock(clock)

let passDue = false
function changed(): void {
  if (passDue) return
  passDue = true
  clock.after(0, pass)
}

function view(): View {
  return {
    state,
    now: server.now() ?? clock.now(),
    language: state.language,
    zone: state.status?.timezone ?? 'Asia/Tokyo',
    say: sayIn(state.language),
    act: actions,
  }
}

function pass(): void {
  passDue = false
  const current = view()
  const open = state.lists.open.items?.length ?? 0
  const cut = state.link.state === 'cut'
  document.documentElement.lang = state.language
  document.title = current.say(cut ? 'ui.title.cut' : open > 0 ? 'ui.title.open' : 'ui.title', {
    count: open,
  })
  if (app !== null) render(page(current), app)
}

function announce(sentences: string[]): void {
  if (announcer !== null && sentences.length > 0) announcer.textContent = sentences.join(' ')
}

const reader = createReader(state, clock, server, changed)
let told: Known | null = null

/** Reads what the topics touch, tells what is different by it, and notes that the page is current. */
async function read(topics: Topic[]): Promise<void> {
  if (topics.includes('status')) await reader.status()
  if (state.loginNeeded) return stopStream()
  const whole = await reader.lists(listsOf(topics), topics.includes('results'))
  if (state.loginNeeded) return stopStream()
  announce(differences(told, state.lists, sayIn(state.language)))
  told = known(state.lists) ?? told
  if (whole && (state.link.state === 'live' || topics.length === TOPICS.length))
    state.link.contactAt = server.now()
  changed()
}
const want = coalesce(clock, GATHER_MS, read)

let stream: Stream | null = null
function startStream(): void {
  stream ??= follow('/api/v1/events', clock, {
    open() {
      const wasCut = state.link.state === 'cut'
      state.link.state = 'live'
      if (wasCut) announce([sayIn(state.language)('ui.said.live')])
      want([...TOPICS])
    },
    cut,
    changed(topics) {
      state.link.contactAt = server.now()
      want(topics)
    },
  })
}

function stopStream(): void {
  stream?.close()
  stream = null
  state.link.state = 'connecting'
  changed()
}

function cut(): void {
  if (state.link.state !== 'cut') announce([sayIn(state.language)('ui.said.cut')])
  state.link.state = 'cut'
  changed()
}

/** Asks for the status: keeps the clock right, notices a stream that died silently, and feeds the page while it is cut. */
async function poll(): Promise<void> {
  const reached = await reader.status()
  if (reached && chosen === null && state.status !== null) state.language = state.status.language
  if (state.loginNeeded) return stopStream()
  if (!reached && stream !== null) {
    cut()
    stream.retryNow()
  }
  if (reached) {
    startStream()
    if (state.link.state === 'live') state.link.contactAt = server.now()
    else {
      if (state.link.state === 'cut') stream?.retryNow()
      want([...TOPICS])
    }
  }
  changed()
}

/** After login, enrolment and logout everything is read anew, as whoever is asking now. */
async function begin(): Promise<void> {
  stopStream()
  for (const name of LISTS) Object.assign(state.lists[name], { items: null, failure: null, at: null })
  told = null
  await poll()
  document.getElementById('main')?.focus()
}

const actions: Actions = {
  setLanguage(language: Language) {
    chosen = language
    state.language = language
    writeLanguage(language)
    changed()
  },
  retryNow() {
    void poll()
    stream?.retryNow()
  },
  more(list) {
    state.lists[list].pages += 1
    void reader.lists([list], false)
  },
  toggleResults(check) {
    if (toggleResults(state, check)) void reader.results(check)
    changed()
  },
  async acknowledge(incident) {
    await attempt(state, `acknowledge:${incident}`, changed, () => requests.acknowledge(incident))
    want(['incidents'])
  },
  async followUp(incident, form) {
    const key = `follow-up:${incident}`
    const fields = fieldsOf(form)
    if (refuse(state, key, form, missing(fields, ['cause', 'forecast']))) return changed()
    const { cause = '', forecast = '' } = fields
    if (await attempt(state, key, changed, () => requests.followUp(incident, cause, forecast))) form.reset()
    want(['incidents', 'notices'])
  },
  async enrol(form) {
    const fields = fieldsOf(form)
    if (refuse(state, 'enrol', form, missing(fields, ['name', 'password', 'again']))) return changed()
    const { name = '', password = '' } = fields
    const token = state.enrolToken ?? ''
    if (!(await attempt(state, 'enrol', changed, () => requests.enrol(token, name, password)))) return
    state.enrolToken = null
    await begin()
  },
  leaveEnrolment() {
    state.enrolToken = null
    changed()
  },
  async logIn(form) {
    const fields = fieldsOf(form)
    if (refuse(state, 'log-in', form, missing(fields, ['name', 'password']))) return changed()
    const { name = '', password = '' } = fields
    if (await attempt(state, 'log-in', changed, () => requests.logIn(name, password))) await begin()
  },
  async logOut() {
    if (await attempt(state, 'log-out', changed, requests.logOut)) await begin()
  },
}

function everySecond(): void {
  if (!document.hidden) pass()
  if (server.doubtful()) void poll()
  clock.after(1000 - ((server.now() ?? clock.now()) % 1000), everySecond)
}

function everyPoll(): void {
  // Who may not even read the status is not asked again and again: only a login changes that.
  const pointless = state.loginNeeded && state.status === null
  void (pointless ? Promise.resolve() : poll()).finally(() => clock.after(POLL_MS, everyPoll))
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden && !(state.loginNeeded && state.status === null)) void poll()
})
window.addEventListener('hashchange', () => {
  state.enrolToken = takeEnrolToken() ?? state.enrolToken
  changed()
})
pass()
everySecond()
everyPoll()
