import { BlockList, isIP } from 'node:net';
import * as z from 'zod';
import { spaceConfig } from './space.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** The name of a space stands in addresses. */
const spaceName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/i);

/** Everything that can be set, with the values that hold when nothing is said. */
export const serverConfig = z.strictObject({
  port: z.number().int().min(0).max(65_535).default(8080),
  host: z.string().min(1).max(255).default('127.0.0.1'),
  /** A file of SQLite, or an address that begins with `postgres://`. */
  database: z.string().min(1).default('peer-support.sqlite'),
  /** Folder of the ledger. Default: beside the file of SQLite. */
  ledger: z.string().min(1).optional(),
  /** From whom forwarded addresses of visitors are believed. */
  trustedProxies: z.array(z.string().refine(isNetwork)).max(100).default([]),
  /** Opens `/metrics`. Without it there are none. */
  metricsToken: z.string().min(16).optional(),
  /** Whether browsers are told to use https only. */
  hsts: z.boolean().default(false),
  logLevel: z.enum(logLevels).default('info'),
  spaces: z.record(spaceName, spaceConfig).default({}),
});

export type ServerConfig = z.output<typeof serverConfig>;

/** Whether this is an address of the internet, or a range of them such as `10.0.0.0/8`. */
function isNetwork(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/');
  const family = isIP(address);
  if (!family || more.length) return false;
  if (bits === undefined) return true;
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false;
  new BlockList().addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return true;
}
