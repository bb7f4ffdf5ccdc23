import { raw } from './pattern.ts';
import type { IdentifyingRule } from './types.ts';

/*
 * Mail addresses, links, names on networks and numbers of accounts look alike in every language; only the words for "dot" and "at" differ.
 */

const dot = raw`(?:\.| \. | ?[[({<] ?(?:dot|punkt|\.) ?[\])}>] ?| (?:dot|punkt) )`;
const label = raw`[\p{L}\d_+-]{1,40}`;
const endings = 'com|org|net|info|edu|uk|ie|eu|de|ch|blog|example';
const ending = new RegExp(raw`[\W_](?:${endings})$`, 'iu');
const providers = /^(?:g(?:oogle)?mail|hotmail|outlook|yahoo|icloud|gmx|web)/i;
// Sites of help are named by many and point at nobody.
const helpSites = /(?:^|\W)(?:(?:nhs|gov|mind\.org)\.uk|hse\.ie|samaritans|988lifeline|telefonseelsorge)/;
const rest = raw`[^\s<>"]{3,200}`;

/** Where somebody can be reached, looked up or paid. */
export const contact: IdentifyingRule[] = [
  [
    'email',
    raw`«(${label}(?:(?:${dot}| (?:underscore|dash|unterstrich|minus) )${label}){0,3})( ?@ ?| ?[[({<] ?(?:at|ät|@) ?[\])}>] ?| (?:at|ät|klammeraffe) )(${label}(?:${dot}${label}){1,4})`,
    // With "at" as a plain word, something else has to look like an address: "look at example dot org" is none.
    ([, name, at, host]) => (ending.test(host!) || (at === '@' && !/ /.test(host!))) && (!/^ \p{L}/u.test(at!) || /[\W\d_]/.test(name!) || providers.test(host!)) && {},
    'giu',
  ],
  [
    'link',
    raw`«(?:(h(?:tt|xx)ps?:\/\/|www${dot})${rest}|${label}(?:${dot}${label}){0,3}${dot}(?:${endings})›(\/${rest})?)`,
    ([whole, start, path]) => {
      const words = whole.replace(/[.,;:!?)'\]]{1,9}$/, '');
      const open = !start && !path;
      return !helpSites.test(words) && !(open && / \. /.test(words)) && { to: words.length, unsure: open };
    },
    'giu',
  ],
  ['handle', raw`«(?:@(?!home|work|school|all|night)[\p{L}_][\p{L}\d_.]{1,28}[\p{L}\d_]|u\/[\p{L}\d_-]{3,20})`, undefined, 'giu'],
  [
    'handle',
    raw`‹(?:insta(?:gram)?|snap(?:chat)?|tiktok|twitter|discord|reddit|telegram|facebook)(?: \p{L}{2,8}){0,2}(?: |(:) ?)["'@]?([\p{L}_][\p{L}\d_.#-]{2,28}[\p{L}\d_])`,
    ([whole, colon, name]) => (colon || /[\d_.]/.test(name!)) && { from: whole.length - name!.length },
    'giu',
  ],
  // An IBAN as it is printed: in groups of four, or in one piece.
  ['id-number', raw`‹[A-Z]{2}\d\d(?: ?[A-Z]{4})?(?: ?\d{4}){2,6}(?: ?\d{1,3})?›`],
];
