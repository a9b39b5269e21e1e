/** Takes answers of the API into the state: a failed read keeps what was there, a late one never covers a newer place. */
import type { Page } from '../../rules/api/types.ts'
import { ApiFailure, get } from './api.ts'
import type { ServerClock } from './clock.ts'
import type { Fetched, Listed, State } from './state.ts'

export interface Fetching {
  /** Reads as many pages as the list wants. Whether they could be read. */
  list<T>(list: Listed<T>, path: string): Promise<boolean>
  /** Reads the answer of the path that it is of. Whether it could be read. */
  value<T>(fetched: Fetched<T>): Promise<boolean>
  /** The failure; anything else is thrown on. */
  failed(error: unknown): ApiFailure
}

export function createFetching(state: State, server: ServerClock, changed: () => void): Fetching {
  const failed = (error: unknown): ApiFailure => {
    if (!(error instanceof ApiFailure)) throw error
    if (error.status === 401) state.loginNeeded = true
    return error
  }
  return {
    failed,
    async list<T>(list: Listed<T>, path: string) {
      try {
        const items: T[] = []
        let next: string | null = null
        for (let page = 0; page < list.pages; page += 1) {
          const mark: string = path.includes('?') ? '&' : '?'
          const answer: Page<T> = await get(
            next === null ? path : `${path}${mark}cursor=${encodeURIComponent(next)}`,
          )
          items.push(...answer.items)
          next = answer.next
          if (next === null) break
        }
        Object.assign(list, { items, more: next !== null, at: server.now(), failure: null })
        return true
      } catch (error) {
        list.failure = failed(error)
        return false
      } finally {
        changed()
      }
    },
    async value<T>(fetched: Fetched<T>) {
      const { path } = fetched
      if (path === null) return true
      try {
        const value = await get<T>(path)
        if (fetched.path === path) Object.assign(fetched, { value, at: server.now(), failure: null })
        return true
      } catch (error) {
        const failure = failed(error)
        if (fetched.path === path) fetched.failure = failure
        return false
      } finally {
        changed()
      }
    },
  }
}
