import { isNhsNumber, isPps } from './check-digits.ts';
import { numericDate } from './dates.ts';
import { capital, isFirstName, mayBeName, wordSet } from './names.ts';
import type { IdentifyingPack, IdentifyingRule } from './types.ts';

const smallWords = wordSet(
  "i i'm i've the a an and or but if so to of in on at by for from with without is are was were be been am do did does has have had not no yes he she it they we you me him her them us my his their our your " +
    'this that these those there here what when where who why how then than as all any some every always never just only also still again after before because while since until very too more most other one two ' +
    'will would can could should may might must now about up out into over said says told went got get like',
);

/** Words that stand with a capital and are no names: days, months, peoples, faiths, medicine, people by their role. */
const ordinary = new Set([
  ...smallWords,
  ...wordSet(
    'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december ' +
      'english irish scottish welsh british polish german french spanish italian american mexican canadian indian pakistani chinese african asian european jamaican nigerian romanian turkish ' +
      'muslim catholic christian jewish hindu sikh buddhist protestant baptist god jesus allah lord christ england scotland wales ireland britain london dublin america europe ' +
      'mum mom mam dad mummy daddy gran nan nana grandma grandad granny auntie uncle aunt doctor dr nurse social worker support team crisis home health mental hospital ward clinic christmas easter eid ' +
      'autistic autism depression anxiety bipolar covid cancer type sertraline fluoxetine citalopram mirtazapine lithium prozac samaritans childline shout mind calm rethink ' +
      'sir madam or let please thanks thank hello hi dear hey ok okay well even sometimes yesterday today tomorrow tonight once later maybe perhaps everyone everybody someone nobody nothing something ' +
      'love help hope life death day night week month year time work school college university church street road house',
  ),
]);

const isName = (word: string | undefined) => mayBeName(word, ordinary) || isFirstName(word);
const surname = `(?: (${capital}))?`;

const relatives =
  "son|daughter|husband|wife|partner|boyfriend|girlfriend|fianc[eé]{1,2}|brother|sister|mother|father|mum|mom|mam|dad|uncle|aunt(?:ie)?|cousin|nephew|niece|grand(?:son|daughter|mother|father|ad|ma|pa)|gran|nan|friend|mate|boss|manager|colleague|neighbou?r|flatmate|roommate|ex|therapist|counsell?or|doctor|GP|psychiatrist|psychologist|nurse|midwife|teacher|key ?worker|care coordinator|social worker|support worker|sponsor|mentor|baby|boy|girl|child|kid|twin|landlord|carer|lad|stepson|stepdaughter|ex-?(?:husband|wife|partner|boyfriend|girlfriend)|step(?:mum|dad|mother|father|brother|sister)";
const sorts = 'late|little|big|older|elder|eldest|oldest|younger|youngest|baby|best|good|close|old|new|first|second|dear|lovely|poor|own|twin|half|ex|current|former|then';
const people = 'man|woman|boy|girl|lad|guy|lady|child|baby|friend|nurse|doctor|therapist|counsell?or|teacher|someone|somebody|person|worker|neighbou?r|colleague|volunteer|student|kid|officer|patient|is|was';

