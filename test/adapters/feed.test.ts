import { describe, it } from 'node:test';
import { feedSuites } from './feed.suite.ts';

feedSuites({ describe, it });
