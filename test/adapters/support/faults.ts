import { type Fault, problem, send } from './peer-server.ts';

/*
 * Ways in which a server can fail, by name: tests in browsers ask for them from afar.
 */

export const hangs: Fault = () => {};

export const drops: Fault = ({ response }) => void response.destroy();

/** Does what was asked; the answer is lost. */
export const actsAndDrops: Fault = async ({ act, response }) => {
  await act();
  response.destroy();
};

/** Says how long it will be, and breaks off before. */
export const half: Fault = async ({ act, response }) => {
  const { status, body = '' } = await act();
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
};

/** Begins to answer, and never ends. */
export const begins: Fault = ({ response }) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"items":[');

export const refusesToken: Fault = ({ response }) => send(response, problem('signed-out', 401));

/** An answer that a cache may keep for an hour. */
export const cacheable: Fault = async ({ act, response }) => {
  const answer = await act();
  send(response, { ...answer, headers: { ...answer.headers, 'cache-control': 'max-age=3600' } });
};

export const redirects: Fault = ({ response, seen }) => send(response, { status: 307, headers: { location: seen.url.replace('/groups', '/groups/elsewhere') } });

/** An answer that pages of other sites may not read. */
export const closedToPages: Fault = async ({ pass, response }) => {
  response.removeHeader('access-control-allow-origin');
  await pass();
};

/** A watch that tells two changes in small pieces, and breaks off in the middle of the second. */
export const breaksOff: Fault = async ({ response }) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const text = Buffer.from('event: ready\r\nid: 4\r\ndata: {}\r\n\r\n: ü💥\r\n\r\nevent: change\r\nid: 5\r\ndata: {"ids":\r\ndata: ["ü💥"]}\r\n\r\nevent: change\r\nid: 6\r\ndata: {"ids":["lost"]}\r\n');
  for (let at = 0; at < text.length; at += 7) {
    response.write(text.subarray(at, at + 7));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  response.destroy();
};