const named: IdentifyingRule[] = [
  {
    kind: 'name',
    // "my older brother Callum", "my son's name is Kit", "my keyworker is Delroy"
    pattern: new RegExp(
      String.raw`(?<!\p{L})((?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Yy]our|MY) (?:(?:${sorts})[ -]){0,2}(?:${relatives})(?:[ -]in[ -]law)?)((?:'?s)? name(?: is|'s| was) |,? (?:called |named )?| is called | (?:is|was) )(\p{L}[\p{L}'-]{1,20})${surname}`,
      'gu',
    ),
    look([whole, who, link, first, last], { after }) {
      const given = first!.replace(/'s?$|s'$/, '');
      const is = /^ (?:is|was) $/.test(link!);
      const known = isFirstName(given);
      if (!isName(given) || (is && !known && (last !== undefined || !/^(?:[,.;!]|$| and)/.test(after)))) return undefined;
      const from = is || link!.includes('name') || link!.includes('is called') ? who!.length + link!.length : 0;
      const to = last !== undefined && given === first && isName(last) ? whole.length : who!.length + link!.length + given.length;
      if (from === 0) return { suggestion: who!, to };
      return { from, to, suggestion: link!.includes('name') ? 'private' : undefined };
    },
  },
  {
    kind: 'name',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:[Tt]he )?(Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Doctor|[Nn]urse|Sister|Matron|Pastor|Father|Rev|Reverend|Officer|Constable|PC|Sgt|Sergeant|Judge|Auntie|Aunty|Aunt|Uncle|Coach|Imam|Rabbi|dr|mr|mrs)\.? (?:${capital} )?(${capital})`,
      'gu',
    ),
    look([whole, title, name], { before }) {
      const words = whole.slice(whole.indexOf(title!) + title!.length).replace(/^\.? /, '').split(' ');
      if (/^(?:Christmas|Right|World|Sam|Google|Time|Day)$/.test(name!) && words.length < 2) return undefined;
      if (!mayBeName(words[0], ordinary)) return undefined;
      const to = words[1] && !mayBeName(words[1], ordinary) ? whole.length - words[1].length - 1 : whole.length;
      const role = /^d(?:r|octor)$|^prof/i.test(title!) ? 'a doctor' : /^nurse|^matron/i.test(title!) ? 'a nurse' : /^(?:aunt|uncle)/i.test(title!) ? `my ${title!.toLowerCase()}` : undefined;
      return { suggestion: /\bmy $/i.test(before) ? role?.replace(/^\w{1,2} /, '') : role, to };
    },
  },
  {
    kind: 'name',
    // "a boy called Ellery": the words before say that it is a person, "it is called Lithium" does not.
    pattern: new RegExp(String.raw`(?<=(?<!\p{L})(?:${people}) )(?:called|named) (${capital})${surname}`, 'gu'),
    look([whole, first, last], { before }) {
      if (!mayBeName(first, ordinary) || /(?<!\p{L})(?:it|this|that|which|group|app|drug|medication|tablet|book|place|ward|what) (?:is|was) $/i.test(before)) return undefined;
      const to = last !== undefined && !mayBeName(last, ordinary) ? whole.length - last.length - 1 : whole.length;
      return { suggestion: /(?:is|was) $/.test(before) ? 'someone I know' : 'I know', to };
    },
  },
  {
    kind: 'name',
    pattern: new RegExp(String.raw`(?<!\p{L})(?:[Mm]y name(?:'s| is)|[Hh]is name(?:'s| is| was)|[Hh]er name(?:'s| is| was)|[Tt]heir name(?:'s| is| was)|[Nn]ame:|(?:people|they|friends) call me|I go by|I am called|I'm called) (\p{L}{2,20}(?:['-]\p{L}{2,20})?)${surname}`, 'gu'),
    look([whole, first, last]) {
      if (!isName(first)) return undefined;
      const to = last !== undefined && !mayBeName(last, ordinary) ? whole.length - last.length - 1 : whole.length;
      if (/^my/i.test(whole)) return { suggestion: "I'm someone like you", to };
      return { from: whole.indexOf(first!, 5), to, suggestion: /name|:/i.test(whole) ? 'private' : 'a friend' };
    },
  },
  {
    kind: 'name',
    // "Hi, I'm Rowan" tells a name even if no list has it; without a greeting only a first name does.
    pattern: new RegExp(String.raw`(?<!\p{L})((?:Hi|Hello|Hey)[^\p{L}\n]{1,3}(?:all|everyone|everybody)?[^\p{L}\n]{0,3})?(?:I'm|I am|i'm|i am|[Tt]his is|[Ii]t's|Im) (\p{L}{2,20})${surname}`, 'gu'),
    look([whole, greeting, first, last]) {
      if (!isFirstName(first) && !(greeting && mayBeName(first, ordinary))) return undefined;
      if (/^\p{Ll}/u.test(first!) && !greeting) return undefined;
      const to = last !== undefined && !mayBeName(last, ordinary) ? whole.length - last.length - 1 : whole.length;
      return { from: whole.lastIndexOf(` ${first}`) + 1, to, suggestion: 'someone like you' };
    },
  },
];

