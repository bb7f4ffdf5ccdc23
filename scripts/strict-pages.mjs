// The clinic's page of the demo as the strictest portal would serve it, for tests in every browser.
import { readFileSync } from 'node:fs';
import { strictPolicy } from './policy.mjs';

/** At `/strict/clinic.html?src=<address of a backend>`. With a copy of Lit of its own, beside the one of `dist/cdn/`. */
export function strictPages(context, next) {
  if (context.path !== '/strict/clinic.html') return next();
  const { href, origin } = new URL(String(context.query.src));
  const own = ['violations', 'host-card'].map((name) => `<script type="module" src="/test/setup/${name}.ts"></script>`).join('');
  context.set('content-security-policy', strictPolicy({ copies: 2, connect: `'self' ${origin}` }));
  context.type = 'html';
  context.body = readFileSync('demo/clinic.html', 'utf8')
    .replace('adapter="http" src="/peer" space="demo"', `adapter="http" src="${href}"`)
    .replace('href="demo.css"', 'href="/demo/demo.css"')
    .replace('<script', `${own}<script`)
    .replace('<h1>', '<host-card></host-card><h1>');
}
