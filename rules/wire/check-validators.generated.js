// Made by `npm run generate`; a change here is lost.
export const VALIDATORS = {
  clock: () => import('./checks/clock.generated.js'),
  certificate: () => import('./checks/certificate.generated.js'),
  dns: () => import('./checks/dns.generated.js'),
  host: () => import('./checks/host.generated.js'),
  http: () => import('./checks/http.generated.js'),
  https: () => import('./checks/http.generated.js'),
  ntp: () => import('./checks/ntp.generated.js'),
  ping: () => import('./checks/ping.generated.js'),
  plugin: () => import('./checks/plugin.generated.js'),
  process: () => import('./checks/process.generated.js'),
  smtp: () => import('./checks/smtp.generated.js'),
  snmp: () => import('./checks/snmp.generated.js'),
  systemd: () => import('./checks/systemd.generated.js'),
  tcp: () => import('./checks/tcp.generated.js'),
}
