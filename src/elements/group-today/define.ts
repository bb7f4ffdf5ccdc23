import { define } from '../../internal/define.ts';
import { GroupToday } from './group-today.ts';

define('group-today', GroupToday);
