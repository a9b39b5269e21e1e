/** Certificates made by openssl: an authority, an intermediate one, and servers' of every kind of fault. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const DAY_MS = 86_400_000
/** As openssl writes it: 20261121120000Z. */
const stamp = (at: number) => new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '')

export interface Made {
  cert: string
  key: string
}

export interface Authority {
  /** The root's certificate. */
  ca: string
  /** A server's certificate followed by the intermediate one; days are from now. */
  server(name: string, days: { from: number; to: number }, altName?: string): Made
  selfSigned(name: string): Made
}

/** Makes an authority below `dir`. `intermediateDays` is how long its intermediate certificate lives. */
export function makeAuthority(dir: string, intermediateDays = 300): Authority {
  mkdirSync(dir, { recursive: true })
  const at = (file: string) => join(dir, file)
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] })
  writeFileSync(at('index.txt'), '')
  writeFileSync(at('serial'), '1000\n')
  const config = (altName: string, ca: boolean) => {
    const file = at('openssl.cnf')
    writeFileSync(
      file,
      `[ca]\ndefault_ca=d\n[d]\ndatabase=${at('index.txt')}\nserial=${at('serial')}\nnew_certs_dir=${dir}\ndefault_md=sha256\npolicy=p\nunique_subject=no\nx509_extensions=x\n[p]\ncommonName=supplied\n[x]\nbasicConstraints=critical,CA:${ca ? 'TRUE' : 'FALSE'}\n${ca ? 'keyUsage=critical,keyCertSign,cRLSign' : `subjectAltName=${altName}`}\n[req]\ndistinguished_name=n\n[n]\n`,
    )
    return file
  }
  const request = (name: string, file: string) =>
    openssl(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-config',
      config('', false),
      '-subj',
      `/CN=${name}`,
      '-keyout',
      at(`${file}.key`),
      '-out',
      at(`${file}.csr`),
    )
  const sign = (file: string, by: string, altName: string, from: number, to: number, ca: boolean) => {
    const issuer =
      by === file
        ? ['-selfsign', '-keyfile', at(`${file}.key`)]
        : ['-cert', at(`${by}.pem`), '-keyfile', at(`${by}.key`)]
    openssl(
      'ca',
      '-batch',
      '-notext',
      '-config',
      config(altName, ca),
      ...issuer,
      '-in',
      at(`${file}.csr`),
      '-out',
      at(`${file}.pem`),
      '-startdate',
      stamp(Date.now() + from * DAY_MS),
      '-enddate',
      stamp(Date.now() + to * DAY_MS),
    )
  }
  request('Kijun test root', 'root')
  sign('root', 'root', '', -400, 4000, true)
  request('Kijun test intermediate', 'middle')
  sign('middle', 'root', '', -400, intermediateDays, true)
  let made = 0
  return {
    ca: at('root.pem'),
    server(name, { from, to }, altName = `DNS:${name}`) {
      made += 1
      const file = `server${made}`
      request(name, file)
      sign(file, 'middle', altName, from, to, false)
      appendFileSync(at(`${file}.pem`), readFileSync(at('middle.pem')))
      return { cert: at(`${file}.pem`), key: at(`${file}.key`) }
    },
    selfSigned(name) {
      made += 1
      const file = `self${made}`
      request(name, file)
      sign(file, file, `DNS:${name}`, -1, 300, false)
      return { cert: at(`${file}.pem`), key: at(`${file}.key`) }
    },
  }
}
