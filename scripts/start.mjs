// Builds what is missing or older than the source, and serves the demo and the server behind it until Ctrl-C.
//   node scripts/start.mjs [--port 8080]
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startDemoServer } from './demo-server.mjs';
import { strictPolicy } from './policy.mjs';
import { bin, root, run } from './run.mjs';
import { serve } from './serve.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: process.env.PORT ?? '8080' } } });

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
  { port: Number(values.port), headers: { 'content-security-policy': strictPolicy() }, services: { '/peer/': behind.service, '/sign-in/': behind.signIn } },
);
// Whoever reads where it is may stop it at once.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await close();
    await behind.close();
    process.exit(0);
  });
}

console.log(`
The demo is at ${address} (stories: ${address}clinic.html, members of a group: ${address}member.html,
the team's desk: ${address}team.html)
The server behind it is at ${address}peer/ and forgets everything when you stop.
A token of its staff, for the space "demo", until then: ${behind.token}
Read at the team's desk what was sent, or press Enter to publish it. Stop it with Ctrl-C.`);

createInterface({ input: process.stdin }).on('line', () => {
  const said = (any) => (any ? 'Published what was waiting.' : 'Nothing is waiting to be published.');
  behind.publish().then(said, ({ message }) => `Not everything was published. ${message}`).then(console.log);
});
