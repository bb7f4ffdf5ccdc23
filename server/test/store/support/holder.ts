import { openStore } from '../../../src/store/index.ts';
import type { Ledger } from '../../../src/store.ts';

/* Serves a database until it is killed. */
const ledger: Ledger = { add: async () => {}, entries: async function* () {}, close: async () => {} };
const store = await openStore(process.argv[2]!, { ledger });
await store.hold('serving');
process.stdout.write('serves\n');
// What nobody can reach any more is closed: the store is to be held as long as the process lives.
setInterval(() => void store.kind, 1000);
