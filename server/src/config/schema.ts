import { isIP } from 'node:net';
import * as z from 'zod';
import { isTooWide, parseNetwork } from '../http/address.ts';
import { spaceNamePattern } from '../http/space-name.ts';
import { spaceConfig } from './space.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** The name of a space stands in addresses. */
const spaceName = z.string().regex(spaceNamePattern);

/** Everything that can be set, with the values that hold when nothing is said. */
export const serverConfig = z.strictObject({
  port: z.number().int().min(0).max(65_535).default(8080),
  host: z.string().min(1).max(255).default('127.0.0.1'),
  /** A file of SQLite, or an address that begins with `postgres://`. */
  database: z.string().min(1).default('peer-support.sqlite'),
  /** Folder of the ledger. Default: beside the file of SQLite. */
  ledger: z.string().min(1).optional(),
  /** Folder in which it is noted where the logs of the staff's work have got to, outside of the database. Default: that of the ledger. */
  logHeads: z.string().min(1).optional(),
  /** From whom forwarded addresses of visitors are believed. */
  trustedProxies: z.array(z.string().refine(isNetwork, { abort: true }).refine((value) => !isTooWide(parseNetwork(value)), { message: 'too-wide' })).max(100).default([]),
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
  try {
    return isIP(value.split('/', 1)[0]!) > 0 && !!parseNetwork(value);
  } catch {
    return false;
  }
}