const elsewhere: IdentifyingRule[] = [
  {
    kind: 'name',
    pattern: new RegExp(String.raw`(?<![\p{L}'-])(${capital})${surname}`, 'gu'),
    look([whole, first, last], { before, after }) {
      const full = last !== undefined && mayBeName(last, ordinary);
      const to = full ? whole.length : first!.length;
      const suggestion = (full || last === undefined) && /^'s/.test(after) ? 'someone' : undefined;
      if (isFirstName(first)) return { to, suggestion };
      // Whoever speaks, cries or hugs is somebody.
      const acts = last === undefined && /^ (?:said|says|told|asked|asks|cried|smiled|phoned|texted|rang|hugged|whispered|shouted|laughed|and (?:I|me) )/.test(after);
      const beside = /(?<!\p{L})(?:I love|I miss|without|I told|I met|I married|I lost) $/.test(before) && last === undefined && /^[,.;!]|^ (?:and|so|but|when|about|that) /.test(after);
      return (acts || beside) && mayBeName(first, ordinary) ? { unsure: true, suggestion } : undefined;
    },
  },
];

const article = (noun: string) => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
const generic = wordSet(
  "high primary secondary middle elementary grammar infant junior sunday medical public private state general local community mental health children's childrens psychiatric university day night art law boarding special nursing " +
    'nhs teaching district county emergency eye dental old new big women men care further higher sixth form business summer winter music dance film council church catholic christian crisis acute rehab drug outpatient memory pain sleep eating disorder royal city town village saturday morning national regional veterans first last walk-in',
);
const places =
  "Hospital|Infirmary|Hospice|Clinic|Surgery|(?:Medical|Health|Treatment|Recovery|Day|Community|Care|Wellbeing|Children's|Family|Leisure) (?:Cent(?:re|er))|School|College|Academy|University|Nursery|(?:Care|Nursing|Children's) Home|Church|Chapel|Mosque|Temple|Synagogue|Parish|Prison|Police Station|Fire Station|Primary|High|Comprehensive|Medical Group|Medical Practice|Health Board|Rehab|Unit|Library|Pharmacy|Shelter|Hostel|Foundation Trust|NHS Trust|Trust|Council|Constabulary";
const companies = 'Ltd|Limited|PLC|plc|LLP|Inc|LLC|Corp|Group|Holdings|Solicitors|Logistics|Industries';

