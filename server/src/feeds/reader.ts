import { parentPort, workerData } from 'node:worker_threads';
import { readGroupStream } from 'peer-support-elements/feeds';
import { schemas } from 'peer-support-elements/schemas';
import type { Reading, ReadRequest } from './read.ts';

/* Runs beside the server, so that a long list keeps nobody waiting. */

/** So many groups travel together. */
const batch = 500;

const { bytes, options } = workerData as ReadRequest;
const problems: Record<string, number> = {};
let waiting: unknown[] = [];
let lost = 0;

const send = (message: Reading) => parentPort!.postMessage(message);
const flush = () => {
  // As text, because nothing that JSON does not know would be kept.
  if (waiting.length) send({ groups: JSON.stringify(waiting) });
  waiting = [];
};

for await (const part of readGroupStream(new Blob([bytes]).stream(), options)) {
  for (const problem of part.problems) {
    problems[problem.code] = (problems[problem.code] ?? 0) + 1;
    if (problem.lost) lost++;
  }
  for (const group of part.groups) {
    const checked = schemas.groups.record.safeParse(group);
    if (checked.success) waiting.push(checked.data);
    else problems['group-not-valid'] = (problems['group-not-valid'] ?? 0) + 1;
    if (waiting.length === batch) flush();
  }
}
flush();
send({ done: { problems, lost } });
