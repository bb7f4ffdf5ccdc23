// Pages as the strictest portal would serve them, for tests in every browser: the clinic's of the demo, and those of check-ins.
import { readFileSync } from 'node:fs';
import { strictPolicy } from './policy.mjs';

const page = (tag, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>My page</title>
<script type="module" src="/test/setup/violations.ts"></script><script type="module" src="/src/elements/${tag}/define.ts"></script></head>
<body>${body}</body></html>`;

const pages = {
  '/strict/history.html': page('checkin-history', '<checkin-history></checkin-history>'),
  '/strict/checkin.html': page('peer-checkin', '<peer-checkin></peer-checkin>'),
  '/strict/group.html': page('group-today', '<peer-support><group-today></group-today></peer-support>'),
};

/** At `/strict/history.html`, `/strict/checkin.html` and `/strict/group.html`, and at `/strict/clinic.html?src=<address of a backend>`. With a copy of Lit of its own, beside the one of `dist/cdn/`. */
export function strictPages(context, next) {
  if (pages[context.path]) {
    context.set('content-security-policy', strictPolicy());
    context.type = 'html';
    context.body = pages[context.path];
    return;
  }
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
