import { openStore } from '../../../src/store/index.ts';
import type { Ledger } from '../../../src/store.ts';

/* Serves a database until it is killed. */
const ledger: Ledger = { add: async () => {}, entries: async function* () {}, close: async () => {} };
const store = await openStore(process.argv[2]!, { ledger });
await store.hold('serving');
process.stdout.write('serves\n');
setInterval(() => {}, 1000);
