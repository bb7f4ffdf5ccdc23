import { type Context, Hono } from 'hono';
import type { Act, CollectionName, Schema } from 'peer-support-elements/adapters/adapter.js';
import { Backend, newId, PeerError } from 'peer-support-elements/backend';
import { schemas, spaceSettings } from 'peer-support-elements/schemas';
import type { ServerStore } from '../store.ts';
import { Acts, type Asked } from './acts.ts';
import { clientAddress, clientOf, isForwarded, isLoopback, type Network, parseProxies } from './address.ts';
import { type Answer, json, notModified } from './answer.ts';
import { defaultBodies } from './body.ts';
import { corsHeaders, preflightHeaders } from './cors.ts';
import { Cursors } from './cursors.ts';
import { bytesOf, sameSecret, sha256 } from './hash.ts';
import { Limiter } from './limiter.ts';
import { type Meter, promMeter } from './meter.ts';
import { namesIn } from './names.ts';
import { defaultLimits, type HandlerOptions, type Log, type RequestInfo, type SpaceConfig } from './options.ts';
import { openApi } from './openapi.ts';
import { PageCache } from './page-cache.ts';
import { problemPage } from './problem-page.ts';
import { problemOf, Refusal, refusalOf } from './problems.ts';
import { Reading } from './reading.ts';
import { Proofs } from './proof.ts';
import { querySchema, readAddress } from './query.ts';
import { cacheable, collectionPaths, type CollectionRoute, collectionRoutes, otherPaths } from './routes.ts';
import { stackOf } from './stack.ts';
import { isSpaceName } from './space-name.ts';
import type { Visit } from './visit.ts';
import { defaultPace, Watches } from './watches.ts';
import { Doorkeeper, type Known } from './who.ts';

interface Env {
  Bindings: Visit;
}

type Serve = (visit: Visit, context: Context<Env>) => Answer | Promise<Answer>;

const writing: readonly Act[] = ['create', 'update', 'remove'];

const methodsKnown = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Everything that may stand in a problem's `fields`. */
const knownNames = new Set<string>([querySchema, ...Object.values(schemas).flatMap((of) => Object.values(of) as Schema<unknown>[])].flatMap(namesIn));

/** What every answer carries: nothing is kept, guessed, framed or told on. */
const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  vary: 'Authorization, Origin',
  'x-content-type-options': 'nosniff',
};

/** From a request to an answer: who and from where, which route, and what every answer carries. */
export class Server {
  readonly #store: ServerStore;
  readonly #spaces: ReadonlyMap<string, SpaceConfig>;
  readonly #basePath: string;
  readonly #proxies: readonly Network[];
  readonly #log: Log | undefined;
  readonly #always: Readonly<Record<string, string>>;
  readonly #doorkeeper: Doorkeeper;
  readonly #limiter: Limiter;
  readonly #proofs: Proofs;
  readonly #acts: Acts;
  readonly #watches: Watches;
  readonly #pages: PageCache;
  readonly #metricsToken: string | undefined;
  readonly #app: Hono<Env>;
  #meter: Meter | undefined;
  #starting: Promise<void> | undefined;
  #closed = false;
  #warned = false;

