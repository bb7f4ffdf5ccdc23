import { feedSuites } from './feed.suite.ts';

feedSuites({ describe, it });
