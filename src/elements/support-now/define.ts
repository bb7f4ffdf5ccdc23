import { define } from '../../internal/define.ts';
import { SupportNow } from './support-now.ts';

define('support-now', SupportNow);
