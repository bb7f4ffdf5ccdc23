#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { check } from './check.ts';
import { convert } from './convert.ts';
import { UsageError } from './source.ts';

const help = `Usage:
  npx peer-support-elements check LIST [options]
  npx peer-support-elements convert LIST [options]

LIST is a file, an address that begins with https://, or - for the standard input.

check    Says what was read and everything that the list's owner should mend.
convert  Writes any list that can be read in the compact form that pages show first rows of while the rest arrives.

Options of both:
  --time-zone NAME   Zone of groups that do not name their own, such as Europe/London
  --country CODE     Country of the list, such as GB: order of day and month in dates
  --format NAME      csv, meeting-guide, bmlt, json or ndjson; recognised when not given

Options of check:
  --json             Prints the result as JSON

Options of convert:
  --to NAME          ndjson (default), json or csv
  --output FILE      File to write; the standard output when not given

  --help, --version

Ends with 0 when all is well, with 1 when rows of the list were lost, with 2 when it could not be read at all.
`;

const commands = { check, convert };

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'time-zone': { type: 'string' },
      country: { type: 'string' },
      format: { type: 'string' },
      json: { type: 'boolean' },
      to: { type: 'string' },
      output: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  });
  const [name, list, ...more] = positionals;
  if (values.version) {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (values.help || !name) {
    (values.help ? process.stdout : process.stderr).write(help);
    return values.help ? 0 : 2;
  }
  const command = Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
  if (!command) throw new UsageError(`There is no command “${name}”. There are check and convert.`);
  if (!list) throw new UsageError(`Which list? Say ${name} and a file, an address or -.`);
  if (more.length) throw new UsageError(`One list at a time, please: “${more.join(' ')}” is too much.`);
  return command(list, values);
}

try {
  process.exitCode = await run();
} catch (error) {
  const usage = error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  if (!usage) throw error;
  process.stderr.write(`${(error as Error).message}\nSee: npx peer-support-elements --help\n`);
  process.exitCode = 2;
}
