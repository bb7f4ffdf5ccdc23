export * from './conformance.ts';
export * from './no-scoreboard.ts';
