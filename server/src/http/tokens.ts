import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import * as z from 'zod';
import { bytesOf } from './hash.ts';
import type { TokenConfig } from './options.ts';
import { Refusal } from './problems.ts';

/** What a token of the host's sign-in says. */
export interface TokenClaims {
  sub: string;
  role: 'member' | 'facilitator' | 'moderator' | 'admin';
  groups: string[];
  /** Milliseconds since 1970. */
  expires: number;
}

const claims = z.object({ sub: z.string().min(1).max(500), exp: z.number() });
const staffRole = z.enum(['facilitator', 'moderator', 'admin']);
const groupIds = z.array(z.string().min(1).max(200)).max(200);

/** Each list holds one family, so that a public key can never be taken for a shared secret. */
const shared = ['HS256', 'HS384', 'HS512'];
const publicKeys = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

/** How the tokens of a space are read: what they say, or undefined for one that does not hold. Throws for a configuration that would let too much in. */
export function tokenReader(space: string, config: TokenConfig, now: () => number): (token: string) => Promise<TokenClaims | undefined> {
  const { issuer, audience } = config;
  if (!issuer || !audience) throw new TypeError(`Space "${space}": tokens need an issuer and an audience, else those of other services would hold here.`);
  const verify = verifier(space, config);
  return async (token) => {
    const options = { issuer, audience, requiredClaims: ['sub', 'exp'], clockTolerance: 5, currentDate: new Date(now()) };
    const payload = await verify(token, options).catch(refused);
    const read = payload && claims.safeParse(payload);
    return read?.success ? { sub: read.data.sub, expires: read.data.exp * 1000, ...rightsIn(payload!, config) } : undefined;
  };
}

/** Sign-ins use these claims for things of their own: what is not understood gives nothing, and does not lock anybody out. */
function rightsIn(payload: JWTPayload, { staffRoles = false, roleClaim = 'role', groupsClaim = 'groups' }: TokenConfig): Pick<TokenClaims, 'role' | 'groups'> {
  const own = (name: string) => (Object.hasOwn(payload, name) ? payload[name] : undefined);
  const role = staffRoles ? staffRole.safeParse(own(roleClaim)) : undefined;
  const groups = groupIds.safeParse(own(groupsClaim));
  return { role: role?.success ? role.data : 'member', groups: groups.success ? groups.data : [] };
}

function verifier(space: string, { secret, jwksUrl }: TokenConfig): (token: string, options: JWTVerifyOptions) => Promise<JWTPayload> {
  if (!secret === !jwksUrl) throw new TypeError(`Space "${space}": tokens need either a secret or the address of public keys.`);
  if (jwksUrl) {
    const keys = createRemoteJWKSet(new URL(jwksUrl));
    return async (token, options) => (await jwtVerify(token, keys, { ...options, algorithms: publicKeys })).payload;
  }
  if (secret!.length < 32) throw new TypeError(`Space "${space}": the secret of tokens is shorter than 32 characters.`);
  const key = bytesOf(secret!);
  return async (token, options) => (await jwtVerify(token, key, { ...options, algorithms: shared })).payload;
}

/** A token that does not hold is one thing; keys that cannot be fetched say nothing about it. */
function refused(error: unknown): undefined {
  const unreachable = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
  if (unreachable) throw new Refusal('unavailable', { detail: 'The keys of the sign-in could not be fetched.', retryAfterSeconds: 30 });
  return undefined;
}
