// Builds what is missing or older than the source, and serves the demo and the server behind it until Ctrl-C.
//   node scripts/start.mjs [--port 8080]
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemoServer } from './demo-server.mjs';
import { bin, root, run } from './run.mjs';
import { serve } from './serve.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: process.env.PORT ?? '8080' } } });

/** What the strictest host would allow: the elements work under it, and the demo shows that. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

function newest(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

/** Whether something is missing, or older than what it is made from. */
function isOld(built, source) {
  const path = join(root, built);
  return !existsSync(path) || statSync(path).mtimeMs < newest(join(root, source));
}

if (isOld('dist/cdn/manifest.json', 'src')) await run('Build', process.execPath, ['scripts/build.mjs']);
else if (isOld('server/dist/run.js', 'server/src')) await run('Server', bin('tsc'), ['-p', 'server']);

const behind = await startDemoServer();
const { address, close } = await serve(
  { '/': join(root, 'demo'), '/dist/': join(root, 'dist') },
  { port: Number(values.port), headers: { 'content-security-policy': policy }, services: { '/peer/': behind.service } },
);
console.log(`\nThe demo is at ${address}\nThe server behind it is at ${address}peer/ and forgets everything when you stop.\nStop it with Ctrl-C.`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await close();
    await behind.close();
    process.exit(0);
  });
}
