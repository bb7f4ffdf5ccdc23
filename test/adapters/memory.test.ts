import { describe, it } from 'node:test';
import { memorySuite } from './memory.suite.ts';

memorySuite({ describe, it });
