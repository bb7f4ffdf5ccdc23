import type { CollectionName } from '../../adapters/adapter.ts';
import { kinds as checkins } from '../families/checkins.ts';
import { kinds as circle } from '../families/circle.ts';
import { kinds as groups } from '../families/groups.ts';
import { kinds as spaces } from '../families/spaces.ts';
import { kinds as stories } from '../families/stories.ts';
import type { Kind } from './kind.ts';

/** All kinds at once, for programs that wait for none of them. */
export const kinds: { readonly [N in CollectionName]: Kind<N> } = { ...groups, ...spaces, ...checkins, ...circle, ...stories };
