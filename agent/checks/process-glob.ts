/**
 * Whether a text is what a glob says: `*` any letters, `?` one. Each letter of the text is looked at no more often
 * than the glob is long, whatever the collector sends: no expression that could take for ever.
 */
export function matchesGlob(glob: string, text: string): boolean {
  let [g, t, star, resume] = [0, 0, -1, 0]
  while (t < text.length) {
    if (glob[g] === '*') {
      star = g
      resume = t
      g += 1
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === text[t])) {
      g += 1
      t += 1
    } else if (star >= 0) {
      g = star + 1
      resume += 1
      t = resume
    } else return false
  }
  while (glob[g] === '*') g += 1
  return g === glob.length
}
