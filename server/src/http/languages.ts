/**
 * Which of a site's languages is nearest to those that somebody reads (RFC 4647, lookup): names are put in order by it.
 * Each language costs an order of its own, so that nobody can ask for one that the site does not have.
 */
export function nearestLanguage(accepted: string | null, languages: readonly string[] = []): string {
  const offered = new Map(languages.map((tag) => [tag.toLowerCase(), tag]));
  for (const range of rangesOf(accepted ?? '')) {
    for (let tag = range; tag; tag = tag.replace(/(^|-)[^-]*$/, '')) {
      const found = offered.get(tag) ?? languages.find((one) => one.toLowerCase().startsWith(`${tag}-`));
      if (found !== undefined) return found;
    }
  }
  return languages[0] ?? 'en';
}

/** The ranges of the header, most wanted first, without those that are refused. */
function rangesOf(accepted: string): string[] {
  const ranges = accepted.slice(0, 200).toLowerCase().split(',').map((part) => {
    const [tag = '', ...rest] = part.split(';').map((piece) => piece.trim());
    const quality = rest.find((piece) => piece.startsWith('q='));
    return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
  });
  return ranges
    .filter(({ tag, quality }) => quality > 0 && /^[a-z]{1,8}(-[a-z\d]{1,8})*$/.test(tag))
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}
