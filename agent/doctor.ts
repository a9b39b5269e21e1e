/** `kijun-agent doctor`: whether this host can do its work, and what to do where it cannot. */
import type { Clock } from '../rules/clock.ts'
import type { AgentConfig } from './config.ts'
import { examineCollector } from './doctor/collector.ts'
import type { Finding } from './doctor/finding.ts'
import { examinePing, examinePlugins } from './doctor/programs.ts'
import { examineDescriptors, examineNode } from './doctor/runtime.ts'
import { examineData, examineSecrets, examineToken } from './doctor/storage.ts'
import { examineTime, examineZone } from './doctor/time.ts'
import { hostSideOf } from './host-side.ts'

/** Every finding, in the order in which one would put things right. `node` is the running version. */
export async function examine(config: AgentConfig, clock: Clock, node: string): Promise<Finding[]> {
  const [token, data] = [await examineToken(config), await examineData(config)]
  const { findings: collector, checks } = await examineCollector(config, clock)
  return [
    token,
    data,
    ...collector,
    ...(await Promise.all([
      examineTime(checks, hostSideOf(config), clock),
      examineZone(checks, clock),
      examinePing(),
      examineDescriptors(config),
    ])),
    examineNode(node),
    ...(await examinePlugins(config)),
    ...(await examineSecrets(config)),
  ]
}
