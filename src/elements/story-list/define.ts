import { define } from '../../internal/define.ts';
import { StoryList } from './story-list.ts';

define('story-list', StoryList);
