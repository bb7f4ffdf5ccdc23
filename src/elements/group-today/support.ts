export { styles, support } from '../story-list/support.ts';
