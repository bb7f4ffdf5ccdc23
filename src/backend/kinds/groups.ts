import { collectionAbilities as can } from '../../client/abilities.ts';
import { groupText } from '../../domain/group-text.ts';
import type { Group } from '../../domain/group.ts';
import { patched } from '../../domain/patch.ts';
import type { Kind } from './kind.ts';

/** Lists of groups are answered by the store: what is asked of sessions must hold for the same one. */
export const groups: Kind<'groups'> = {
  can: can.groups,
  index: (record) => ({ text: groupText(record as unknown as Group) }),
  async create(draft, { tx, newId }) {
    const id = newId();
    return { id, rev: newId(), key: await tx.arrival(), reader: 'everyone', record: { ...draft, id } };
  },
  update: async (row, patch) => ({ ...row, record: { ...patched(row.record, patch), id: row.id } }),
};
