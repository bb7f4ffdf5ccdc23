import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kinds, ready } from '../support/stores.ts';

for (const kind of kinds()) {
  describe(kind.name, () => {
    it('keeps a group and finds it', async () => {
      const store = await ready(await kind.place());
      await store.write('default', async (tx)=>{ const row = { id:'a', rev:'r', key: await tx.arrival(), reader:'everyone', record:{ id:'a', name:'Grief', topics:['Loss'], audience:[], languages:['en-GB'], access:[], sessions:[{id:'s', way:'hybrid', status:'on', place:{area:['Leeds'], latitude:53,longitude:-1,approximate:false}, schedule:{start:'2026-01-06',time:'19:00',minutes:90,timeZone:'Europe/London',rule:'FREQ=WEEKLY;BYDAY=TU'}}] } }; await tx.put('groups', row); await tx.put('groups', {...row, rev: 's'}); await tx.tell({collection:'groups', id:'a', after: row}); await tx.erased('groups','zz') });
      const found = await store.read('default', (tx)=>tx.list('groups', {query:{limit:5, text:'lsos'}, now:Date.now(), locale:'en'}));
      assert.equal(found.rows.length, 1);
      assert.deepEqual(await store.check(), []);
      assert.equal(await store.count('k',0,9e12), 1);
      assert.equal(await store.count('k',0,9e12), 2);
      await store.sweep(Date.now());
      await store.close();
    });
  });
}
