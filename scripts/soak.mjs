// The tests of rules, data and the server with long counts: an hour instead of minutes.
import { run } from './run.mjs';

process.env.SOAK = '1';
for (const [heading, kind] of [['Rules and data', 'pure'], ['Server', 'server']]) {
  await run(heading, process.execPath, ['scripts/test-node.mjs', kind, ...process.argv.slice(2)]).catch((error) => {
    console.error(String(error));
    process.exitCode = 1;
  });
}
