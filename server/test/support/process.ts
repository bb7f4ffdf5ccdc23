import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settings } from './desk.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** A folder with a configuration in which nothing is limited. */
export function place(): { folder: string; config: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'peer-support-process-'));
  const config = join(folder, 'peer-support.json');
  const many = 1_000_000_000;
  const limits = { reads: many, searches: many, writes: many, sendings: many, challenges: many };
  writeFileSync(config, JSON.stringify({ spaces: { default: { settings, origins: [], limits } } }));
  return { folder, config, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a command of the command line to its end. */
export async function command(args: readonly string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  child.stdout.on('data', (data: Buffer) => (out += data));
  child.stderr.on('data', (data: Buffer) => (out += data));
  // Only then all that it said has been read.
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

export interface Running {
  src: string;
  /** As if its machine had lost its power. Resolves once it is gone. */
  kill(): Promise<void>;
}

/** Starts a server as a process of its own, and waits until it listens. Fails with what it said if it does not. */
export function startProcess(args: readonly string[]): Promise<Running> {
  const child: ChildProcess = spawn(process.execPath, [main, 'start', '--log-level', 'silent', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'exit');
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (data: Buffer) => {
      said += String(data);
      const src = /listens at (http:\S+?)\/?\s/.exec(said)?.[1];
      if (src) resolve({ src, kill: async () => void (child.kill('SIGKILL'), await gone) });
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    void gone.then(() => reject(new Error(`The server did not start: ${said}`)));
  });
}
