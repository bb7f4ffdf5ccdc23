import { memorySuite } from './memory.suite.ts';

// The same suite as under Node, here with Mocha in a browser.
memorySuite({ describe, it });
