// The tests of rules and data with long counts: minutes instead of seconds.
process.env.SOAK = '1';
process.argv.splice(2, 0, 'pure');
await import('./test-node.mjs');
