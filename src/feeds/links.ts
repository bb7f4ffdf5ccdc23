/** What stands in a column of links: an address, an e-mail address, words; people write all of them there. */
export interface LinkText {
  /** http or https. */
  url?: string;
  email?: string;
  /** What is left: words such as "Register here". */
  words?: string;
  /** Code of a problem. */
  problem?: string;
}

const web = /^https?:\/\/[^\s/?#@:\\<>"]+(:\d+)?([/?#][^\s<>"]*)?$/i;
const bare = /^([\w-]+\.)+[a-z]{2,}([/?#][^\s<>"]*)?$/i;
const mail = /[^\s@<>"'(),:;]+@[^\s@<>"'(),:;]+\.[^\s@<>"'(),:;.]+/;

/** Reads a cell that should hold a link. Only http and https are kept. `origin` is what relative ones are relative to. */
export function readLink(text: string, origin = ''): LinkText {
  if (!text) return {};
  if (web.test(text)) return { url: text };
  if (/^(javascript|data|vbscript|file|blob):/i.test(text.replace(/[\0-\s]/g, ''))) return { problem: 'unsafe-link' };
  if (bare.test(text)) return { url: `https://${text}` };
  const email = mail.exec(text)?.[0];
  const [first = '', ...others] = text.slice(Math.max(0, text.search(/https?:/i))).split(/\s+/);
  // "https://meet.example.org/ 123 456": pieces that cannot be words belong to the address.
  if (others[0] && others.every((piece) => /^\d+$|[/?=&%]/.test(piece)) && web.test(first + others.join(''))) {
    return { url: first + others.join(''), problem: 'link-spaces' };
  }
  const url = first.replace(/[.,;)\]]+$/, '');
  if (web.test(url)) return { url, words: text.replace(url, '').trim().replace(/\s*:$/, '') };
  if (email) return { email, words: text.replace(email, '').replace(/^mailto:/i, '').trim() };
  if (/^\.{0,2}\//.test(text) && web.test(origin)) return { url: new URL(text, origin).href };
  return { words: text, problem: 'no-link' };
}

/** The one number in a cell, as it is written: `+ , * #` are dialled as well. Undefined when there is none, or more than one. */
export function readPhone(text: string): string | undefined {
  if (/^[-\d+,*#()./;\s]*\d[-\d+,*#()./;\s]*$/.test(text)) return text;
  const numbers = text.match(/[+(\d][-\d()./\s]+\d(?:[,*#\d]*)/g);
  return numbers?.length === 1 ? numbers[0] : undefined;
}
