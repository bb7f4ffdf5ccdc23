import type { SpaceConfig } from './options.ts';

/** One request on its way through the handler. */
export interface Visit {
  request: Request;
  url: URL;
  /** Random; goes with the answer and into the log, so that both can be found by it. */
  id: string;
  /** The space that was asked for. Which one it is stands nowhere but here: a name may be a guess. */
  space: string;
  /** Undefined: there is no such space. */
  config: SpaceConfig | undefined;
  /** What counts as one client. Undefined: the runtime does not say. */
  client: string | undefined;
  /** Pattern of the route, once it is known. */
  route: string;
  /** When it came, by `performance.now()`. */
  began: number;
}
