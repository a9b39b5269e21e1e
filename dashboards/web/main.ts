/** Starts the console: state, reading, event stream and the pass each second. */
import { render } from 'lit-html'
import { TOPICS, type Topic } from '../../rules/api/types.ts'
import type { Language } from '../../rules/words.ts'
import { attempt, fieldsOf, missing, refuse, requests } from './acting.ts'
import { peopleActions } from './acting-people.ts'
import { arriving } from './arriving.ts'
import { browserClock as clock, createServerClock } from './clock.ts'
import { coalesce, follow, type Stream } from './live.ts'
import { nobodyKnown } from './people-state.ts'
import { placeOf, readLanguage, takeEnrolToken, takeResetToken, writeLanguage } from './place.ts'
import { createReader, LISTS, listsOf, toggleResults } from './reading.ts'
import { createGuidelineReader, touchesGuideline } from './reading-guideline.ts'
import { createMonitoredReader, touchesMonitored } from './reading-monitored.ts'
import { createPeopleReader, touchesPeople } from './reading-people.ts'
import { initialState } from './state.ts'
import { differences, type Known, known } from './telling.ts'
import { page } from './view/page.ts'
import { type Actions, sayIn, type View } from './view/view.ts'

const POLL_MS = 10_000
const TITLES = {
  guideline: 'ui.guideline.title',
  agents: 'ui.agents.title',
  agent: 'ui.agents.title',
  checks: 'ui.checks.title',
  check: 'ui.checks.title',
  clocks: 'ui.clocks.title',
  operators: 'ui.people.title',
  account: 'ui.people.title',
} as const
const GATHER_MS = 200

const app = document.getElementById('app')
const announcer = document.getElementById('announcer')
if (app === null || announcer === null) throw new Error('the page has lost its places')

let chosen = readLanguage()
// The token leaves the address first: what remains of it is the place.
const [enrolToken, resetToken] = [takeEnrolToken(), takeResetToken()]
const state = initialState(chosen ?? 'ja', placeOf(location.hash), enrolToken)
state.resetToken = resetToken
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
  const { page: shown } = state.place
  const calm = Object.hasOwn(TITLES, shown) ? TITLES[shown as keyof typeof TITLES] : 'ui.title'
  document.title = current.say(cut ? 'ui.title.cut' : open > 0 ? 'ui.title.open' : calm, {
    count: open,
  })
  if (app !== null) render(page(current), app)
  arrival.settle()
}

function announce(sentences: string[]): void {
  if (announcer !== null && sentences.length > 0) announcer.textContent = sentences.join(' ')
}

const reader = createReader(state, clock, server, changed)
const guideline = createGuidelineReader(state, server, changed)
const monitored = createMonitoredReader(state, server, changed)
const people = createPeopleReader(state, server, changed)
const arrival = arriving()
let told: Known | null = null

/** Reads what the topics touch, tells what is different by it, and notes that the page is current. */
async function read(topics: Topic[]): Promise<void> {
  if (topics.includes('status')) await reader.status()
  if (state.loginNeeded) return stopStream()
  const lists = await reader.lists(listsOf(topics), topics.includes('results'))
  const rest: boolean[] = touchesGuideline(topics)
    ? await Promise.all([guideline.read(), guideline.incident()])
    : []
  if (touchesMonitored(topics)) rest.push(await monitored.read())
  if (touchesPeople(topics)) rest.push(await people.read())
  const whole = lists && rest.every(Boolean)
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

/** What is owed and measured moves with time alone, too. */
const GUIDELINE_MS = 60_000
function everyMinute(): void {
  const quiet = document.hidden || state.loginNeeded
  void (quiet ? Promise.resolve([]) : Promise.all([guideline.read(), monitored.read()])).finally(() =>
    clock.after(GUIDELINE_MS, everyMinute),
  )
}

/** After login, enrolment and logout everything is read anew, as whoever is asking now. */
async function begin(): Promise<void> {
  stopStream()
  for (const name of LISTS) Object.assign(state.lists[name], { items: null, failure: null, at: null })
  told = null
  Object.assign(state.people, nobodyKnown())
  await poll()
  document.getElementById('main')?.focus()
}

const actions: Actions = {
  ...peopleActions({ state, changed, want, begin, now: () => server.now() ?? clock.now() }),
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
  async runNow(path) {
    await attempt(state, `run:${path}`, changed, () => requests.runNow(path))
    want(['checks'])
  },
  moreChecks() {
    state.monitored.checks.list.pages += 1
    void monitored.read()
  },
  async acknowledge(incident) {
    await attempt(state, `acknowledge:${incident}`, changed, () => requests.acknowledge(incident))
    want(['incidents'])
  },
  async followUp(incident, form) {
    const key = `follow-up:${incident}`
    const fields = fieldsOf(form)
    // Boxes are there where the service has several customers.
    const several = form.elements.namedItem('customers') !== null
    const customers = new FormData(form).getAll('customers').map(String)
    const nobody = several && customers.length === 0 ? ['customers'] : []
    if (refuse(state, key, form, [...missing(fields, ['cause', 'forecast']), ...nobody])) return changed()
    const { cause = '', forecast = '' } = fields
    const report = { cause, forecast, ...(several ? { customers } : {}) }
    if (await attempt(state, key, changed, () => requests.followUp(incident, report))) form.reset()
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
  go(hash) {
    location.hash = hash
  },
  toMain(event) {
    // Not a place of its own: the page stays what it is.
    event.preventDefault()
    document.getElementById('main')?.focus()
  },
  showMet() {
    state.why.met = true
    void guideline.read()
  },
  moreWhy(shown) {
    const list = state.why.obligations.get(shown)
    if (list) list.pages += 1
    void guideline.read()
  },
  async propose(kind, subject, form) {
    const key = `propose:${subject}`
    const fields = fieldsOf(form)
    if (refuse(state, key, form, missing(fields, ['reason', 'comment']))) return changed()
    const { reason = '', comment = '' } = fields
    await attempt(state, key, changed, () => requests.propose({ kind, subject, reason, comment }))
    want(['proposals'])
  },
  async decide(proposal, decision) {
    await attempt(state, `decide:${proposal}`, changed, () => requests.decide(proposal, decision))
    want(['proposals', 'incidents', 'obligations'])
  },
  async recordPhase(incident, phase) {
    await attempt(state, `phase:${incident}`, changed, () => requests.recordPhase(incident, phase))
    want(['incidents'])
  },
  async issueReport(service, form) {
    const { month = '', audience = '', means = '' } = fieldsOf(form)
    await attempt(state, `issue-report:${service}`, changed, () =>
      requests.issueReport({ service, month, audience, means }),
    )
    want(['reports'])
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
  const [token, resetToken] = [takeEnrolToken(), takeResetToken()]
  state.enrolToken = token ?? state.enrolToken
  state.resetToken = resetToken ?? state.resetToken
  const before = state.place
  if (token === null && resetToken === null) state.place = placeOf(location.hash)
  // The link is shown this once.
  state.invitation = null
  Object.assign(state.people, { resetLink: null, issued: null })
  arrival.begin(before, state.place)
  // First, so that what is of the place before is not shown for a moment as if it were of this one.
  void guideline.read()
  void guideline.incident()
  void monitored.read()
  void people.read()
  pass()
})
arrival.begin(null, state.place)
pass()
everySecond()
everyPoll()
everyMinute()
