import { collectionAbilities as can } from '../../client/abilities.ts';
import { patched } from '../../domain/patch.ts';
import type { Kind } from './kind.ts';

/** Lists of groups are answered by the store: what is asked of sessions must hold for the same one. */
export const groups: Kind<'groups'> = {
  can: can.groups,
  async create(draft, { tx, newId }) {
    const id = newId();
    return { id, rev: newId(), key: await tx.arrival(), reader: 'everyone', record: { ...draft, id } };
  },
  update: async (row, patch) => ({ ...row, record: { ...patched(row.record, patch), id: row.id } }),
};
