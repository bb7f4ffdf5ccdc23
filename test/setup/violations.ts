/** What a page does against its policy, and what it fails at. The first script of a page under test. */
const violations: string[] = [];
addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
addEventListener('error', (event) => violations.push(event.message));
addEventListener('unhandledrejection', (event) => violations.push(String(event.reason)));
Object.assign(globalThis, { violations });
