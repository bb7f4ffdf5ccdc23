import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { placeOf } from './errors.ts';

/** Where secrets may stand. `*` is any name. */
const places = [['database'], ['metricsToken'], ['spaces', '*', 'tokens', 'secret'], ['spaces', '*', 'onCall', 'secret'], ['spaces', '*', 'handOver', 'secret']];

export interface SecretSources {
  env: Readonly<Record<string, string | undefined>>;
  /** Folder that paths of files are relative to. */
  folder: string;
}

/** A copy of the configuration in which `{ "env": … }` and `{ "file": … }` gave way to the secrets they name. */
export function withSecrets(value: unknown, sources: SecretSources): { value: unknown; faults: string[]; names: string[] } {
  const faults: string[] = [];
  const names: string[] = [];
  const walk = (at: unknown, path: string[]): unknown => {
    if (places.some((place) => fits(place, path))) return secret(at, path);
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return at;
    return Object.fromEntries(Object.entries(at).map(([key, inner]) => [key, walk(inner, [...path, key])]));
  };
  const secret = (at: unknown, path: string[]): unknown => {
    if (typeof at !== 'object' || at === null) return at;
    const { env, file } = at as { env?: unknown; file?: unknown };
    if (typeof env === 'string') names.push(env);
    const found = typeof env === 'string' ? fromEnvironment(env, sources) : typeof file === 'string' ? fromFile(file, sources) : 'is neither a text nor { "env": "NAME" } nor { "file": "path" }';
    if (typeof found !== 'string') return found.secret;
    faults.push(`${placeOf(path)} ${found}.`);
    // Nothing else needs to be said of it.
    return at;
  };
  return { value: walk(value, []), faults, names };
}

/** Whether a secret stands in the configuration itself. The address of a database is one if it holds a password. */
export function holdsSecret(value: unknown, path: readonly string[] = []): boolean {
  if (places.some((place) => fits(place, path))) return typeof value === 'string' && (path[0] !== 'database' || !!URL.parse(value)?.password);
  return typeof value === 'object' && value !== null && Object.entries(value).some(([key, inner]) => holdsSecret(inner, [...path, key]));
}

const fits = (place: readonly string[], path: readonly string[]) => place.length === path.length && place.every((name, n) => name === '*' || name === path[n]);

function fromEnvironment(name: string, { env }: SecretSources): { secret: string } | string {
  const secret = env[name];
  return secret ? { secret } : `is read from the environment variable ${name}, which is not set`;
}

function fromFile(file: string, { folder }: SecretSources): { secret: string } | string {
  try {
    // Editors end a file with a line break that is no part of the secret.
    return { secret: readFileSync(resolve(folder, file), 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    return `is read from the file ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
  }
}
