import { define } from '../../internal/define.ts';
import { ModerationDesk } from './moderation-desk.ts';

define('moderation-desk', ModerationDesk);
