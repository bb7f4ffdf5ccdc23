import { define } from '../../internal/define.ts';
import { GroupFinder } from './group-finder.ts';

define('group-finder', GroupFinder);
