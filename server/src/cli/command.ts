import type { ParseArgsConfig } from 'node:util';
import { existsSync } from 'node:fs';
import { PeerError } from 'peer-support-elements/backend';
import { type Flags, isPostgres, type Loaded, loadConfig, shownDatabase } from '../config/load.ts';
import { openStore } from '../store/index.ts';
import { beingRestored } from '../store/sql-store.ts';
import type { Ledger, ServerStore } from '../store.ts';

export type Values = Readonly<Record<string, string | boolean | undefined>>;
type Options = NonNullable<ParseArgsConfig['options']>;

/** One command of the command line. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** What comes behind its name. */
  usage: string;
  /** What it does, and its own options. */
  help: string;
  options?: Options;
  /** Whether a file is named. */
  file?: boolean;
  /** Answers the exit code. */
  run(values: Values, file: string): Promise<number>;
}

/** What was typed cannot be done; the message is for whoever typed it. */
export class UsageError extends Error {}

/** Something is not as it has to be; the message is for whoever runs the server. */
export class Trouble extends Error {}

/** Options of every command. */
export const commonOptions = {
  config: { type: 'string' },
  database: { type: 'string' },
  ledger: { type: 'string' },
  'log-heads': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} satisfies Options;

export const say = (line = ''): void => void process.stdout.write(`${line}\n`);
/** For people: beside what is written to the standard output. */
export const tell = (line: string): void => void process.stderr.write(`${line}\n`);

export const text = (values: Values, name: string): string | undefined => (typeof values[name] === 'string' ? (values[name] as string) : undefined);

/** The configuration, with what was typed. Exits by a `ConfigError`. */
export function configured(values: Values, more: Flags = {}): Loaded {
  return loadConfig({ flags: { config: text(values, 'config'), database: text(values, 'database'), ledger: text(values, 'ledger'), logHeads: text(values, 'log-heads'), ...more } });
}

/** The settings of a space that has to be there. */
export function spaceNamed({ config: { spaces } }: Loaded, name: string | undefined) {
  const names = Object.keys(spaces);
  if (!names.length) throw new UsageError('No space is configured. Name the file with --config.');
  if (!name) throw new UsageError(`Which space? Say --space and one of: ${names.join(', ')}.`);
  if (!Object.hasOwn(spaces, name)) throw new UsageError(`There is no space “${name}”. There are: ${names.join(', ')}.`);
  return name;
}

/** Says how many records the ledger knows in a later state. */
export const olderThanLeft = (count: number): string =>
  `${count} ${count === 1 ? 'record was' : 'records were'} changed or hidden after the backup was made: nobody reads ${count === 1 ? 'it' : 'them'} but the staff until the writer agrees again, or the staff has looked.`;

/** For commands that take nothing away. */
const noLedger: Ledger = {
  add: () => Promise.reject(new Error('This command takes nothing away.')),
  entries: async function* () {},
  close: async () => {},
};

/** Opens a database that has to be there, and closes it afterwards. */
export async function withStore<T>({ config: { database } }: Loaded, use: (store: ServerStore) => Promise<T>, ledger: Ledger = noLedger): Promise<T> {
  const shown = shownDatabase(database);
  if (!isPostgres(database) && !existsSync(database)) throw new Trouble(`There is no database ${shown}. Name it with --database, or start the server once.`);
  const store = await openStore(database, { ledger });
  try {
    await store.ready().catch((cause: unknown) => {
      if ((cause as Error).message === beingRestored) throw new Trouble(beingRestored, { cause });
      throw new Trouble(`The database ${shown} does not answer, or has no tables yet. Is it the right one? If it is new: peer-support-server migrate`, { cause });
    });
    return await use(store);
  } finally {
    await store.close();
  }
}

/** What went wrong, for people: never with a stack, and never with what people wrote. */
export function messageOf(error: unknown): string {
  if (error instanceof UsageError || error instanceof Trouble || PeerError.is(error)) return error.message;
  const { message, code } = error as NodeJS.ErrnoException;
  const known: Record<string, string> = {
    EADDRINUSE: 'Something else listens there already. Choose another --port.',
    EADDRNOTAVAIL: 'This machine has no such address. Choose another --host.',
    EACCES: `That is not allowed here: ${message}`,
  };
  return (code !== undefined && known[code]) || message || String(code ?? error);
}
