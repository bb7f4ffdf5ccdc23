/**
 * The paragraphs of a plain text: what an empty line or a paragraph separator divides. Lines within one stay; empty ones
 * and spaces around are gone, so that nobody can push what follows out of sight.
 */
export const paragraphs = (text: string): string[] =>
  text
    .split(/(?:\r\n?|\n|\u2028)[^\S\n\r\u2028\u2029]*(?:\r\n?|\n|\u2028)|\u2029/)
    .map((part) => part.trim())
    .filter((part) => /[^\s\p{Cf}\p{Zs}]/u.test(part));

/**
 * The first paragraphs of a text, about as many characters, ended after a word. The same text when there is not much more:
 * nobody presses a button for the last two lines.
 */
export function beginning(text: string, about: number): string {
  if (text.length <= about * 1.5) return text;
  const end = text.slice(0, about + 1).search(/\s\S*$/);
  // Some languages write no spaces; then it ends between two whole characters.
  const cut = end > about / 2 ? text.slice(0, end) : [...text.slice(0, about)].slice(0, -1).join('');
  return `${cut.trimEnd()} …`;
}
