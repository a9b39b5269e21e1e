import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isSignedBy, keyIdOf, loadSigner } from '../../../collector/ledger/keys.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'kijun-keys-'))
})
afterEach(() => rmSync(data, { recursive: true }))

test('the key is made once, for its owner only, and signs what its public half verifies', async () => {
  const first = await loadSigner(data)
  const again = await loadSigner(data)
  expect(again.keyId).toBe(first.keyId)
  expect(keyIdOf(first.publicKey)).toBe(first.keyId)
  expect(readdirSync(data)).toEqual(['ledger-key.pem'])
  expect(statSync(join(data, 'ledger-key.pem')).mode & 0o777).toBe(0o600)
  const signature = first.sign('頭')
  expect(isSignedBy(again.publicKey, '頭', signature)).toBe(true)
  expect(isSignedBy(again.publicKey, '尾', signature)).toBe(false)
})

test('of two programs that make a key at once, both use the same', async () => {
  const signers = await Promise.all([loadSigner(data), loadSigner(data), loadSigner(data)])
  expect(new Set(signers.map((signer) => signer.keyId)).size).toBe(1)
  expect(readdirSync(data)).toEqual(['ledger-key.pem'])
})

test('a damaged key is named, never replaced', async () => {
  writeFileSync(join(data, 'ledger-key.pem'), '-----BEGIN PRIVATE KEY-----\nhalf')
  await expect(loadSigner(data)).rejects.toThrow(`${data}/ledger-key.pem holds no usable Ed25519 private key`)
})
