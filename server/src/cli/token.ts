import { randomBytes } from 'node:crypto';
import { credentialHash } from 'peer-support-elements/backend';
import type { StoredToken } from '../store.ts';
import { type Command, configured, say, spaceNamed, tell, text, UsageError, type Values, withStore } from './command.ts';
import { table } from './table.ts';

const roles: readonly string[] = ['facilitator', 'moderator', 'admin'] satisfies StoredToken['role'][];
const longest = 365;
const dayMs = 24 * 60 * 60 * 1000;

export const token: Command = {
  summary: 'Makes, lists and revokes the tokens of the staff',
  usage: '--space NAME (--role ROLE --name NAME | --list | --revoke ID)',
  help: `A new token is shown once. The database keeps a hash of it, which opens nothing.

  --space NAME    For which site
  --role ROLE     facilitator, moderator or admin
  --name NAME     Name that stands beside what its holder does, the same for all tokens of one person.
                  Initials or a made-up name will do; no mail address, please.
  --groups LIST   Ids of the groups that a facilitator looks after, with commas between them
  --days NUMBER   How long it works (default: 30; at most ${longest})
  --list          Shows who has tokens, and until when
  --revoke ID     Ends a token; --list shows its id`,
  options: {
    space: { type: 'string' },
    role: { type: 'string' },
    name: { type: 'string' },
    groups: { type: 'string' },
    days: { type: 'string' },
    list: { type: 'boolean' },
    revoke: { type: 'string' },
  },
  run: async (values) => {
    const loaded = configured(values);
    const space = spaceNamed(loaded, text(values, 'space'));
    const made = values.list || values.revoke !== undefined ? undefined : wanted(values, space);
    return withStore(loaded, async (store) => {
      if (values.list) return list(await store.tokens(space));
      if (!made) return revoke(await store.tokens(space), text(values, 'revoke')!, (hash) => store.removeToken(hash));
      const known = (await store.tokens(space)).some(({ owner }) => owner === made.owner);
      const secret = `pst_${randomBytes(32).toString('base64url')}`;
      await store.putToken({ ...made, hash: await credentialHash(secret) });
      tell(`A token of ${made.owner} (${made.role}, ${space}) that works until ${day(made.expires)}.${known ? ' This name has other tokens: it is taken for the same person.' : ''}`);
      tell('It is shown once. Give it to its holder in a way that nobody else sees:');
      say(secret);
      return 0;
    });
  },
};

const day = (at: number) => new Date(at).toISOString().slice(0, 10);
/** Digits and letters from a to f: an id that began with a dash would be read as an option. */
const idOf = ({ hash }: StoredToken) => Buffer.from(hash, 'base64url').toString('hex').slice(0, 12);

function wanted(values: Values, space: string): Omit<StoredToken, 'hash'> {
  const role = text(values, 'role');
  const owner = text(values, 'name')?.trim();
  const groups = (text(values, 'groups') ?? '').split(',').map((id) => id.trim()).filter(Boolean);
  const days = Number(text(values, 'days') ?? 30);
  if (!role || !roles.includes(role)) throw new UsageError(`Which role? Say --role and one of: ${roles.join(', ')}.`);
  if (!owner || owner.length > 200) throw new UsageError('Whose token is it? Say --name and initials or a made-up name.');
  if (owner.includes('@')) throw new UsageError('A mail address would stand beside every decision. Say initials or a made-up name.');
  if (role === 'facilitator' && !groups.length) throw new UsageError('Which groups does the facilitator look after? Say --groups and their ids.');
  if (role !== 'facilitator' && groups.length) throw new UsageError(`--groups is for facilitators: a ${role} is there for the whole space.`);
  if (!Number.isInteger(days) || days < 1 || days > longest) throw new UsageError(`--days is a whole number from 1 to ${longest}.`);
  return { space, role: role as StoredToken['role'], owner, groups, expires: Date.now() + days * dayMs };
}

function list(tokens: readonly StoredToken[]): number {
  const now = Date.now();
  const rows = tokens.map((each) => [idOf(each), each.owner, each.role, each.groups.join(', '), each.expires > now ? day(each.expires) : `${day(each.expires)} (over)`]);
  say(rows.length ? table(['Id', 'Name', 'Role', 'Groups', 'Works until'], rows) : 'Nobody has a token.');
  return 0;
}

async function revoke(tokens: readonly StoredToken[], id: string, remove: (hash: string) => Promise<boolean>): Promise<number> {
  const found = id.length >= 8 ? tokens.filter((each) => idOf(each).startsWith(id.toLowerCase())) : [];
  if (found.length !== 1) throw new UsageError(`${found.length ? 'Several tokens begin' : 'No token begins'} with “${id}”. --list shows their ids.`);
  await remove(found[0]!.hash);
  say(`The token ${idOf(found[0]!)} of ${found[0]!.owner} opens nothing any more.`);
  return 0;
}
