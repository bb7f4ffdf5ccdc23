/** Registers every element. */
import './elements/group-finder/define.ts';
import './elements/peer-support/define.ts';
import './elements/quick-exit/define.ts';
import './elements/story-list/define.ts';
import './elements/story-share/define.ts';
import './elements/support-now/define.ts';
