/** The address of a host that a check names, by this host's own means. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { failureOf, nameServerSilent } from './failure.ts'
import type { ProbeContext, ProbeResult } from './types.ts'

/** An address, or the result that its absence is; a name server that is silent is no fault of the host. */
export async function addressOf(
  host: string,
  { signal }: Pick<ProbeContext, 'signal'>,
): Promise<string | ProbeResult> {
  if (isIP(host)) return host
  let stop: () => void = () => undefined
  try {
    // The system's own lookup cannot be aborted; it is left to itself at the time-out.
    const given = await new Promise<{ address: string }>((resolve, reject) => {
      stop = () => reject(nameServerSilent())
      signal.addEventListener('abort', stop, { once: true })
      lookup(host).then(resolve, reject)
    })
    return given.address
  } catch (error) {
    return failureOf(error, signal, {})
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
