import { importer as bmlt } from './bmlt.ts';
import { createCollector, readSteps, type Reading } from './collect.ts';
import { importer as csv } from './csv.ts';
import { parts, type Importer } from './importer.ts';
import { importer as json } from './json.ts';
import { importer as meetingGuide } from './meeting-guide.ts';
import { importer as ndjson } from './ndjson.ts';
import * as odd from './odd.ts';
import { auditRow } from './privacy.ts';
import { recognise } from './recognise.ts';
import type { FeedFormat, ReadOptions } from './types.ts';

const importers: Record<FeedFormat, Importer> = { 'meeting-guide': meetingGuide, bmlt, csv, json, ndjson };

/** Reads a whole list, with problems that are not yet put into words. Never throws. */
export function readAll(source: unknown, options: ReadOptions): Reading & { format: FeedFormat } {
  parts.odd = odd;
  const collector = createCollector({ audit: auditRow });
  const { format, document, problem } = recognise(source, options.format);
  if (problem) collector.note(problem, undefined, undefined, true);
  const list = problem ? undefined : importers[format].open(document, options, collector.note);
  if (list) for (const _ of readSteps(list, collector));
  return { ...collector.end(), format };
}
