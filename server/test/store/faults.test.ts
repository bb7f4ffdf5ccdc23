import { describe, it } from 'node:test';
import { faultTests } from '../../../test/backend/support/faults.ts';
import { dumped, kinds, ready } from '../support/stores.ts';

for (const { name, place } of kinds()) {
  faultTests({ describe, it }, name, async () => {
    const store = await ready(await place());
    return { store, rows: async () => JSON.stringify(await dumped(store)), close: () => store.close() };
  });
}
