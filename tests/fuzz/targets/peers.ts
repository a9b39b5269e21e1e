/** Servers on loopback that answer what an input says: time servers, name servers, devices. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { CHECKS } from '../../../agent/checks/registry.ts'
import type { HostSide, ProbeResult } from '../../../agent/checks/types.ts'
import { makeClock } from '../../../agent/clock.ts'
import { sendable } from './outputs.ts'

/** What an exchange may take, milliseconds: an answer that is none is waited for so long. */
const PATIENCE_MS = 40

export interface Peer {
  /** `127.0.0.1:port`. */
  address: string
  /** The answer to each question; null for silence. */
  answer: (question: Buffer) => Buffer | null
  close(): void
}

export async function udpPeer(): Promise<Peer> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const peer: Peer = {
    address: `127.0.0.1:${socket.address().port}`,
    answer: () => null,
    close: () => socket.close(),
  }
  socket.on('message', (question, from) => {
    const answer = peer.answer(question)
    if (answer && answer.length > 0 && answer.length < 60_000) socket.send(answer, from.port, from.address)
  })
  return peer
}

const HOST: HostSide = { plugins: new Map(), secret: () => 'not-public' }
const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })

/** One run of a check as the agent makes it; its answer may be sent. Null where it threw, which the runner calls unknown. */
export async function probed(type: string, config: Record<string, unknown>): Promise<ProbeResult | null> {
  const check = await CHECKS[type]?.()
  if (!check) throw new Error(`no check type ${type}`)
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException('timeout', 'TimeoutError')), PATIENCE_MS)
  try {
    const probe = check.prepare(config, HOST)
    return sendable(await probe({ signal: controller.signal, timeoutMs: PATIENCE_MS, clock }))
  } catch (error) {
    if (error instanceof Error && error.name === 'Wrong') throw error
    // The runner makes it one unknown result.
    return null
  } finally {
    clearTimeout(timer)
  }
}
