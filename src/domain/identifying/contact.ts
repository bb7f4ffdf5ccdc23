import { rule } from './pattern.ts';

/*
 * Mail addresses, links and names on networks look alike in every language; only the words for "dot" and "at" differ.
 */

const dot = String.raw`(?:\.| \. | ?[[({<] ?(?:dot|punkt|\.) ?[\])}>] ?| (?:dot|punkt) )`;
const label = String.raw`[\p{L}\d_+-]{1,40}`;
const endings = 'com|org|net|info|edu|uk|ie|us|eu|de|at|ch|io|blog|example';
const ending = new RegExp(String.raw`[\W_](?:${endings})$`, 'iu');
const providers = /^(?:g(?:oogle)?mail|hotmail|outlook|yahoo|icloud|gmx|web|proton|aol|t-online)/i;
// "Look at example dot org" names a site, not a person.
const pointing = /^(?:look|me|us|is|are|was|it|find|site|page|read|see|more|all|here|up|mehr)$/i;
// Sites of help are named by many and point at nobody.
const helpSites = /(?:^|\W)(?:nhs\.uk|gov\.uk|hse\.ie|samaritans\.org|mind\.org\.uk|988lifeline\.org|telefonseelsorge\.de)/;
const rest = String.raw`[^\s<>"]{3,200}`;

/** Where somebody can be reached or looked up. */
export const contact = [
  rule(
    'email',
    String.raw`(?<![\p{L}\d_.+-])(${label}(?:${dot}${label}){0,3})( ?@ ?| ?[[({<] ?(?:at|ät|@) ?[\])}>] ?| (?:at|ät|klammeraffe) )(${label}(?:${dot}${label}){1,4})`,
    ([, name, at, host]) => {
      const known = ending.test(host!) || (at === '@' && !/ /.test(host!));
      // With "at" as a plain word, something else has to look like an address.
      const sure = !/^ \p{L}/u.test(at!) || /[\W\d_]/.test(name!) || providers.test(host!) || (/ /.test(host!) && !pointing.test(name!));
      return known && sure ? {} : undefined;
    },
    'giu',
  ),
  rule(
    'link',
    String.raw`(?<![\p{L}\d_@.-])(?:(h(?:tt|xx)ps?:\/\/|www${dot})${rest}|${label}(?:${dot}${label}){0,3}${dot}(?:${endings})›(\/${rest})?)`,
    ([whole, start, path]) => {
      const words = whole.replace(/[.,;:!?)'\]]{1,9}$/, '');
      // A full stop without a space after it ("tired.at last") is no address.
      return helpSites.test(words) || (!start && !path && /\.(?:at|us|io)$| \. /.test(words)) ? undefined : { to: words.length, unsure: !start && !path };
    },
    'giu',
  ),
  rule('handle', String.raw`(?<![\p{L}\d_.@/])(?:@(?!home|work|school|all|night)[\p{L}_][\p{L}\d_.]{1,28}[\p{L}\d_]|u\/[\p{L}\d_-]{3,20}|[\p{L}\d_.]{2,32}#\d{4}›)`, undefined, 'giu'),
  rule(
    'handle',
    String.raw`‹(?:insta(?:gram)?|snap(?:chat)?|tiktok|twitter|discord|reddit|telegram|steam|facebook|skype|kik|twitch|mastodon)(?: (?:name|handle|user(?:name)?|account|id))?(?: (?:is|ist|as|under|unter|called|heiße ich|bin ich))?(:?) ?["'@]?([\p{L}\d_.-]{3,29}[\p{L}\d_])`,
    ([whole, colon, name]) => (colon || /[\d_.]/.test(name!) ? { from: whole.length - name!.length } : undefined),
    'giu',
  ),
];
