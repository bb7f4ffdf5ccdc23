/** What may be written down of an unforeseen error: where it happened. Its message may hold what somebody wrote. */
export function stackOf(error: unknown): { error: string; stack: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, stack: [] };
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  const ours = lines.filter((line) => !/node:|node_modules/.test(line));
  const code = (error as { code?: unknown }).code;
  return {
    error: /^\w{1,50}$/.test(error.name) ? error.name : 'Error',
    ...(typeof code === 'string' && /^\w{1,50}$/.test(code) && { code }),
    stack: ours.slice(0, 10).map((line) => line.trim().replace(/\(?(file:\/\/)?\/\S*\/(src|dist)\//, '($2/')),
  };
}
