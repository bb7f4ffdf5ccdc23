// Source to what is published: words checked, dist/ (modules and types), dist/custom-elements.json, dist/cdn/.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin, root, run } from './run.mjs';

rmSync(join(root, 'dist'), { recursive: true, force: true });
await run('Words', process.execPath, ['scripts/check-locales.mjs']);
await run('Compile', bin('tsc'), []);
await run('Manifest', bin('cem'), ['analyze', '--quiet']);
await run('Bundle', bin('rollup'), ['--config', '--silent']);
