/** An IP address as a number with its width. IPv4 inside IPv6 (`::ffff:192.0.2.1`) is IPv4. */
export interface Address {
  bits: 32 | 128;
  value: bigint;
}

/** Reads an address, with or without a port, brackets, a zone (`%eth0`) or quotes. */
export function parseAddress(text: string): Address | undefined {
  const bare = text.trim().replace(/^"(.*)"$/, '$1');
  const inBrackets = /^\[([^\]]+)\](?::\d+)?$/.exec(bare)?.[1];
  const withPort = /^([\d.]+):\d+$/.exec(bare)?.[1];
  const address = (inBrackets ?? withPort ?? bare).replace(/%[\w.-]+$/, '');
  return address.includes(':') ? parseV6(address) : parseV4(address);
}

function parseV4(text: string): Address | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return { bits: 32, value: bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n) };
}

function parseV6(text: string): Address | undefined {
  const mapped = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const v4 = mapped ? parseV4(mapped[2]!) : undefined;
  if (mapped && !v4) return undefined;
  const groups = v4 ? `${mapped![1]}${(v4.value >> 16n).toString(16)}:${(v4.value & 0xffffn).toString(16)}` : text;
  const [head, tail, more] = groups.split('::').map((half) => (half ? half.split(':') : []));
  if (more || !head || (tail === undefined && head.length !== 8) || (tail && head.length + tail.length > 7)) return undefined;
  const all = tail ? [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail] : head;
  if (!all.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  const value = all.reduce((sum, group) => sum * 0x10000n + BigInt(`0x${group}`), 0n);
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}

/** A network, such as `10.0.0.0/8`. An address alone is a network of one. */
export interface Network extends Address {
  prefix: number;
}

/** Throws for what is no network, because a proxy that is not recognised makes all its clients one. */
export function parseNetwork(text: string): Network {
  const [base = '', length, more] = text.split('/');
  const address = parseAddress(base);
  // Of an IPv4 network written in IPv6, the first 96 bits are said already.
  const written = length === undefined ? undefined : Number(length) - (address?.bits === 32 && base.includes(':') ? 96 : 0);
  const prefix = written ?? address?.bits ?? 0;
  if (!address || more !== undefined || (length !== undefined && !/^\d{1,3}$/.test(length)) || prefix < 0 || prefix > address.bits) {
    throw new TypeError(`"${text}" is not a network like 10.0.0.0/8 or fd00::/8.`);
  }
  return { ...address, prefix };
}

/** Addresses that are only used within one house (RFC 4193). */
const privateV6 = parseNetwork('fc00::/7');

/** What is wider is no one's own network: whoever asks could then say that they are somebody else. */
export function isTooWide(network: Network): boolean {
  const least = network.bits === 32 || isWithin(network, privateV6) ? 8 : 32;
  return network.prefix < least;
}

/** A network of proxies. Throws for one that nobody can have to themselves. */
export function parseProxies(text: string): Network {
  const network = parseNetwork(text);
  if (isTooWide(network)) throw new TypeError(`"${text}" is too wide for proxies: name at most a /8 of IPv4 or of private IPv6 addresses, or a /32 of others.`);
  return network;
}

export function isWithin({ bits, value }: Address, network: Network): boolean {
  const rest = BigInt(network.bits - network.prefix);
  return bits === network.bits && value >> rest === network.value >> rest;
}

const loopback = [parseNetwork('127.0.0.0/8'), parseNetwork('::1')];
export const isLoopback = (address: Address) => loopback.some((network) => isWithin(address, network));

/** What counts as one client: an IPv4 address, or the half of an IPv6 address that names a home or an office. */
export const clientOf = ({ bits, value }: Address): string => (bits === 32 ? `4:${value.toString(16)}` : `6:${(value >> 64n).toString(16)}`);

/** Most hops that are looked at: whoever sends more is up to something. */
const mostHops = 20;

/** The address that asks: the other end of the connection, or, behind trusted proxies, the last one that is none of them. */
export function clientAddress(peer: string | undefined, headers: Headers, trusted: readonly Network[]): Address | undefined {
  let address = peer === undefined ? undefined : parseAddress(peer);
  if (!address || !trusted.length) return address;
  for (const hop of hops(headers)) {
    if (!trusted.some((network) => isWithin(address!, network))) return address;
    const before = parseAddress(hop);
    // Not an address ("unknown", a name): whoever stands behind it counts as that proxy.
    if (!before) return address;
    address = before;
  }
  return address;
}

/** Whom a request was forwarded for, the nearest first. */
function hops(headers: Headers): string[] {
  const listed = headers.get('x-forwarded-for');
  const forwarded = headers.get('forwarded');
  const values = listed !== null ? listed.split(',') : (forwarded ?? '').split(',').map((element) => /(?:^|;)\s*for=("[^"]*"|[^;,\s]+)/i.exec(element)?.[1] ?? '');
  return values.reverse().slice(0, mostHops).map((value) => value.trim()).filter(Boolean);
}

/** Whether somebody in between says that this request came from elsewhere. */
export const isForwarded = (headers: Headers) => ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => headers.has(name));
