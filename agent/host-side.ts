/** What this host's own configuration lets checks use; the collector's configuration can name it, not widen it. */
import type { HostSide } from './checks/types.ts'

/** A host that allows nothing. */
export const bareHost: HostSide = {
  plugins: new Map(),
  secret(name) {
    throw new Error(`this host's configuration has no secret ${name}`)
  },
}
