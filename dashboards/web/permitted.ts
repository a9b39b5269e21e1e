/** What whoever looks may do: buttons that would be refused are not shown, lists that would be are not asked for. */
import { OPEN_READS, type Permission } from '../../rules/people/permissions.ts'
import type { ListName, State } from './state.ts'

/** Before there is anybody, this host reads. */
export function may({ status }: Pick<State, 'status'>, permission: Permission): boolean {
  if (status?.operators === 'none') return OPEN_READS.includes(permission)
  return status?.session?.permissions.includes(permission) ?? false
}

/** Lists of how services are run; the others are of the services themselves. */
const EVIDENCE: readonly ListName[] = ['checks', 'agents', 'deliveries', 'waiting', 'approved']

export const mayRead = (state: Pick<State, 'status'>, list: ListName): boolean =>
  may(state, EVIDENCE.includes(list) ? 'read-evidence' : 'read-service')
