// Source to what is published: words checked, dist/ (modules and types), dist/custom-elements.json, dist/cdn/, server/dist/.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin, root, run } from './run.mjs';

for (const folder of ['dist', 'server/dist']) rmSync(join(root, folder), { recursive: true, force: true });
await run('Words', process.execPath, ['scripts/check-locales.mjs']);
await run('Compile', bin('tsc'), []);
await run('Manifest', bin('cem'), ['analyze', '--quiet']);
await run('Bundle', bin('rollup'), ['--config', '--silent']);
await run('Server', bin('tsc'), ['-p', 'server']);
