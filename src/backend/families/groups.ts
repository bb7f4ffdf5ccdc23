import { groups } from '../kinds/groups.ts';

export const kinds = { groups };
