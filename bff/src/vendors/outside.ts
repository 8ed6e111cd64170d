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
  ['192.168.0.0', 16]
] as const)
  OWN.addSubnet(net, prefix)
OWN.addSubnet('fc00::', 7, 'ipv6')
OWN.addSubnet('fe80::', 10, 'ipv6')
OWN.addAddress('::1', 'ipv6')
OWN.addAddress('::', 'ipv6')

const isOwn = (address: string, family: number): boolean => OWN.check(address, family === 6 ? 'ipv6' : 'ipv4')

/** Is this host written as an address, and one of ours? */
export const isOwnAddress = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '')
  return isIP(bare) !== 0 && isOwn(bare, isIP(bare))
}

/** Finds a host's addresses for the very connection that will use them, and none of our own: a name cannot change between. */
export const lookupOutside: LookupFunction = (host, options, callback) =>
  lookup(host, { ...(options as LookupOptions), all: true }, (error, addresses) => {
    const outside = error ? [] : addresses.filter(({ address, family }) => !isOwn(address, family))
    const [first] = outside
    if (error || !first || outside.length < addresses.length)
      callback(error ?? Object.assign(new Error('address refused'), { code: 'address refused' }), '')
    else if (options.all) callback(null, outside)
    else callback(null, first.address, first.family)
  })
