/**
 * 総務省「ASP・SaaSにおける情報セキュリティ対策ガイドライン（最終案）」, from the body of the document: its Annex 3
 * is damaged. Wording is the document's own, without spaces and footnote marks.
 */
import type { Edition } from '../../edition.ts'
import { CONTROLS } from './controls.ts'
import { MONITORING_ITEMS } from './items-monitoring.ts'
import { NETWORK_ITEMS } from './items-network.ts'
import { OPERATION_ITEMS } from './items-operation.ts'
import { PREMISES_ITEMS } from './items-premises.ts'
import { ownItemsOf } from './own-items.ts'
import { itemOf } from './printed.ts'
import { SERVICE_TYPES } from './service-types.ts'
import { TOKENS } from './tokens.ts'

const PRINTED_ITEMS = [...MONITORING_ITEMS, ...OPERATION_ITEMS, ...NETWORK_ITEMS, ...PREMISES_ITEMS]

export const SOUMU_ASP_SAAS_FINAL_DRAFT: Edition = {
  id: 'soumu-asp-saas-final-draft',
  title: {
    ja: 'ASP・SaaSにおける情報セキュリティ対策ガイドライン（最終案）',
    en: 'Guidelines for Information Security Measures in ASP and SaaS (final draft)',
  },
  document: '004',
  controls: CONTROLS,
  items: PRINTED_ITEMS.map((item) => itemOf(item, CONTROLS)),
  ownItems: ownItemsOf(CONTROLS),
  serviceTypes: SERVICE_TYPES,
  tokens: TOKENS,
  measures: {
    interval: {
      liveness: 'III.1.1.1.a',
      fault: 'III.1.1.2.a',
      performance: 'III.1.1.3.a',
      'time-sync': 'III.1.1.5.a',
    },
    notice: {
      outage: 'III.1.1.1.b',
      fault: 'III.1.1.2.b',
      slowdown: 'III.1.1.3.b',
      'external-network': 'III.3.2.5.a',
    },
    followUp: 'III.1.1.8.a',
    availability: 'III.2.1.1.a',
    periodicReport: 'III.1.1.7.a',
    managerReport: 'III.1.1.4.a',
    timeSyncOffset: 'III.1.1.5.b',
    incidentRecords: 'III.2.1.3.b',
    usageRecords: 'III.2.1.3.a',
  },
}
