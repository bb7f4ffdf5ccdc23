import { spaceSettings } from 'peer-support-elements/schemas';
import * as z from 'zod';
import { defaultLimits, type Limits } from '../http/options.ts';

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** https, or this machine. */
const safeAddress = (value: string) => {
  const url = URL.parse(value);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname));
};

const limitNames = Object.keys(defaultLimits) as (keyof Limits)[];

const whole = z.number().int();
const count = whole.min(1).max(1_000_000_000);

/** An origin as browsers send it: compared letter by letter. */
const origin = z.string().refine((value) => safeAddress(value) && new URL(value).origin === value && !value.includes('*'));

const claimName = z.string().min(1).max(200);

/** What the host's own sign-in puts into its tokens, and how they are checked. */
export const tokenConfig = z
  .strictObject({
    issuer: z.string().min(1).max(500),
    audience: z.string().min(1).max(500),
    /** Shared with whoever signs (HS256): 32 bytes or more. */
    secret: z.string().refine((value) => Buffer.byteLength(value) >= 32).optional(),
    /** Where the signer's public keys are. */
    jwksUrl: z.string().refine(safeAddress).optional(),
    /** Whether they make somebody one of the staff. */
    staffRoles: z.boolean().default(false),
    /** Other names of the claims, where the sign-in uses `role` and `groups` for something else. */
    roleClaim: claimName.optional(),
    groupsClaim: claimName.optional(),
  })
  .refine(({ secret, jwksUrl }) => (secret === undefined) !== (jwksUrl === undefined), { message: 'one-key' });

/** A list of groups that is read again and again. */
export const feedConfig = z.strictObject({
  /** By it the list is known again when its address changes. Default: made from the address. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/i).optional(),
  /** An http or https address, or a file. */
  src: z.string().min(1).max(2000).refine((value) => !/^[a-z][a-z+.-]+:/i.test(value) || /^https?:$/.test(URL.parse(value)?.protocol ?? '')),
  format: z.enum(['csv', 'meeting-guide', 'bmlt', 'json', 'ndjson']).optional(),
  timeZone: z.string().refine(isTimeZone).optional(),
  country: z.string().regex(/^[A-Z]{2}$/).optional(),
  everyMinutes: whole.min(5).max(7 * 24 * 60).default(60),
  /** Whether the list may lose more than half of its groups at once. Otherwise that is taken for a mishap. */
  mayShrink: z.boolean().default(false),
});

/** A program of the host that is told something. */
const receiver = {
  url: z.string().max(2000).refine(safeAddress),
  /** Shared with it: 32 bytes or more. */
  secret: z.string().refine((value) => Buffer.byteLength(value) >= 32),
};

/** Which program is told that somebody may be in danger, and a story was held. */
export const handOverConfig = z.strictObject(receiver);

/** Whom a program of the host tells that something urgent waits. */
export const onCallConfig = z.strictObject({
  ...receiver,
  afterMinutes: whole.min(1).max(24 * 60).default(15),
  everyMinutes: whole.min(1).max(24 * 60).default(10),
});

/** What is decided for one site. Sending is closed while moderators, safeguarding or watch hours are missing. */
export const spaceConfig = z.strictObject({
  settings: z.strictObject({
    ...spaceSettings.shape,
    moderators: z.optional(spaceSettings.shape.moderators).transform((value) => value ?? []),
    watchHours: z.optional(spaceSettings.shape.watchHours).transform((value) => value ?? []),
  }),
  /** Pages that may call: exact origins. */
  origins: z.array(origin).max(100),
  tokens: tokenConfig.optional(),
  onCall: onCallConfig.optional(),
  handOver: handOverConfig.optional(),
  feeds: z.array(feedConfig).max(100).refine(distinct, { message: 'same-feed' }).default([]),
  /** How often one address may ask in a minute; `watches`: how many may be open at once. What is not named keeps its default. */
  limits: z.partialRecord(z.enum(limitNames), count).optional(),
});

export type TokenConfig = z.output<typeof tokenConfig>;
export type OnCallConfig = z.output<typeof onCallConfig>;
export type HandOverConfig = z.output<typeof handOverConfig>;
export type FeedConfig = z.output<typeof feedConfig>;
export type SpaceConfig = z.output<typeof spaceConfig>;

function distinct(feeds: readonly { name?: string | undefined; src: string }[]): boolean {
  return new Set(feeds.map(({ name, src }) => name ?? src)).size === feeds.length;
}

function isTimeZone(name: string): boolean {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
}
