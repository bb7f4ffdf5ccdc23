/** A record with a patch applied: each key of the patch replaces the whole value, null removes it, undefined keeps it. */
export function patched<T extends object>(record: T, patch: object): T {
  const merged = new Map<string, unknown>(Object.entries(record));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else if (value !== undefined) merged.set(key, value);
  }
  return Object.fromEntries(merged) as T;
}
