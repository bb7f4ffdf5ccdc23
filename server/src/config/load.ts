import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { closedBecause, type ClosedReason } from 'peer-support-elements/domain';
import { ConfigError, distance, faultsOf } from './errors.ts';
import { readJson } from './json.ts';
import { serverConfig, type ServerConfig } from './schema.ts';
import { holdsSecret, withSecrets } from './secrets.ts';

/** What was typed, by the names of the configuration. */
export type Flags = { readonly [K in keyof Omit<ServerConfig, 'spaces'>]?: string | boolean | undefined } & { config?: string | undefined };

export interface Loaded {
  config: ServerConfig & { ledger: string; logHeads: string };
  /** The file that was read. */
  file?: string;
  /** What works, but not as people would wish. */
  warnings: string[];
}

export interface LoadOptions {
  flags?: Flags;
  env?: Readonly<Record<string, string | undefined>>;
  cwd?: string;
}

export const defaultFile = 'peer-support.json';

/** Names in the environment, and what they set. */
const variables: Record<string, keyof ServerConfig> = {
  PEER_SUPPORT_PORT: 'port',
  PEER_SUPPORT_HOST: 'host',
  PEER_SUPPORT_DATABASE: 'database',
  PEER_SUPPORT_LEDGER: 'ledger',
  PEER_SUPPORT_LOG_HEADS: 'logHeads',
  PEER_SUPPORT_TRUSTED_PROXIES: 'trustedProxies',
  PEER_SUPPORT_METRICS_TOKEN: 'metricsToken',
  PEER_SUPPORT_HSTS: 'hsts',
  PEER_SUPPORT_LOG_LEVEL: 'logLevel',
};

/**
 * Flags, then the environment (`PEER_SUPPORT_…`), then one file, then what holds when nothing is said. Throws a
 * `ConfigError` with everything that is wrong.
 */
export function loadConfig({ flags = {}, env = process.env, cwd = process.cwd() }: LoadOptions = {}): Loaded {
  const { config: asked = env.PEER_SUPPORT_CONFIG, ...typed } = flags;
  const file = asked !== undefined ? resolve(cwd, asked) : existsSync(resolve(cwd, defaultFile)) ? resolve(cwd, defaultFile) : undefined;
  const folder = file === undefined ? cwd : dirname(file);
  const written = withPaths(file === undefined ? {} : readFile(file), folder);
  const said = { ...fromEnvironment(env, cwd), ...fromFlags(typed, cwd) };
  // What is overruled is not looked at: its secret may be missing here.
  const { value, faults, names } = withSecrets({ ...written, ...said }, { env, folder });
  const unknown = unknownVariables(env, names);
  const parsed = serverConfig.safeParse(value);
  const told = new Set(faults.map((fault) => fault.split(' ')[0]));
  const wrong = parsed.success ? [] : faultsOf(parsed.error.issues, value).filter((fault) => !told.has(fault.split(' ')[0]));
  if (!parsed.success || faults.length || unknown.length) throw new ConfigError([...unknown, ...faults, ...wrong]);
  const ledger = parsed.data.ledger ?? defaultLedger(parsed.data, cwd);
  const config = { ...parsed.data, ledger, logHeads: parsed.data.logHeads ?? ledger };
  return { config, ...(file !== undefined && { file }), warnings: [...warningsOf(parsed.data, config.ledger), ...openSecrets(file, written)] };
}

export const isPostgres = (database: string): boolean => /^postgres(ql)?:\/\//.test(database);

/** The database as it may be shown: without a password. */
export function shownDatabase(database: string): string {
  if (!isPostgres(database)) return database;
  const url = URL.parse(database);
  return url ? `${url.protocol}//${url.host}${url.pathname}` : 'postgres://…';
}

function readFile(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError([`${file} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : (code ?? 'unknown')}.`]);
  }
  try {
    const value = readJson(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw new ConfigError([`${file} ${(error as Error).message}.`]);
  }
  throw new ConfigError([`${file} has to hold one JSON object: { … }.`]);
}

