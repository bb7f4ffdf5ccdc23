/** Registers every element that visitors meet. The desk of the staff is registered by its own `define.ts`, on pages of the staff. */
import './elements/checkin-history/define.ts';
import './elements/group-finder/define.ts';
import './elements/group-today/define.ts';
import './elements/peer-checkin/define.ts';
import './elements/peer-support/define.ts';
import './elements/quick-exit/define.ts';
import './elements/story-list/define.ts';
import './elements/story-share/define.ts';
import './elements/support-now/define.ts';
