/** Shorter names in UTF-8 stand in a good password by accident: "al" does, 林 does not. */
const NAME_BYTES = 3

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

/** Whether a password has the name of its account in it, in whatever width or case: the first thing that is guessed. */
export function containsName(password: string, name: string): boolean {
  const wanted = plain(name)
  return new TextEncoder().encode(wanted).length >= NAME_BYTES && plain(password).includes(wanted)
}
