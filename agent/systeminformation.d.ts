/** The one part of it that the agent needs: the whole package would make the agent's one file twice as long. */
declare module 'systeminformation/lib/osinfo.js' {
  import type { Systeminformation } from 'systeminformation'
  export function osInfo(): Promise<Systeminformation.OsData>
}
