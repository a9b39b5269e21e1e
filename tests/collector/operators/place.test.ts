import { expect, test } from 'vitest'
import { apiToken, apiTokenIn } from '../../../collector/operators/api-token.ts'
import { networkOf, placeOf } from '../../../collector/operators/place.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s is of the network %s', (address, network) => expect(networkOf(address)).toBe(network))

test('a place tells neither the name nor the address, and two accounts share none', () => {
  const one = placeOf('佐藤', '2001:db8::1')
  expect(placeOf('佐藤', '2001:db8::ffff')).toEqual(one)
  expect(placeOf('佐藤', '2001:db8:0:1::1').network).not.toBe(one.network)
  expect(placeOf('鈴木', '2001:db8::1').network).not.toBe(one.network)
  expect(JSON.stringify(one)).toMatch(/^\{"account":"[0-9a-f]{64}","network":"[0-9a-f]{64}"\}$/)
})

test('an API token is one by its prefix only', () => {
  const token = apiToken('a'.repeat(43))
  expect(apiTokenIn(`Bearer ${token}`)).toBe(token)
  for (const header of [undefined, token, `Basic ${token}`, `Bearer ${'a'.repeat(43)}`, 'Bearer kjt_short'])
    expect(apiTokenIn(header)).toBeNull()
})
