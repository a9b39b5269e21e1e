/** The tables of who may come in, as Kysely sees them (see `schema.ts`). */

export interface OperatorTable {
  id: string
  name: string
  password: string
  role: string
  services: string | null
  customer: string | null
  created_at: number
  disabled_at: number | null
  last_seen_at: number | null
  last_locked_at: number | null
}

export interface SessionTable {
  token_digest: string
  id: string
  operator_id: string
  created_at: number
  expires_at: number
  last_seen_at: number
}

export interface EnrolmentTable {
  token_digest: string
  created_at: number
  expires_at: number
  used_at: number | null
  invited_by: string | null
  role: string | null
  services: string | null
  customer: string | null
  resets: string | null
}

export interface LoginFailureTable {
  account: string
  network: string
  operator_id: string | null
  failures: number
  locks: number
  locked_until: number
  last_at: number
}

export interface LoginNetworkTable {
  operator_id: string
  network: string
  last_at: number
}

export interface ApiTokenTable {
  id: string
  token_digest: string
  name: string
  permissions: string
  services: string | null
  created_by: string
  created_at: number
  expires_at: number
  last_used_at: number | null
  revoked_at: number | null
}
