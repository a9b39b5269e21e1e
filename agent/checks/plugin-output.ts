/** Reads what a plugin of the Nagios convention prints: a line for people, performance data, and long text. */

/** Values taken of one run; the wire allows 32, one is the exit code. */
const MOST_VALUES = 31

export interface PluginOutput {
  /** The first line without its performance data. */
  text: string
  /** By a name that the wire takes; times in milliseconds, sizes in bytes. */
  values: Record<string, number>
  /** Pieces of performance data that are none, or had no place. */
  dropped: number
}

interface Performance {
  label: string
  value: number
  unit: string
}

/** Milliseconds or bytes of a unit, and the end of a value's name that says so. */
const UNITS = new Map<string, { factor: number; suffix: string }>(
  Object.entries({
    s: { factor: 1000, suffix: '_ms' },
    ms: { factor: 1, suffix: '_ms' },
    us: { factor: 0.001, suffix: '_ms' },
    '%': { factor: 1, suffix: '_percent' },
    B: { factor: 1, suffix: '_bytes' },
    KB: { factor: 1024, suffix: '_bytes' },
    MB: { factor: 1024 ** 2, suffix: '_bytes' },
    GB: { factor: 1024 ** 3, suffix: '_bytes' },
    TB: { factor: 1024 ** 4, suffix: '_bytes' },
    c: { factor: 1, suffix: '_count' },
  }),
)

/** Null where there is no line for people, or something that is no text. */
export function readPlugin(stdout: string): PluginOutput | null {
  const lines = stdout.split('\n').map((line) => line.replace(/\r$/, ''))
  const first = lines[0] ?? ''
  const bar = first.indexOf('|')
  const text = (bar < 0 ? first : first.slice(0, bar)).trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no text has
  if (text === '' || /[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/.test(text)) return null
  const data = [bar < 0 ? '' : first.slice(bar + 1)]
  // In the long text a bar begins performance data that goes on to the end.
  let within = false
  for (const line of lines.slice(1)) {
    const at = within ? 0 : line.indexOf('|')
    if (at < 0) continue
    data.push(within ? line : line.slice(at + 1))
    within = true
  }
  const { found, dropped } = readPerformance(data.join(' '))
  return { text, ...named(found, dropped) }
}

/** `'label'=value[UOM];warn;crit;min;max` and so on; a quote within a label is doubled. */
export function readPerformance(data: string): { found: Performance[]; dropped: number } {
  const found: Performance[] = []
  let dropped = 0
  let at = 0
  while (at < data.length) {
    if (/\s/.test(data[at] ?? '')) {
      at += 1
      continue
    }
    let label = ''
    if (data[at] === "'") {
      at += 1
      while (at < data.length && !(data[at] === "'" && data[at + 1] !== "'")) {
        if (data[at] === "'") at += 1
        label += data[at] ?? ''
        at += 1
      }
      at += 1
    } else {
      while (at < data.length && !/[=\s]/.test(data[at] ?? '')) {
        label += data[at]
        at += 1
      }
    }
    let rest = ''
    while (at < data.length && !/\s/.test(data[at] ?? '')) {
      rest += data[at]
      at += 1
    }
    const match = /^=([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?)([a-z%]*)(?:;|$)/i.exec(rest)
    const value = Number(match?.[1])
    // U: the plugin itself does not know the value.
    if (match && label !== '' && Number.isFinite(value)) found.push({ label, value, unit: match[2] ?? '' })
    else if (!/^=U(;|$)/.test(rest)) dropped += 1
  }
  return { found, dropped }
}

function named(
  found: Performance[],
  unreadable: number,
): { values: Record<string, number>; dropped: number } {
  const values: Record<string, number> = {}
  let dropped = unreadable
  for (const { label, value, unit } of found) {
    const { factor, suffix } = UNITS.get(unit) ?? { factor: 1, suffix: '' }
    const bare = label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 40)
    const begun = bare === '' ? (label === '/' ? 'root' : 'value') : /^[a-z]/.test(bare) ? bare : `v_${bare}`
    let name = `${begun}${suffix}`
    // The order of labels is the plugin's own, which is the same on every run.
    for (let n = 2; Object.hasOwn(values, name); n += 1) name = `${begun}_${n}${suffix}`
    const scaled = value * factor
    if (Object.keys(values).length >= MOST_VALUES || Math.abs(scaled) > 1e15) dropped += 1
    else values[name] = scaled
  }
  return { values, dropped }
}
