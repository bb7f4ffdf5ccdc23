/** Orders in which stories can be asked for: by month, or drawn by lot. There is none by what others made of them. */
export const storyOrders = ['newest', 'shuffled'] as const;
export type StoryOrder = (typeof storyOrders)[number];
