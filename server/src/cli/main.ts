#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError } from '../config/errors.ts';
import { type Command, commonOptions, messageOf, say, tell, UsageError, type Values } from './command.ts';

const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).start,
  migrate: async () => (await import('./migrate.ts')).migrate,
  token: async () => (await import('./token.ts')).token,
  export: async () => (await import('./export.ts')).exportRecords,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  check: async () => (await import('./check.ts')).check,
  feeds: async () => (await import('./feeds.ts')).feeds,
};

const common = `Options of every command:
  --config FILE      Configuration; peer-support.json where the command is run, if there is one
  --database WHERE   File of SQLite, or an address that begins with postgres:// (default: peer-support.sqlite)
  --ledger FOLDER    Where withdrawals are written down (default: the database's name with .ledger)
  --log-heads FOLDER Where it is noted once a day how far the log of the staff's work has got (default: the ledger)
  --help, --version

Flags go before the environment (PEER_SUPPORT_DATABASE and so on), and the environment before the file.
Ends with 0 when all is well, 1 when something went wrong, 2 when it was asked for wrongly.`;

async function overview(): Promise<string> {
  const lines = await Promise.all(Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(10)} ${(await load()).summary}`));
  return `Usage: peer-support-server [command] [options]\n\n${lines.join('\n')}\n\nWithout a command it starts. More of one: peer-support-server backup --help\n\n${common}`;
}

const helpOf = (name: string, { usage, help }: Command) => `Usage: peer-support-server ${[name, usage].filter(Boolean).join(' ')}\n\n${help}\n\n${common}`;

const version = () => (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

async function run(args: string[]): Promise<number> {
  const named = args[0] !== undefined && !args[0].startsWith('-');
  const name = named ? args[0]! : 'start';
  if (!Object.hasOwn(commands, name)) throw new UsageError(`There is no command “${name}”. There are ${Object.keys(commands).join(', ')}.`);
  const command = await commands[name]!();
  const { values, positionals } = parseArgs({ args: named ? args.slice(1) : args, allowPositionals: true, options: { ...commonOptions, ...command.options } });
  if (values.version) say(version());
  else if (values.help) say(named ? helpOf(name, command) : await overview());
  else return command.run(values as Values, fileOf(name, command, positionals));
  return 0;
}

function fileOf(name: string, { file }: Command, positionals: readonly string[]): string {
  if (positionals.length > (file ? 1 : 0)) throw new UsageError(`“${positionals.slice(file ? 1 : 0).join(' ')}” is too much for ${name}.`);
  if (file && !positionals[0]) throw new UsageError(`Which file? Say: peer-support-server ${name} FILE`);
  return positionals[0] ?? '';
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const typed = error instanceof UsageError || String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
  if (error instanceof ConfigError) tell(`The configuration cannot be used:\n${error.faults.map((fault) => `  ${fault}`).join('\n')}`);
  else tell(messageOf(error) + (typed ? '\nSee: peer-support-server --help' : ''));
  process.exitCode = typed || error instanceof ConfigError ? 2 : 1;
}
