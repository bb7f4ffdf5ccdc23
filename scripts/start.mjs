// Builds what is missing or older than the source, and serves the demo until Ctrl-C.
//   node scripts/start.mjs [--port 8080]
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, run } from './run.mjs';
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

const built = join(root, 'dist/cdn/manifest.json');
if (!existsSync(built) || statSync(built).mtimeMs < newest(join(root, 'src'))) {
  await run('Build', process.execPath, ['scripts/build.mjs']);
}

const { address, close } = await serve(
  { '/': join(root, 'demo'), '/dist/': join(root, 'dist') },
  { port: Number(values.port), headers: { 'content-security-policy': policy } },
);
console.log(`\nThe demo is at ${address}\nStop it with Ctrl-C.`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await close();
    process.exit(0);
  });
}
