/** The key that signs the ledger's heads. */
export interface Signer {
  /** First 16 hex digits of the SHA-256 of the public key's SPKI. */
  keyId: string
  /** SPKI, PEM. */
  publicKey: string
  /** Ed25519 over the UTF-8 of the text, base64. */
  sign(text: string): string
}

/** Loads the Ed25519 key of the data directory, or makes it (mode 0600, atomically). */
export async function loadSigner(data: string): Promise<Signer> {
  throw new Error(`no signer in ${data} yet`)
}