const isGeneric = (words: string[]) => words.every((word) => generic.has(word.toLowerCase().replace(/'s$/, '')) || generic.has(word.toLowerCase()) || ordinary.has(word.toLowerCase()) || /^(?:and|&|of|for|the)$/.test(word));

/** How many characters of small words stand before the name itself ("At Fernhill"). */
const lead = (words: string[]): number => {
  const first = words.findIndex((word) => !smallWords.has(word.toLowerCase()) || /^the$/i.test(word));
  return words.slice(0, Math.max(first, 0)).join(' ').length + (first > 0 ? 1 : 0);
};

const organisations: IdentifyingRule[] = [
  {
    kind: 'organisation',
    pattern: new RegExp(String.raw`(?<![\p{L}'-])((?:[Tt]he )?(?:St\.? |Saint |(?:${capital}(?:'s|s')?|[A-Z]{2,5})(?: |(?= & ))){1}(?:(?:${capital}(?:'s|s')?|[A-Z]{2,5}|of|and|&|for|the) ){0,4})(${places}|${companies})(?![\p{L}-])`, 'gu'),
    look([whole, run, kind]) {
      const words = run!.trim().split(' ');
      const from = lead(words);
      const own = run!.slice(from).trim().split(' ');
      if (isGeneric(own)) return undefined;
      const noun = new RegExp(`^(?:${companies})$`).test(kind!) ? 'company' : kind!.toLowerCase().replace(/ (?:practice|group|board)$/, ' service').replace('nhs', 'NHS');
      if (/^(?:high|primary|comprehensive)$/.test(noun)) return { from, suggestion: 'a school near me', unsure: true };
      return { from, suggestion: noun === 'company' ? 'a company I know' : `${article(noun)} near me`, unsure: /^(?:unit|trust|council|library|high|group|academy)$/.test(noun) };
    },
  },
  {
    kind: 'organisation',
    pattern: /(?<!\p{L})(?:[Tt]he )?(?:(University|College|Hospital|Diocese|Archdiocese|Parish|School) of (?:St\.? )?|(HMP|HMYOI|HMP & YOI) |(Coláiste|Scoil|Gaelscoil|Ospidéal) )\p{Lu}[\p{L}'-]{1,20}(?: \p{Lu}[\p{L}'-]{1,20}){0,2}/gu,
    look: ([, english, prison]) => ({ suggestion: english ? `${article(english.toLowerCase())} near me` : prison ? 'a prison' : 'a place near me' }),
  },
  {
    kind: 'organisation',
    pattern: /(?<!\p{L})[Ss](?:t\.?|aint) (?:\p{Lu}?\p{L}{2,20}'?s) (hospital|school|church|college|clinic|hospice|surgery|primary|infirmary)(?!\p{L})/gu,
    look: ([, kind]) => ({ suggestion: `${article(kind === 'primary' ? 'school' : kind!)} near me` }),
  },
  {
    kind: 'organisation',
    pattern: /(?<=(?<!\p{L})(?:at|in|from|to|of) )St\.? \p{Lu}\p{L}{2,20}'?s(?! (?:Day|Eve|day)|\p{L})/gu,
    look: () => ({ unsure: true, suggestion: 'a place near me' }),
  },
  {
    kind: 'organisation',
    pattern: new RegExp(String.raw`(?<=(?<!\p{L})(?:[Ww]ork(?:s|ed|ing)?|job|shifts?|employed|apprentice|boss|colleagues|manager|cleaner|nurse|teach(?:es|er|ing)?|taught|stud(?:y|ied|ies|ying)) (?:at|for|by|with) )(?:the )?((?:${capital}|[A-Z]{3,6})(?:(?: & | )(?:${capital})){0,3})`, 'gu'),
    look([whole, run]) {
      const words = run!.split(' ');
      const kept = words.findIndex((word) => ordinary.has(word.toLowerCase()));
      if (isGeneric(kept < 0 ? words : words.slice(0, kept)) || /^(?:NHS|HSE|PTSD|ADHD)$/.test(words[0]!)) return undefined;
      return { unsure: true, suggestion: 'a place I know', to: kept < 0 ? whole.length : whole.length - words.slice(kept).join(' ').length - 1 };
    },
  },
];

const roads = 'Street|Road|Avenue|Ave|Lane|Crescent|Terrace|Boulevard|Blvd|Grove|Mews';
const otherRoads = 'St|Rd|Drive|Dr|Close|Court|Ct|Way|Place|Pl|Gardens|Square|Sq|Hill|Park|Row|Walk|Parade|Quay|Green|Rise|View|Ln|Circle|Trail|Parkway|Pkwy|Heights';
const lowered = (words: string) => words.replace(/[A-Z]/g, (letter) => `[${letter}${letter.toLowerCase()}]`);
const flat = String.raw`(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit|[Ss]uite|#) ?[\dA-Za-z]{1,4}`;
const well = /^(?:high|main|coronation|sesame|wall|downing|fleet|memory|abbey|penny|fast|slow|bus|the|one|each|this|that|my|our|quality|harley|back|side|country)$/i;

const addresses: IdentifyingRule[] = [
  {
    kind: 'address',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d.,/£$€-])(?:(?:The )?(?:\p{Lu}\p{L}{1,20} ){0,2}(?:House|Cottage|Lodge|Bakery|Farm|Barn|Villa|Mill), )?(?:${flat},? )?\d{1,5}(?:[a-zA-Z]|-\d{1,4})?,? ((?:[\p{L}'.-]{2,20} ){1,3})(${lowered(`${roads}|${otherRoads}`)})(?![\p{L}-])(?:\.?,? ${flat}(?!\p{L}))?`,
      'gu',
    ),
    look([, name, road]) {
      const words = name!.trim().split(' ');
      if (words.some((word) => smallWords.has(word.toLowerCase()) && word.toLowerCase() === word) || /^(?:minutes?|mins?|miles?|hours?|metres?|meters?|yards?|km|days?|weeks?|months?|years?|step|lane|mg|ml)\b/i.test(words[0]!)) return undefined;
      const capitals = words.every((word) => /^\p{Lu}/u.test(word));
      if (!capitals && !new RegExp(`^(?:${lowered(roads)}|[Dd]rive|[Cc]lose)$`).test(road!)) return undefined;
      return { suggestion: 'a place I know', unsure: !capitals };
    },
  },
  {
    kind: 'address',
    pattern: new RegExp(String.raw`(?<![\p{L}'-])((?:${capital} ){1,3})(?:${roads}|St(?=\.? (?:in|near|and)(?!\p{L}))|(?<=(?<!\p{L})(?:on|off|in|at|to) (?:${capital} ){1,3})(?:Close|Drive|Way|Rise|Row))(?![\p{L}-])`, 'gu'),
    look([, run]) {
      const words = run!.trim().split(' ');
      const from = lead(words);
      const first = run!.slice(from).split(' ')[0]!;
      return !first || well.test(first) || ordinary.has(first.toLowerCase()) ? undefined : { from, suggestion: 'my street', unsure: true };
    },
  },
];

const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
const month = `(${months}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?!\\p{L})\\.?)`;
const nth = '(?:twenty|thirty)?[- ]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth';
const year = String.raw`(?:,? ((?:19|20)\d\d)(?!\d)|,? '(\d\d)(?!\d))?`;
const monthOf = (short: string) => months.split('|').find((each) => each.startsWith(short.slice(0, 3)))!;
// Days that are the same for everybody.
const feasts = /^(?:2[4-6] Dec|31 Dec|31 Oct|1 Jan|14 Feb|17 Mar|4 Jul|5 Nov|11 Nov|fourth Jul)/;

const inMonth = (name: string, when: string | undefined, before: string | undefined) => {
  const words = `${name}${when ? ` ${when}` : ''}`;
  return /^on/i.test(before ?? '') ? `in ${words}` : words;
};

const dates: IdentifyingRule[] = [
  {
    kind: 'date',
    pattern: new RegExp(String.raw`(?<![\p{L}\d./-])([Oo]n )?(?:[Tt]he )?(\d{1,2}(?:st|nd|rd|th)?|${nth})(?: of)? ${month}${year}`, 'gu'),
    look([, before, day, name, full, short]) {
      const number = day!.replace(/\p{L}{2}$/u, '');
      if (Number(number) > 31 || (!full && feasts.test(`${/\d/.test(day!) ? number : day} ${name!.slice(0, 3)}`))) return undefined;
      return { suggestion: inMonth(monthOf(name!), full ?? (short && `20${short}`), before), unsure: !full };
    },
  },
  {
    kind: 'date',
    pattern: new RegExp(String.raw`(?<!\p{L})([Oo]n )?${month} (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?!\d|\p{L}|[:.]\d|%| (?:times|of us|days|weeks|hours|people))${year}`, 'gu'),
    look([, before, name, day, full, short]) {
      if (Number(day) > 31 || Number(day) < 1 || (!full && feasts.test(`${day} ${name!.slice(0, 3)}`))) return undefined;
      return { suggestion: inMonth(monthOf(name!), full ?? (short && `20${short}`), before), unsure: !full };
    },
  },
  numericDate('(?:[Oo]n )?(?:the )?', (when, before) => (/^on/i.test(before) ? `in ${when}` : when)),
];

const called =
  '(?:NHS|[Hh]ospital|[Pp]atient|[Mm]edical record|[Cc]ase|[Cc]rime(?: reference)?|[Rr]eference|[Pp]assport|[Pp]olicy|[Ss]tudent|[Ss]taff|[Ee]mployee|[Pp]rison(?:er)?|[Ll]icen[cs]e|[Dd]riving licence|[Aa]ccount|[Mm]ember(?:ship)?|[Cc]laim|[Ss]ocial [Ss]ecurity|[Nn]ational [Ii]nsurance|[Ii]nsurance|NI|PPS|[Tt]ax|[Bb]adge)';

const formats: IdentifyingRule[] = [
  {
    kind: 'id-number',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${called}(?: ID)?(?: reference)? (?:[Nn]umber|[Nn]o\.?|ref|ID|id)|MRN|SSN|PPS|[Ss]ocial(?=,? is))(?: is| was|:|,)? ?((?=[A-Z\d/ -]{0,12}\d{2})[A-Z\d][A-Z\d/-]{0,19}(?: [A-Z\d/-]{1,8}){0,4})(?!\p{Ll})`,
      'gu',
    ),
    look([whole, found]) {
      const id = found!.replace(/(?: [A-Z/-]{1,8}){1,4}$/, (tail) => (/^ [A-D]$/.test(tail) ? tail : ''));
      const from = whole.length - found!.length;
      return id.replace(/\D/g, '').length > 2 ? { from, to: from + id.length } : undefined;
    },
  },
  {
    kind: 'id-number',
    pattern: /(?<![\p{L}\d.+-])\d{3}([ -]?)\d{3}\1\d{4}(?![\p{L}\d])/gu,
    look: ([whole]) => (isNhsNumber(whole.replace(/\D/g, '')) ? {} : undefined),
  },
  {
    // National Insurance number; QQ is the prefix of examples.
    kind: 'id-number',
    pattern: /(?<![\p{L}\d])(?!BG|GB|NK|KN|TN|NT|ZZ)(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ) ?\d\d ?\d\d ?\d\d ?[A-D](?![\p{L}\d])/giu,
    look: () => ({}),
  },
  { kind: 'id-number', pattern: /(?<![\p{L}\d])\d{7}[A-W][A-IW]?(?![\p{L}\d])/gu, look: ([whole]) => (isPps(whole) ? {} : undefined) },
  { kind: 'id-number', pattern: /(?<![\p{L}\d-])(?!666)\d{3}-\d\d-\d{4}(?![\p{L}\d-])/gu, look: () => ({}) },
  {
    // Doses ("B12 5mg") and ordinals ("L4 5th") end in letters that no postcode has, or are named here.
    kind: 'postcode',
    pattern: /(?<![\p{L}\d])[A-PR-UWYZ][A-HK-Y]?\d[A-HJKMNPR-Y\d]?( ?)\d[ABD-HJLNP-UW-Z]{2}(?![\p{L}\d])/giu,
    look([whole, gap]) {
      const small = whole === whole.toLowerCase();
      if (/\d(?:st|nd|rd|th|hz|gb|lb|ft|pt|yr)$/i.test(whole) || (/\p{Ll}/u.test(whole) && !small)) return undefined;
      return small && !gap ? undefined : { unsure: small };
    },
  },
  {
    kind: 'postcode',
    pattern: /(?<=(?<!\p{L})(?:live|lives|living|lived|based|am|are|postcode is|postcode|near|round|over) (?:in |at )?)[A-PR-UWYZ][A-HK-Y]?\d{1,2}(?![\p{L}\d.]| \d| ?(?:mg|ml|mcg))/gu,
    look: () => ({ unsure: true, suggestion: 'my area' }),
  },
  {
    // Eircode: routing key and unique identifier.
    kind: 'postcode',
    pattern: /(?<![\p{L}\d])(?:D6W|[AC-FHKNPRTV-Y]\d\d) ?(?=[A-Z]{0,3}\d)[\dAC-FHKNPRTV-Y]{4}(?![\p{L}\d])/gu,
    look: ([whole]) => (/[A-Z]/.test(whole.slice(3)) || /^D6W/.test(whole) ? {} : undefined),
  },
  {
    kind: 'postcode',
    pattern: /(?<=(?<!\p{L})(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? |[Zz][Ii][Pp](?: code)?(?: is|:)? )\d{5}(?:-\d{4})?(?![\d-])|(?<![\p{L}\d-])\d{5}-\d{4}(?![\d-])/gu,
    look: () => ({ suggestion: undefined }),
  },
];

/** English, with the numbers and postcodes of the United Kingdom, Ireland and the United States. */
export const english: IdentifyingPack = {
  language: 'en',
  smallWords,
  digits: { zero: '0', oh: '0', o: '0', nought: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9' },
  times: { double: 2, triple: 3, treble: 3 },
  noughts: { hundred: '00', thousand: '000' },
  numbering: [
    { country: 'GB', inland: /^0(?:1\d{8,9}|2\d{9}|7\d{9})$/, open: /^0(?:3\d{9}|8\d{6,9})$/ },
    { country: 'IE', inland: /^0(?:8[35-9]\d{7}|[124-79]\d{6,8})$/, open: /^(?:1800|1850|1890|0818)\d{6}$/ },
    { country: 'US', inland: /^1?[2-9]\d\d[2-9]\d{6}$|^[2-9]\d{6}$/, open: /^(?:988|911|741741)$/ },
  ],
  calling: /(?:phone|mobile|cell|landline|number|no\.|ring|call|text|whats ?app|tel|dial)(?: me)?(?: (?:at|on|is|was|it is))?:? ?[(+]{0,2}$/i,
  being: /(?<!\p{L})(?:is|was)\s?$|[:=]\s?$/u,
  words: {
    name: ['someone I know'],
    phone: ['my number', 'private'],
    email: ['my email', 'private'],
    handle: ['my name there', 'private'],
    link: ['a page of mine', 'private'],
    address: ['my street'],
    postcode: ['my area', 'private'],
    'id-number': ['my number', 'private'],
    date: ['that day'],
    organisation: ['a place near me'],
  },
  formats,
  rules: [...dates, ...addresses, ...organisations, ...named, ...elsewhere],
};
