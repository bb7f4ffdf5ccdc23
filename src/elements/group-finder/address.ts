import { fromQuery, toQuery, type Address } from '../../domain/address.ts';
import { usualPrefix } from './view.ts';

/** Writes day, way and open group into the page's query; the rest of the address, and the history, stay as they are. */
export function remember(address: Address, prefix: string): void {
  const query = toQuery(address, location.search, prefix || usualPrefix);
  history.replaceState(history.state, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
}

/** What the page's query says. */
export const remembered = (prefix?: string): Address => fromQuery(location.search, prefix || usualPrefix);

