import { type LookupOptions, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks that are nobody's to be called from outside: ours. */
const OWN = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3]
] as const)
  OWN.addSubnet(net, prefix)
/**
 * Of IPv6 only global unicast (RFC 4291) is outside, without the ranges that carry IPv4 within (6to4,
 * Teredo).
 */
const GLOBAL = new BlockList()
GLOBAL.addSubnet('2000::', 3, 'ipv6')
OWN.addSubnet('2002::', 16, 'ipv6')
OWN.addSubnet('2001::', 32, 'ipv6')

const isOwn = (address: string, family: number): boolean =>
  family === 6 ? !GLOBAL.check(address, 'ipv6') || OWN.check(address, 'ipv6') : OWN.check(address, 'ipv4')

/** Is this host written as an address, and one of ours? */
export const isOwnAddress = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '')
  return isIP(bare) !== 0 && isOwn(bare, isIP(bare))
}

/**
 * Finds a host's addresses for the very connection that will use them, and none of our own: a name cannot
 * change between.
 */
export const lookupOutside: LookupFunction = (host, options, callback) =>
  lookup(host, { ...(options as LookupOptions), all: true }, (error, addresses) => {
    const outside = error ? [] : addresses.filter(({ address, family }) => !isOwn(address, family))
    const [first] = outside
    if (error || !first || outside.length < addresses.length)
      callback(error ?? Object.assign(new Error('address refused'), { code: 'address refused' }), '')
    else if (options.all) callback(null, outside)
    else callback(null, first.address, first.family)
  })
