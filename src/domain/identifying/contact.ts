import type { IdentifyingRule } from './types.ts';

/*
 * Mail addresses, links and names on networks look alike in every language; only the words for "dot" and "at" differ.
 */

const dot = String.raw`(?:\.| \. |\[\.\]| ?[[({<] ?(?:[dD][oO][tT]|[pP]unkt|\.) ?[\])}>] ?| (?:[dD][oO][tT]|DOT|[pP]unkt) )`;
const bracketedAt = String.raw` ?[[({<] ?(?:at|AT|ät|@) ?[\])}>] ?`;
const label = String.raw`[\p{L}\d_-]{1,40}`;
const local = String.raw`[\p{L}\d_+-]{1,40}`;

const endings = 'com|org|net|info|edu|gov|io|app|blog|me|us|eu|uk|ie|de|at|ch|fr|es|it|pl|nl|co|online|site|example';
const ending = new RegExp(String.raw`(?:^|[\W_])(?:${endings})$`, 'iu');
const providers = /^(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|gmx|web|proton|protonmail|posteo|aol|btinternet|t-online|freenet)\b/i;
// "Look at example dot org" names a site, not a person.
const pointing = /^(?:look|looking|me|us|is|are|was|were|be|it|found|find|site|website|page|read|see|more|all|here|online|seite|mehr|up|there)$/i;

// Sites of help are named by many and point at nobody.
const helpSites =
  /(?:^|[./])(?:nhs\.uk|gov\.uk|hse\.ie|samaritans\.org|mind\.org\.uk|childline\.org\.uk|giveusashout\.org|988lifeline\.org|pieta\.ie|telefonseelsorge\.de|nummergegenkummer\.de|wikipedia\.org)(?:$|\/)/i;

const email: IdentifyingRule = {
  kind: 'email',
  pattern: new RegExp(String.raw`(?<![\p{L}\d_.+-])(${local}(?:${dot}${local}){0,3})( ?@ ?|${bracketedAt}| (?:at|AT|At|ät|Klammeraffe|klammeraffe) )(${label}(?:${dot}${label}){1,4})`, 'gu'),
  look([whole, name, at, host]) {
    const spelt = /^ \p{L}/u.test(at!);
    const tight = at === '@' && /^[\p{L}\d_.-]+$/u.test(host!);
    if (!tight && !ending.test(host!)) return undefined;
    if (spelt && !/[\W\d_]/.test(name!) && !providers.test(host!) && (pointing.test(name!) || /^[^ ]+$/.test(host!))) return undefined;
    // In "I am jane dot …" and "it is jane @ …" the name begins after the last space that no dot explains.
    return { to: whole.length };
  },
};

const link: IdentifyingRule = {
  kind: 'link',
  pattern: new RegExp(
    String.raw`(?<![\p{L}\d_@.-])(?:h(?:tt|xx)ps?:\/\/[^\s<>"]{3,200}|www(?:\.|${dot})[^\s<>"]{3,200}|${label}(?:${dot}${label}){0,3}${dot}(?:${endings})(?![\p{L}\d_])(?:\/[^\s<>"]{0,200})?)`,
    'gu',
  ),
  look([whole]) {
    const words = whole.replace(/[.,;:!?)'\]]{1,9}$/u, '');
    if (helpSites.test(words.replace(/^(?:\w{4,5}:\/\/)?(?:www\.)?/, '/'))) return undefined;
    const plain = /^(?:h..ps?:|www)/.test(words);
    // A full stop without a space after it ("tired.me too") is no address.
    if (!plain && !/\//.test(words) && /\.(?:me|us|it|at|co|io|es|is|app|site|online)$/.test(words)) return undefined;
    if (!plain && / \. /.test(words)) return undefined;
    return { to: words.length, unsure: !plain && !/\//.test(words) };
  },
};

const platforms =
  '[Ii]nsta(?:gram)?|[Ss]nap(?:chat)?|[Tt]ik[Tt]ok|[Tt]witter|[Dd]iscord|[Rr]eddit|[Tt]elegram|[Ss]team|[Ff]acebook|FB|IG|[Ss]kype|[Kk]ik|[Tt]witch|[Ss]ignal|[Tt]hreads|[Mm]astodon';

const handle: IdentifyingRule[] = [
  {
    kind: 'handle',
    pattern: /(?<![\p{L}\d_.@/])@[\p{L}_][\p{L}\d_.]{1,29}/gu,
    look([whole]) {
      const name = whole.replace(/\.{1,9}$/, '');
      return name.length > 3 && !/^@(?:home|work|all|everyone|here|night|school|the|uni)$/i.test(name) ? { to: name.length } : undefined;
    },
  },
  { kind: 'handle', pattern: /(?<![\p{L}\d_/])\/?u\/[\p{L}\d_-]{3,20}|(?<![\p{L}\d_])[\p{L}\d_.]{2,32}#\d{4}(?!\d)/gu, look: () => ({}) },
  {
    kind: 'handle',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${platforms})(?: (?:name|handle|user|username|account|id))?(?: (?:is|ist|as|under|unter|called|heiße ich|bin ich|findet ihr mich als))?(:?) ?["'@]?([\p{L}\d_.-]{4,30})`,
      'gu',
    ),
    look([whole, colon, found]) {
      const name = found!.replace(/[.-]{1,9}$/, '');
      if (!colon && !/[\d_.]/.test(name)) return undefined;
      const from = whole.length - found!.length;
      return { from, to: from + name.length };
    },
  },
];

/** Where somebody can be reached or looked up. */
export const contact: readonly IdentifyingRule[] = [email, link, ...handle];
