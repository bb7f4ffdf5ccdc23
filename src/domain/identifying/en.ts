import { isNhsNumber, isPps } from './check-digits.ts';
import { anyCase, rule, setOf } from './pattern.ts';
import type { IdentifyingPack } from './types.ts';

const roads = 'street|road|avenue|lane|crescent|terrace|boulevard|grove|mews';
const otherRoads = 'st|rd|ave|ln|blvd|drive|dr|close|court|ct|way|place|pl|gardens|square|sq|hill|park|row|walk|quay|green|rise|view|parkway';
const flat = String.raw`(?:flat|apt\.?|apartment|unit|suite|#) ?[\da-z]{1,4}`;
const small =
  'i the a an and or but if so to of in on at by for from with without is are was were be been am do did does have has had not no yes he she it they we you me him her them us my his their our your this that these those there here what when where who why how then than as all any some every always never just only also still again after before because while since until very too more most other one two now about up out into over will would can could should may';
const smallWords = setOf(small);
const measures = setOf('minute minutes min mile miles hour metre meter yard km day week month year step mg ml');

/** English, with the numbers and postcodes of the United Kingdom, Ireland and the United States. */
export const english: IdentifyingPack = {
  language: 'en',
  small,
  ordinary:
    'monday tuesday wednesday thursday friday saturday sunday tuesdays january february march april june july august september october november december ' +
    'english irish scottish welsh british polish german american indian chinese african asian european muslim catholic christian jewish hindu sikh god jesus allah ' +
    'mum mom mam dad gran nan grandma grandad doctor nurse social crisis home hospital ward christmas father easter autistic autism depression anxiety bipolar covid cancer ' +
    'sertraline fluoxetine citalopram mirtazapine lithium samaritans childline mind please thanks hello well even sometimes yesterday today tomorrow tonight later maybe everyone someone nobody nothing love help night hse',
  digits: ['zero|oh|o|nought', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  times: ['double', 'triple|treble', 'hundred'],
  numbering: [
    { country: 'GB', inland: /^0(?:1\d{8,9}|[27]\d{9})$/, open: /^0(?:3\d{9}|8\d{6,9})$/ },
    { country: 'IE', inland: /^0(?:8[35-9]\d{7}|[124-79]\d{6,8})$/, open: /^(?:18[59]0|0818)\d{6}$/ },
    { country: 'US', inland: /^1?[2-9]\d\d[2-9]\d{6}$|^[2-9]\d{6}$/, open: /^988$/ },
  ],
  calling: 'phone|mobile|cell|number|ring|call|text|whats ?app|tel',
  is: 'is|was',
  months: 'January February March April May June July August September October November December',
  nth: '(?:st|nd|rd|th)?(?: of)?',
  ordinals: '(?:first|second|third|fourth|fifth|sixth|eighth|ninth|twelfth|\\p{L}{1,7}(?:en|ie)th) of',
  monthFirst: true,
  on: { 'on the': 'in', on: 'in', the: '' },
  feasts: '24-12 25-12 26-12 31-12 1-1 14-2 17-3 4-7 31-10',
  born: 'birth|born|DOB',
  whose: 'my|our|his|her|their|your',
  sorts: 'late|little|big|older|elder|eldest|oldest|younger|youngest|best|good|close|old|dear|twin|half|ex|then',
  relatives:
    "(?:step|ex-?|grand)?(?:son|daughter|husband|wife|partner|boyfriend|girlfriend|brother|sister|mother|father|mum|mom|mam|dad|ma|pa)(?:[ -]in[ -]law)?|fianc[eé]{1,2}|uncle|aunt(?:ie)?|cousin|nephew|niece|gran|nan|friend|mate|boss|manager|colleague|neighbou?r|flatmate|roommate|ex|therapist|counsell?or|doctor|GP|psychiatrist|psychologist|nurse|midwife|teacher|(?:key|care|social|support) ?(?:worker|coordinator)|sponsor|mentor|baby|boy|girl|child|kid|twin|landlord|carer",
  links: [',? (?:called |named )?', "(?:'?s)? name(?: is|'s| was) | (?:is|was) (?:called|named) ", ' (?:is|was) '],
  doctors: 'Dr|dr|Doctor|Prof|Professor',
  titles: '(?:Mr|Mrs|Ms|Miss|Mx|[Nn]urse|Sister|Pastor|Father|Rev|Officer|Constable|PC|Sgt|Judge|Aunt(?:ie|y)?|Uncle|Coach|Imam|Rabbi)',
  cues: "(?:[Mm]y|[Hh]is|[Hh]er) name(?:'s| is| was)|[Nn]ame:|call me|I go by|(?:(?<!‹(?:it|this|that|which|group|app|drug) )(?:is|was)|m[ae]n|boy|girl|lad|guy|lady|nurse|someone|friend|worker|person|teacher) (?:called|named)|(?:Hi|Hello|Hey)(?: all| everyone)?[,.!]? I(?:'m| am)",
  acts: 'said|says|told|asked|cried|smiled|phoned|texted|rang|hugged|whispered|shouted|laughed',
  places:
    "Hospital|Infirmary|Hospice|Clinic|Surgery|(?:Medical|Health|Treatment|Recovery|Day|Community|Children's) Cent(?:re|er)|School|College|Academy|University|Nursery|(?:Care|Nursing) Home|Church|Chapel|Mosque|Temple|Synagogue|Prison|Police Station|Primary|(?:Foundation |NHS )?Trust|Council|Practice|Shelter",
  companies: 'Ltd|Limited|PLC|plc|LLP|Inc\\.?|LLC|Group|Solicitors|Logistics',
  heads: '(?:University|College|Hospital|School) of(?: St\\.?)?|HMP|Coláiste|Scoil|(?<=(?:at|in|from|to|of) )St\\.?',
  generic: 'high primary secondary middle elementary grammar infant junior medical public private state general local community mental health children psychiatric university day art law boarding special nursing teaching district county emergency dental new further sixth form business summer music council church acute rehab drug memory pain sleep eating disorder royal city town regional family the',
  employed: '(?:work(?:s|ed|ing)?|job|shifts?|boss|colleagues|teach(?:es|ing)?|stud(?:y|ied|ies)) (?:at|for|with)|employed by',
  papers:
    '(?:NHS|[Hh]ospital|[Pp]atient|[Mm]edical record|[Cc]ase|[Cc]rime|[Rr]eference|[Pp]assport|[Pp]olicy|[Ss]tudent|[Ss]taff|[Pp]rison(?:er)?|[Ll]icen[cs]e|[Aa]ccount|[Mm]ember(?:ship)?|[Cc]laim|[Ii]nsurance|NI|PPS)(?: ID| reference)? (?:[Nn]umber|[Nn]o\\.?|ref|ID)|MRN|SSN|PPS|[Ss]ocial(?= is)',
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
  renamed: 'something else',
  me: ["[Ii]'?m|I am|[Tt]his is", 'someone like you'],
  doctor: 'a doctor',
  company: 'a company I know',
  near: (kind) => (/^[CGHSU]\p{L}{3,9} of|\p{Ll}$/u.test(kind) ? `${/^[AI]/.test(kind) ? 'an' : 'a'} ${kind.replace(/ of.*/, '').toLowerCase()} near me` : 'a place near me'),
  formats: [
    rule('id-number', String.raw`(?<![\p{L}\d.+-])\d{3}([ -]?)\d{3}\1\d{4}›`, ([whole]) => (isNhsNumber(whole.replace(/\D/g, '')) ? {} : undefined)),
    // National Insurance number; QQ is the prefix of examples.
    rule('id-number', String.raw`‹(?!BG|GB|NK|KN|TN|NT|ZZ)(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ) ?\d\d ?\d\d ?\d\d ?[A-D]›`, undefined, 'giu'),
    rule('id-number', String.raw`‹\d{7}[A-W][A-IW]?›`, ([whole]) => (isPps(whole) ? {} : undefined)),
    rule('id-number', String.raw`(?<![\p{L}\d-])(?!666)\d{3}-\d\d-\d{4}(?![\p{L}\d-])`),
    // Doses ("B12 5mg") and ordinals ("L4 5th") end in letters that no postcode has, or are named here.
    rule(
      'postcode',
      String.raw`‹[A-PR-UWYZ][A-HK-Y]?\d[A-HJKMNPR-Y\d]?( ?)\d(?!st|nd|rd|th|hz|gb|lb)[ABD-HJLNP-UW-Z]{2}›`,
      ([whole, gap]) => (whole === whole.toUpperCase() || (gap && whole === whole.toLowerCase()) ? {} : undefined),
      'giu',
    ),
    rule('postcode', String.raw`(?<=‹(?:live|living|lived|based|postcode is|postcode) (?:in |at )?)[A-PR-UWYZ][A-HK-Y]?\d{1,2}›(?! \d| ?m[gl])`, () => ({ unsure: true })),
    // Eircode: routing key and unique identifier.
    rule('postcode', String.raw`‹(?:D6W|[AC-FHKNPRTV-Y]\d\d) ?(?=[A-Z]{0,3}\d)(?=\d{0,3}[A-Z])[\dAC-FHKNPRTV-Y]{4}›`),
    rule('postcode', String.raw`(?<=‹(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? |[Zz][Ii][Pp](?: code)?(?: is|:)? )\d{5}(?:-\d{4})?›|(?<![\p{L}\d-])\d{5}-\d{4}›`),
  ],
  rules: [
    rule(
      'address',
      String.raw`(?<![\p{L}\d.,/£$€-])(?:(?:the )?(?:\p{L}{2,20} ){1,2}(?:house|cottage|lodge|bakery|farm|barn|mill), )?(?:${flat},? )?\d{1,5}(?:[a-z]|-\d{1,4})?,? ((?:[\p{L}'.-]{2,20} ){1,3})(?:(${roads})|${otherRoads})›(?:\.?,? ${flat}›)?`,
      ([, name, strong]) => {
        const words = name!.trim().split(' ');
        const capitals = words.every((word) => /^\p{Lu}/u.test(word));
        return (capitals || strong) && !words.some((word) => smallWords.has(word) || measures.has(word)) ? { say: 'a place I know', unsure: !capitals } : undefined;
      },
      'giu',
    ),
    rule('address', String.raw`(?<![\p{L}'-])(?!(?:High|Main|Coronation|Sesame|Wall|Downing|Fleet|Memory|The|Our|My|This|That|Each) )((?:§ ){1,3})(?:${anyCase(roads).replace(/\[.(.)\]/g, '$1')})›`, ([, run]) => {
      const first = run!.split(' ')[0]!;
      const from = smallWords.has(first.toLowerCase()) ? first.length + 1 : 0;
      return from < run!.length ? { from, unsure: true } : undefined;
    }),
  ],
};