/** Paths in the file are seen from where the file is. */
function withPaths(written: Record<string, unknown>, folder: string): Record<string, unknown> {
  const { database, ledger, logHeads, spaces, ...rest } = written;
  return {
    ...rest,
    ...('database' in written && { database: pathFrom(folder, database) }),
    ...('ledger' in written && { ledger: pathFrom(folder, ledger) }),
    ...('logHeads' in written && { logHeads: pathFrom(folder, logHeads) }),
    ...('spaces' in written && { spaces: mapValues(spaces, (space) => mapKey(space, 'feeds', (feeds) => withSources(feeds, folder))) }),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const mapValues = (value: unknown, change: (inner: unknown) => unknown) => (isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)])) : value);
const mapKey = (value: unknown, key: string, change: (inner: unknown) => unknown) => (isObject(value) && key in value ? { ...value, [key]: change(value[key]) } : value);
const withSources = (feeds: unknown, folder: string) => (Array.isArray(feeds) ? feeds.map((feed: unknown) => mapKey(feed, 'src', (src) => pathFrom(folder, src))) : feeds);
const pathFrom = (folder: string, value: unknown) => (typeof value === 'string' && value && value !== ':memory:' && !/^[a-z][a-z+.-]+:/i.test(value) ? resolve(folder, value) : value);

function fromEnvironment(env: Readonly<Record<string, string | undefined>>, cwd: string): Record<string, unknown> {
  const set = Object.entries(variables).filter(([variable]) => env[variable]);
  return Object.fromEntries(set.map(([variable, name]) => [name, typedAs(name, env[variable]!, cwd)]));
}

function fromFlags(flags: Record<string, string | boolean | undefined>, cwd: string): Record<string, unknown> {
  const set = Object.entries(flags).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set.map(([name, value]) => [name, typeof value === 'string' ? typedAs(name as keyof ServerConfig, value, cwd) : value]));
}

/** A text as the value it stands for. What it cannot stand for stays a text, and is then told as wrong. */
function typedAs(name: keyof ServerConfig, text: string, cwd: string): unknown {
  if (name === 'port') return /^\d+$/.test(text) ? Number(text) : text;
  if (name === 'hsts') return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text;
  if (name === 'trustedProxies') return text.split(/[\s,]+/).filter(Boolean);
  if (name === 'database' || name === 'ledger' || name === 'logHeads') return pathFrom(cwd, text);
  return text;
}

/** A name with a slip in it would leave people's words in another database than the one that was meant. */
function unknownVariables(env: Readonly<Record<string, string | undefined>>, secrets: readonly string[]): string[] {
  const known = [...Object.keys(variables), 'PEER_SUPPORT_CONFIG', ...secrets];
  const strange = Object.keys(env).filter((name) => name.startsWith('PEER_SUPPORT_') && !known.includes(name));
  return strange.map((name) => {
    const near = known.find((other) => distance(other, name) <= 2);
    return `The environment variable ${name} is not known.${near ? ` Is it ${near}?` : ''}`;
  });
}

const defaultLedger = ({ database }: ServerConfig, cwd: string) => (isPostgres(database) ? resolve(cwd, 'peer-support.ledger') : `${database === ':memory:' ? resolve(cwd, 'peer-support') : resolve(cwd, database)}.ledger`);

const whyClosed: Record<ClosedReason, string> = {
  'no-settings': 'nothing was decided',
  'no-moderator': 'moderators names nobody',
  'no-safeguarding': 'safeguarding is missing',
  'no-watch-hours': 'watchHours is empty',
  'no-rules': 'rules is missing',
  'no-confidentiality': 'confidentiality is missing',
};

function warningsOf({ spaces, database, ledger }: ServerConfig, used: string): string[] {
  const warnings = Object.entries(spaces).flatMap(([name, { settings }]) => {
    const closed = closedBecause(settings);
    return closed.length ? [`Sending is closed in the space “${name}”: ${closed.map((reason) => whyClosed[reason]).join(', ')} (spaces.${name}.settings).`] : [];
  });
  if (isPostgres(database) && ledger === undefined) warnings.push(`No ledger is set. It is kept in ${used}; with several instances each needs the same one.`);
  return warnings;
}

/** A secret that stands in a file which others can read. */
function openSecrets(file: string | undefined, written: Record<string, unknown>): string[] {
  if (file === undefined || process.platform === 'win32' || !holdsSecret(written) || !(statSync(file).mode & 0o077)) return [];
  return [`${file} holds a secret, and others on this machine can read it. Run: chmod 600 ${file}`];
}
