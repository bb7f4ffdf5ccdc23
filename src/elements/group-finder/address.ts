import { fromQuery, toQuery, type Address } from '../../domain/address.ts';

/** The prefix where the page's owner names none. */
const usual = 'gf';

/** Writes day, way and open group into the page's query; the rest of the address, and the history, stay as they are. */
export function remember(address: Address, prefix: string): void {
  const query = toQuery(address, location.search, prefix || usual);
  history.replaceState(history.state, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
}

/** What the page's query says. */
export const remembered = (prefix?: string): Address => fromQuery(location.search, prefix || usual);

/** Address of a page that opens one group. */
export function linkTo(id: string, base: string | undefined, prefix?: string): string {
  const address = new URL(base ?? location.pathname, document.baseURI);
  address.search = toQuery({ group: id }, address.search, prefix || usual);
  return address.href;
}
