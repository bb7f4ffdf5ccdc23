import * as z from 'zod';

type AnySchema = Parameters<typeof z.toJSONSchema>[0];

/** Every name of a property that a schema knows, however deep. */
export function namesIn(schema: unknown): string[] {
  const names: string[] = [];
  collect(z.toJSONSchema(schema as AnySchema, { unrepresentable: 'any', io: 'input' }), names);
  return names;
}

function collect(schema: unknown, names: string[]): void {
  if (!schema || typeof schema !== 'object') return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') names.push(...Object.keys(value as object));
    collect(value, names);
  }
}
