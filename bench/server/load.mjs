// A load over plain sockets that stay open: nothing here should cost more than the server it measures.
import { connect } from 'node:net';

/** One request as bytes. */
export function request(method, path, { headers = {}, body } = {}) {
  const lines = [`${method} ${path} HTTP/1.1`, 'host: localhost', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

/**
 * Sends `requests` requests over `connections` sockets, the next one on each when the last was answered.
 * `make(n)` gives the bytes of the n-th. Answers requests a second, p50 and p99 in milliseconds, and how often each status came.
 */
export async function load({ port, requests, connections = 16, make }) {
  const times = new Float64Array(requests);
  const statuses = {};
  let sent = 0;
  const started = performance.now();
  await Promise.all(Array.from({ length: Math.min(connections, requests) }, () => run(port, () => (sent < requests ? sent++ : -1), make, times, statuses)));
  const seconds = (performance.now() - started) / 1000;
  times.sort();
  const at = (share) => times[Math.min(requests - 1, Math.floor(requests * share))];
  return { rate: requests / seconds, p50: at(0.5), p99: at(0.99), statuses };
}

function run(port, next, make, times, statuses) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let number = -1;
    let began = 0;
    let answer = Buffer.alloc(0);
    const send = () => {
      number = next();
      if (number < 0) return socket.end(resolve);
      began = performance.now();
      socket.write(make(number));
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (data) => {
      answer = answer.length ? Buffer.concat([answer, data]) : data;
      const status = whole(answer);
      if (!status) return;
      times[number] = performance.now() - began;
      statuses[status] = (statuses[status] ?? 0) + 1;
      answer = Buffer.alloc(0);
      send();
    });
  });
}

/** The status of an answer that is here to its end. */
function whole(answer) {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const headers = answer.toString('latin1', 0, head);
  const length = /\r\ncontent-length: (\d+)/i.exec(headers);
  const complete = length
    ? answer.length >= head + 4 + Number(length[1])
    : /\r\ntransfer-encoding: chunked/i.test(headers)
      ? answer.subarray(-7).toString('latin1').endsWith('0\r\n\r\n')
      : true;
  return complete ? headers.slice(9, 12) : undefined;
}
