import type { SpaceSettings } from 'peer-support-elements/domain';
import type { ServerStore } from '../store.ts';
import type { BodyLimits } from './body.ts';

/** What the host decides for one space, that is for one site. */
export interface SpaceConfig {
  settings: SpaceSettings;
  /** Origins of the pages that may ask, exactly as browsers send them: `https://charity.example`. */
  origins: readonly string[];
  /** How the tokens of the host's own sign-in are checked. Without it there are no such tokens. */
  tokens?: TokenConfig | undefined;
  /** Which program is told of holds. Without one, nobody is but whoever looks at the desk. */
  handOver?: { url: string; secret: string } | undefined;
  /** How often one address may ask in a minute, by the name of a limit. What is not named is as the handler's options say. */
  limits?: Readonly<Record<string, number>> | undefined;
}

/** JSON web tokens (RFC 7519) of the host's own sign-in. All of `iss`, `aud`, `sub` and `exp` are required in a token. */
export interface TokenConfig {
  /** What `iss` has to be. */
  issuer?: string | undefined;
  /** What `aud` has to name: this service, so that a token for another one opens nothing here. */
  audience?: string | undefined;
  /** Shared secret of HS256, HS384 or HS512; 32 characters at least. */
  secret?: string | undefined;
  /** Address of the host's public keys. The only address that is ever asked, and only to check a token. */
  jwksUrl?: string | undefined;
  /** Whether these tokens make somebody one of the staff, by their role. Default: no, whoever holds one is a member. */
  staffRoles?: boolean | undefined;
  /** Claim that names the role. Default: `role`. */
  roleClaim?: string | undefined;
  /** Claim that lists the ids of groups somebody belongs to. Default: `groups`. */
  groupsClaim?: string | undefined;
}

/** At most so many in so long a time. */
export interface Limit {
  count: number;
  seconds: number;
}

/** Limits for one client address in one space; `texts` for one person of the staff. */
export interface Limits {
  /** Pages and records. Counted by each instance for itself, because counting them together would cost more than they do. */
  reads: Limit;
  /** Queries with a body, counted like reads. */
  searches: Limit;
  /** Every write that has no limit of its own, counted by all instances together. */
  writes: Limit;
  /** Stories that are sent, counted by all instances together. */
  sendings: Limit;
  /** Answers to stories, counted by all instances together. */
  answers: Limit;
  /** Reports, counted by all instances together. */
  reports: Limit;
  /** Challenges for a proof of work, counted by all instances together. */
  challenges: Limit;
  /** Whole texts that one person of the staff is handed, counted by each instance for itself: what waits to be read counts once, anything else ten times. */
  texts: Limit;
  /** How many watches may be open at once, per instance. */
  watches: number;
}

export const defaultLimits: Limits = {
  reads: { count: 600, seconds: 60 },
  searches: { count: 240, seconds: 60 },
  writes: { count: 120, seconds: 60 },
  sendings: { count: 20, seconds: 600 },
  answers: { count: 120, seconds: 600 },
  reports: { count: 10, seconds: 600 },
  challenges: { count: 60, seconds: 600 },
  texts: { count: 10_000, seconds: 600 },
  watches: 20,
};

/** Where the handler writes what it did. A pino logger fits. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface HandlerOptions {
  store: ServerStore;
  spaces: Readonly<Record<string, SpaceConfig>>;
  /** Path before `/v1`, if it is not taken off on the way here: `/peer`. */
  basePath?: string | undefined;
  /**
   * Networks (CIDR) of the proxies in front. Only what comes from one of them is asked for whom it was forwarded. They add to
   * `X-Forwarded-For`; one that adds to `Forwarded` instead has to take `X-Forwarded-For` away, which anybody can send.
   */
  trustedProxies?: readonly string[] | undefined;
  limits?: Partial<Limits> | undefined;
  /** Largest bodies, in bytes. Default: 256 KiB for stories and groups (`words`), 64 KiB for everything else (`others`). */
  bodies?: Partial<BodyLimits> | undefined;
  /** Largest number of the proof of work: half as many hashes are tried on average. Default: 20,000, under a second on a slow phone. */
  proofMaxNumber?: number | undefined;
  /** How long browsers shall insist on https for this host, in seconds (RFC 6797). Default: nothing is said. */
  strictTransportSeconds?: number | undefined;
  /** Opens `/metrics` to whoever sends this token as `Bearer`. Without one there are none: a proxy on this machine asks from this machine for everybody. */
  metrics?: { token?: string | undefined } | undefined;
  log?: Log | undefined;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: (() => number) | undefined;
  /** Times of watches, in milliseconds. */
  pace?: Partial<Pace> | undefined;
}

/** Times of watches, in milliseconds. */
export interface Pace {
  /** Between two signs of life. */
  heartbeat: number;
  /** After this long the credential is checked again. */
  recheck: number;
  /** How long a client may take nothing before its watch is ended. */
  patience: number;
}

/** Who asks over the network, as the runtime knows it. */
export interface RequestInfo {
  /** Address of the other end of the connection. Without it no limit can be kept. */
  address?: string | undefined;
}

export interface Handler {
  (request: Request, info?: RequestInfo): Promise<Response>;
  /** Ends every watch and gives back what is held open. The store stays open. */
  close(): void;
}
