import { define } from '../../internal/define.ts';
import { QuickExit } from './quick-exit.ts';

define('quick-exit', QuickExit);
