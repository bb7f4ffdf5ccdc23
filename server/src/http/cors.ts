import type { SpaceConfig } from './options.ts';

const sent = 'authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id, peer-proof';
const exposed = 'ETag, Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id';

/** What lets a page of this space read an answer. Pages of other sites, and those of other spaces, are not let. */
export function corsHeaders(space: SpaceConfig | undefined, origin: string | null): Record<string, string> {
  if (!origin || !space?.origins.includes(origin)) return {};
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed };
}

/** What answers a browser that asks beforehand. Nothing lets cookies through: there are none. */
export function preflightHeaders(space: SpaceConfig | undefined, origin: string | null, methods: readonly string[]): Record<string, string> {
  if (!origin || !space?.origins.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': sent,
    'access-control-max-age': '600',
  };
}
