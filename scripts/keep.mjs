// Runs a program for as long as whoever started this lives: our standard input closes when they end, even by SIGKILL.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

child.on('error', () => process.exit(1));
child.on('exit', (code) => process.exit(code ?? 1));

const stop = () => child.kill();
process.stdin.resume().on('end', stop).on('error', stop);
process.on('SIGTERM', stop);
// Ctrl-C reaches the whole group of processes; the one who started us decides when to stop.
process.on('SIGINT', () => {});
