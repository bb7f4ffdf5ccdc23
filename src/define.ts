/** Registers every element. */
import './elements/group-finder/define.ts';
import './elements/peer-support/define.ts';
