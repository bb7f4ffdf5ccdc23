import { PeerError } from '../client/errors.ts';
import { loadOne, urlOf, type Loaded, type LoadError, type LoadOptions } from './load.ts';

/** Loads several lists side by side. One that fails becomes a problem; when all fail, rejects as the first one did. */
export async function loadSeveral(addresses: readonly string[], options: LoadOptions): Promise<Loaded> {
  const results = await Promise.all(
    // Behind the first list every id says which list it is from, whichever arrives first.
    addresses.map((address, index) =>
      loadOne(address, options, index ? `~${index + 1}` : '').catch((error: unknown) => {
        if (!PeerError.is(error) || options.signal.aborted) throw error;
        return error as LoadError;
      }),
    ),
  );
  const lists = results.filter((result): result is Loaded => 'groups' in result);
  const problems = results.flatMap((result, index) =>
    result.problems.map((problem) => ({ ...problem, source: urlOf(addresses[index]!)?.host || addresses[index]! })),
  );
  if (!lists[0]) throw Object.assign(results[0] as LoadError, { problems });
  return {
    format: lists[0].format,
    groups: lists.flatMap(({ groups }) => groups),
    problems,
    rows: lists.reduce((sum, { rows }) => sum + rows, 0),
  };
}
