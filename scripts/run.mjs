import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const bins = join(root, 'node_modules/.bin');

/** A program of the dev dependencies. */
export const bin = (name) => join(bins, process.platform === 'win32' ? `${name}.cmd` : name);

// The Node of the dev dependencies, whatever the machine has, also for a script that was started without npm.
const environment = () => ({ ...process.env, PATH: [bins, process.env.PATH].join(delimiter) });

export class Failed extends Error {}

/** Runs a program to its end under a heading, and says how long it took. Fails when the program does. */
export async function run(heading, command, args = [], { quiet = false } = {}) {
  const started = performance.now();
  if (!quiet) console.log(`\n== ${heading}`);
  const program = command === process.execPath && existsSync(bin('node')) ? bin('node') : command;
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: environment(), shell: process.platform === 'win32' });
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ?? code));
  });
  if (code !== 0) throw new Failed(`${heading} failed (${code}).`);
  if (!quiet) console.log(`   ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
