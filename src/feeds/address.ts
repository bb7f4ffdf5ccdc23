/** Where a list is fetched from; or the code of a problem. */
export function resolveAddress(address: string, base = globalThis.document?.baseURI): URL | string {
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    return 'bad-address';
  }
  if (!/^(https?|data|blob):$/.test(url.protocol)) return 'bad-address';
  if (url.host === 'docs.google.com' && url.pathname.startsWith('/spreadsheets/')) {
    // The link of the address bar opens the sheet for those who may edit it; a visitor gets a page to sign in.
    if (/\/d\/(?!e\/)[^/]+(\/((edit|view|htmlview|preview|copy).*)?)?$/.test(url.pathname)) return 'sheet-not-published';
    url.pathname = url.pathname.replace(/\/pubhtml$/, '/pub');
    if (url.pathname.endsWith('/pub')) url.searchParams.set('output', 'csv');
  }
  return url;
}
