import { define } from '../../internal/define.ts';
import { StoryShare } from './story-share.ts';

define('story-share', StoryShare);