  constructor(options: HandlerOptions) {
    const { store, now = Date.now, basePath = '', proofMaxNumber = 20_000, strictTransportSeconds } = options;
    this.#store = store;
    this.#spaces = new Map(Object.entries(options.spaces));
    for (const [name, { settings }] of this.#spaces) checkSpace(name, settings);
    this.#basePath = basePath.replace(/\/+$/, '');
    this.#proxies = (options.trustedProxies ?? []).map(parseProxies);
    this.#log = options.log;
    this.#always = { ...always, ...(strictTransportSeconds && { 'strict-transport-security': `max-age=${strictTransportSeconds}` }) };
    this.#doorkeeper = new Doorkeeper(store, this.#spaces, now);
    this.#limiter = new Limiter(store, { ...defaultLimits, ...options.limits }, this.#spaces, now);
    this.#proofs = new Proofs(store, proofMaxNumber, now);
    const settings = (space: string) => this.#spaces.get(space)?.settings;
    const backend = new Backend({ store, schemas: async () => schemas, settings, handsOver: (space) => !!this.#spaces.get(space)?.handOver, now, fingerprint: sha256 });
    this.#acts = new Acts({ backend, proofs: this.#proofs, cursors: new Cursors(store), bodies: { ...defaultBodies, ...options.bodies }, reading: new Reading(this.#limiter, backend) });
    this.#watches = new Watches({ store, backend, now, pace: { ...defaultPace, ...options.pace }, meter: () => this.#meter });
    this.#pages = new PageCache(store, now);
    this.#metricsToken = options.metrics?.token;
    this.#app = this.#routes();
    this.#starting = promMeter().then((meter) => {
      this.#meter = meter;
      this.#starting = undefined;
    });
  }

  async fetch(request: Request, info: RequestInfo = {}): Promise<Response> {
    if (this.#starting) await this.#starting;
    return this.#app.fetch(request, this.#visit(request, info));
  }

  close(): void {
    this.#closed = true;
    this.#watches.close();
    this.#pages.close();
  }

  #visit(request: Request, { address }: RequestInfo): Visit {
    const url = new URL(request.url);
    const space = url.searchParams.get('space') ?? 'default';
    const asks = clientAddress(address, request.headers, this.#proxies);
    if (!this.#proxies.length && !this.#warned && asks && isLoopback(asks) && isForwarded(request.headers)) this.#warnOfProxy();
    return { request, url, id: newId(), space, config: this.#spaces.get(space), client: asks && clientOf(asks), route: 'none', began: performance.now() };
  }

  /** Whoever runs this would otherwise find out when people are locked out by others. */
  #warnOfProxy(): void {
    this.#warned = true;
    this.#log?.warn({}, 'a proxy on this machine forwards requests and is not in trustedProxies: limits count all visitors as one');
  }

  #routes(): Hono<Env> {
    const app = new Hono<Env>({ getPath: (request) => this.#path(request) });
    const on = (methods: readonly string[], pattern: string, serve: Serve) =>
      void app.on([...methods], pattern, (context) => this.#run(context, pattern, serve));
    for (const route of collectionRoutes) on([route.method], route.pattern, (visit, context) => this.#act(route, visit, context.req.param('id') ?? ''));
    const others: Record<keyof typeof otherPaths, Serve> = {
      '/v1/challenges': (visit) => this.#challenge(visit),
      '/v1/openapi.json': () => ({ status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' }, body: openApi() }),
      '/v1/problems/:code': (_, context) => problemPage(context.req.param('code') ?? ''),
      '/healthz': () => json(200, { status: 'up' }),
      '/readyz': () => this.#ready(),
      '/metrics': (visit) => this.#metrics(visit),
    };
    for (const [pattern, serve] of Object.entries(others)) on(otherPaths[pattern as keyof typeof otherPaths], pattern, serve);
    const all = [...collectionPaths, ...Object.entries(otherPaths).map(([pattern, methods]) => ({ pattern, methods }))];
    for (const { pattern, methods } of all) app.all(pattern, (context) => this.#run(context, pattern, (visit) => refuseMethod(visit, methods)));
    app.notFound((context) => this.#run(context, 'none', () => Promise.reject(new Refusal('not-found'))));
    return app;
  }

  /** The path as it was sent: an id may hold what a path may not, so nothing is decoded before it is taken apart. */
  #path(request: Request): string {
    const [path = '/'] = request.url.slice(request.url.indexOf('/', request.url.indexOf('//') + 2)).split(/[?#]/, 1);
    if (!this.#basePath) return path;
    return path.startsWith(`${this.#basePath}/`) ? path.slice(this.#basePath.length) : '/';
  }

  async #run(context: Context<Env>, route: string, serve: Serve): Promise<Response> {
    const visit = context.env;
    visit.route = route;
    try {
      if (this.#closed) throw new Refusal('unavailable', { detail: 'The service is being restarted.', retryAfterSeconds: 5 });
      return this.#finish(visit, await serve(visit, context));
    } catch (error) {
      const refusal = this.#refusal(error, visit);
      return this.#finish(visit, problemAnswer(refusal), refusal);
    }
  }

  async #act(route: CollectionRoute, visit: Visit, id: string): Promise<Answer> {
    const { space, request, config } = visit;
    // No space can have this name: nothing has to be looked up or counted.
    if (!isSpaceName(space)) throw new Refusal('not-found');
    await this.#count(route, visit);
    const identify = () => this.#doorkeeper.identify(space, request.headers.get('authorization'));
    const known = await identify();
    if (!config) return this.#nowhere(visit, route.collection);
    const asked = { visit, route, id, known };
    this.#acts.may(asked);
    if (route.act === 'watch') return this.#watch(asked, identify);
    if (isOpen(asked)) return this.#pages.get(space, route.collection, `${route.collection}${visit.url.search}`, () => this.#openPage(asked));
    const answer = await this.#acts.answer(asked);
    if (writing.includes(route.act)) await this.#pages.changed(space);
    return answer;
  }

  async #watch({ visit, route, known }: Asked, again: () => Promise<Known>): Promise<Answer> {
    const { request, space, url, client } = visit;
    readAddress(url.searchParams, false);
    const query = await this.#acts.query(visit);
    const ended = this.#limiter.open(space, client);
    const last = request.headers.get('last-event-id');
    return this.#watches.open({ space, collection: route.collection, query, known, last, signal: request.signal, again, ended });
  }

  /** A page that anybody may read, as it is kept for the next who asks. */
  async #openPage(asked: Asked): Promise<Answer> {
    const { status, headers, body } = await this.#acts.answer(asked);
    // Words that were taken back must not stay in a browser that people share. Groups change seldom.
    const keep = asked.route.collection === 'groups' ? 'public, max-age=30' : 'no-store';
    return { status, headers: { ...headers, 'cache-control': keep }, body: bytesOf(body as string) };
  }

  async #count({ limit }: CollectionRoute, { space, client }: Visit): Promise<void> {
    if (limit === 'reads' || limit === 'searches') this.#limiter.here(limit, space, client);
    else if (limit !== 'watches') await this.#limiter.together(limit, space, client);
  }

  /** A space that nobody set up answers like what is not there, and takes as long. */
  async #nowhere({ space }: Visit, collection: CollectionName): Promise<never> {
    await this.#store.read(space, (tx) => tx.get(collection, newId()));
    throw new Refusal('not-found');
  }

  async #challenge(visit: Visit): Promise<Answer> {
    readAddress(visit.url.searchParams, false);
    if (!isSpaceName(visit.space)) throw new Refusal('not-found');
    await this.#limiter.together('challenges', visit.space, visit.client);
    if (!visit.config) return this.#nowhere(visit, 'sendings');
    // It is for what is sent without a name: whoever says who they are beside it would undo that.
    if (visit.request.headers.has('authorization')) throw new Refusal('forbidden');
    return json(200, await this.#proofs.challenge(visit.space));
  }

  async #ready(): Promise<Answer> {
    try {
      await this.#store.ready();
      return json(200, { status: 'ready' });
    } catch {
      throw new Refusal('unavailable', { detail: 'The database does not answer.' });
    }
  }

  /** Counts, for a program with the token. For everybody else they are not there. */
  async #metrics({ request }: Visit): Promise<Answer> {
    const token = this.#metricsToken;
    const sent = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    const may = token !== undefined && sent !== undefined && (await sameSecret(sent, token));
    if (!may || !this.#meter) throw new Refusal('not-found');
    const { type, text } = await this.#meter.read();
    return { status: 200, headers: { 'content-type': type }, body: text };
  }

  #finish(visit: Visit, made: Answer, refusal?: Refusal): Response {
    const { request, id, route, began, config } = visit;
    const { status, headers, body } = notModified(request, made) ?? made;
    const method = methodOf(request);
    const ms = performance.now() - began;
    this.#meter?.answered(route, method, status, ms / 1000);
    this.#log?.info({ request: id, route, method, status, ms: Math.round(ms * 10) / 10, ...(refusal && { code: refusal.code }) }, 'answered');
    return new Response(body ?? null, { status, headers: { ...this.#always, 'x-request-id': id, ...corsHeaders(config, request.headers.get('origin')), ...headers } });
  }

  #refusal(error: unknown, { id, route }: Visit): Refusal {
    if (error instanceof Refusal) return error;
    if (PeerError.is(error)) return refusalOf(error, knownNames);
    this.#log?.error({ request: id, route, ...stackOf(error) }, 'failed');
    return new Refusal('unavailable', { status: 500, detail: 'Something went wrong here.' });
  }
}

/** Throws for what would be found out only when somebody writes. Nothing that was decided has a value by default. */
function checkSpace(name: string, settings: unknown): void {
  if (!isSpaceName(name)) throw new TypeError('The name of a space has 1 to 63 letters, digits and hyphens, and begins with a letter or digit.');
  const { error } = spaceSettings.safeParse(settings);
  const places = new Set(error?.issues.map(({ path }) => path.join('.') || 'settings'));
  if (places.size) throw new TypeError(`Space "${name}": these settings are missing or not right: ${[...places].join(', ')}.`);
}

function problemAnswer(refusal: Refusal): Answer {
  const problem = problemOf(refusal);
  const { retryAfterSeconds, headers } = refusal.options;
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
      ...headers,
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify(problem),
  };
}

/** What a browser asks beforehand, and a method that an address does not have. */
function refuseMethod({ request, config }: Visit, methods: readonly string[]): Answer {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  if (request.method === 'OPTIONS') return { status: 204, headers: { allow, ...preflightHeaders(config, request.headers.get('origin'), methods) } };
  throw new Refusal('unsupported', { status: 405, headers: { allow } });
}

/** Whether this is a page that everybody may read, whoever asks. */
const isOpen = ({ visit: { request }, route: { act, method, collection } }: Asked) =>
  act === 'list' && method === 'GET' && cacheable.includes(collection) && !request.headers.has('authorization');

/** A method is a word that anybody may make up. */
const methodOf = ({ method }: Request) => (methodsKnown.includes(method) ? method : 'other');
