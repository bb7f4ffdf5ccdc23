import type { IdentifyingPack } from './types.ts';

const { raw } = String;
const roads = 'street|road|avenue|lane|crescent|terrace|boulevard|grove|mews';
const otherRoads = 'st|rd|ave|ln|blvd|drive|dr|close|court|ct|way|place|pl|gardens|square|hill|park|row|walk|view|rise';
const flat = raw`(?:flat|apt\.?|unit|#) ?[\da-z]{1,4}`;
const small =
  'i the a an and or but if so to of in on at by for from with is are was were be not no yes he she it they we you my his her their our your this that there here what when where who how then all any some every just still after before because since until more one now up out will may';

/** Weights 10 to 2, modulus 11: tells an NHS number from other rows of ten digits. */
const isNhsNumber = (digits: string): boolean => [...digits].reduce((sum, digit, i) => sum + Number(digit) * (10 - i || 1), 0) % 11 === 0;

const smallWords = small.split(' ');

/** English, with the numbers and postcodes of the United Kingdom, Ireland and the United States. */
export const english: IdentifyingPack = {
  language: 'en',
  small,
  ordinary:
    'welsh german indian asian muslim catholic christian god jesus ' +
    'mum mom mam dad gran nan doctor nurse social home hospital christmas easter autistic depression everyone people ' +
    'alexa samaritans childline mind thanks night me always ' +
    'someone anxiety grief work school police staff covid life therapy scotland ireland england wales london britain',
  endings: 'ish|ican|ism|days?|body|thing|(?:et|a[pz]|ph)ine|epam|olam|aline?|idone|opram|azole|olol|ithium|illin|mycin|pril|xone|adol',
  firstNames:
    'adam ahmed alex alice amanda andrew anna aoife ben callum chloe chris claire daniel danny dave david emily emma fatima ' +
    'hannah harry helen ian jack jake james jane jason jennifer joe john josh julie karen kate katie ' +
    'kevin laura liam lisa lucy luke maria michael michelle mike mohammed niamh olivia ' +
    'paul peter priya rachel rebecca robert ryan sam sarah sean siobhan sophie steve susan thomas tom',
  digits: '(zero|oh|o|nought)|(one)|(two)|(three)|(four)|(five)|(six)|(seven)|(eight)|(nine)',
  twice: 'double',
  thrice: 'triple',
  hundred: 'hundred',
  numbering: [
    ['GB', /^0(?:1\d{8,9}|[27]\d{9})$/, /^0(?:3\d{9}|8\d{6,9})$/],
    ['IE', /^0(?:8[35-9]\d{7}|[124-79]\d{6,8})$/, /^(?:18[59]0|0818)\d{6}$/],
    ['US', /^1?[2-9]\d\d[2-9]\d{6}$|^[2-9]\d{6}$/, /^988$/],
  ],
  calling: 'phone|mobile|cell|number|ring|call|text|whatsapp|tel',
  is: 'is|was',
  months: 'January February March April May June July August September October November December',
  nth: '(?:st|nd|rd|th)?(?: of)?',
  ordinals: '(?:first|second|third|fourth(?! of July)|fifth|\\p{L}{1,7}(?:en|ie)th) of',
  monthFirst: true,
  on: { 'on the': 'in', on: 'in', the: '' },
  feasts: ' 24-12 25-12 26-12 31-12 1-1 14-2 17-3 4-7 31-10 ',
  born: 'birth|born|DOB',
  whose: 'my|our|his|her|their|your|the|an?|this|some|another',
  sorts: 'late|little|wee|big|old(?:er|est)?|eld(?:er|est)|young(?:er|est)|best|good|close|ex|lovely|new',
  relatives:
    '(?:(?:step|ex-?|grand?|god|great-?)?(?:son|daughter|husband|(?:mid)?wife|partner|brother|sister|mother|father|m[aou]m|dad?|ma|pa|kid|child(?:ren)?|' +
    'parent)|(?:boy|girl)(?:friend)?|friend|uncle|aunt(?:ie|y)?|cousin|nephew|niece|gran(?:ny)?|nana?|\\p{L}{0,5}mate|boss|manager|colleague|neighbou?r|landlord|' +
    'ex|therapist|counsell?or|consultant|doctor|GP|CPN|psych\\p{L}{5,6}ist|nurse|teacher|tutor|coach|lawyer|\\p{L}{3,7} ?worker|sponsor|twin|lad|guy|bloke|dog|cat|carer)s?(?:[ -]in[ -]law)?|' +
    'hubby|missus|bf|gf|fianc[eé]{1,2}|bestie|baby|lass|(?:wo)?man|lady|fella',
  naming: "(?:'?s)? name(?: is|'s| was)|(?: is|'s| was) (?:called|named)",
  called: 'called|named',
  doctors: 'Dr|Doctor|Prof(?:essor)?',
  titles: '(?:M(?:rs?|s|iss)|[Nn]urse|Sister|Pastor|Father|Fr|Rev|PC|Sgt|Officer|Judge|Coach|Aunt(?:ie|y)?|Uncle|Nana|Gran[a-z]{0,3})',
  cues:
    "(?:my|his|her|their) name(?:'?s| is| was)|name:|call me|(?:(?<!‹(?:it|this|that|which) )(?:is|was)|(?:an?|the|my|this)(?: " +
    '\\p{L}{2,12}){1,2}(?<!group|app|drug|book|place|thing|tablet|charity|film|song|band|show)|some(?:one|body)) (?:called|named)|(?:hi|hello|hey)(?: \\p{L}{2,8})?[,.!]? (?:i am|i\'?m)',
  maybe:
    'told|asked|met|married|hugged|kissed|phoned|texted|messaged|miss(?:ed)?|tell|ask|love you|thanks|thank you|cheers|dear|hey|hiya|hi|hello|rip|shout ?out to|(?:called|named) (?:him|her|them)|me and',
  acts:
    'said|says|t(?:old|ells)|asked|asks|cried|phoned|rang|texted|hugged|laughed|smiled|shouted|thinks|knows|knew|wants|wanted|loved|lives|lived|moved in|died|was born|passed away|turned \\d|who|(?:found|held|drove) me|sat with|came (?:over|round)',
  places:
    "Hospital|Infirmary|Hospice|Clinic|Surgery|Unit|Lodge|(?:Medical|Health|Day|Community) Cent(?:re|er)|School|Primary|Grammar|Juniors|College|Academy|University|Nursery|" +
    "(?:Care|Nursing) Home|Church|Mosque|Prison|Police Station|Bar|Pub|(?:Foundation |NHS )?Trust|Council",
  companies: 'Ltd|Limited|PLC|plc|LLP|Inc\\.?|LLC',
  heads: '(?:University|College|Hospital|School) of(?: St\\.?)?|HMP|Coláiste|Scoil|(?<=(?:at|in|from|to|of) )St\\.?',
  generic: 'high primary secondary public private general local community mental health day nursing school sunday',
  employed: '(?:work(?:s|ed|ing)?|job|boss|teach(?:es|ing)?|stud(?:y|ied|ies)) (?:at|for)',
  papers:
    '(?:hospital|patient|case|crime|reference|passport|policy|student|prison(?:er)?|licen[cs]e|account|membership|insurance|NHS|NI)(?: reference)? (?:number|no|ID)|MRN|SSN|PPS|social(?= is)',
  words: {
    name: 'someone I know',
    phone: 'my number',
    email: 'my email',
    handle: 'my name there',
    link: 'a page of mine',
    address: 'my street',
    postcode: 'my area',
    'id-number': 'my number',
    date: 'that day',
    organisation: 'a place near me',
  },
  hidden: 'private',
  renamed: 'something else',
  am: "[Ii]'?m|I am|[Tt]his is",
  me: 'someone like you',
  doctor: 'a doctor',
  company: 'a company I know',
  near: (kind) => (/^[A-Z][a-z]{2,20}$/.test(kind) ? `a${/^[AI]/.test(kind) ? 'n' : ''} ${kind.toLowerCase()} near me` : 'a place near me'),
  formats: [
    ['id-number', raw`(?<!\+)«[1-9]\d\d([ -]?)\d{3}\1\d{4}›`, ([whole]) => isNhsNumber(whole.replace(/\D/g, '')) && {}],
    // National Insurance number, PPS number and social security number.
    ['id-number', raw`‹(?:[a-z]{2} ?\d\d ?\d\d ?\d\d ?[a-d]|\d{7}[a-w][a-iw]?)›|«\d{3}([ -])\d\d\1\d{4}(?!-)›`, undefined, 'giu'],
    // Doses ("B12 5mg") and ordinals ("L4 5th") end in letters that no postcode has, or are named here.
    [
      'postcode',
      raw`‹[a-z]{1,2}\d[a-z\d]?( ?)\d(?!st|nd|rd|th)[abd-hjlnp-uw-z]{2}›`,
      ([whole, gap]) => (whole === whole.toUpperCase() || (gap && whole === whole.toLowerCase())) && {},
      'giu',
    ],
    // Eircode: routing key and unique identifier. ZIP: after the state or the word, or with all nine digits.
    [
      'postcode',
      raw`‹[A-Y]\d[\dW] ?(?=[A-Z]{0,3}\d)(?=\d{0,3}[A-Z])[A-Z\d]{4}›|(?<=‹(?:[A-Z]{2}),? |[Zz][Ii][Pp](?: code)?(?: is|:)? )\d{5}(?:-\d{4})?›|«\d{5}-\d{4}›`,
    ],
  ],
  rules: [
    [
      'address',
      raw`(?<![,/£$€])«(?:${flat},? )?(\d{1,5}(?:[a-z]|-\d{1,4})?,? )?((?:[\p{L}'.-]{1,20} ){1,3})(?:(${roads})|${otherRoads})›(?:\.?,? ${flat}›)?`,
      ([, number, name, strong]) => {
        const capitals = !/(?:^| )\P{Lu}/u.test(name!);
        const isSmall = name!.split(' ').some((word) => smallWords.includes(number ? word : word.toLowerCase()));
        if (isSmall || !(capitals || strong)) return undefined;
        if (number) return { say: 'a place I know', unsure: !capitals };
        // Streets that every town has, or that everybody knows from elsewhere, tell little.
        return capitals && strong && !/^(?:High|Main|Coronation|Wall|Downing|Memory|Near) /.test(name!) && { unsure: true };
      },
      'giu',
    ],
    ['address', raw`‹P\.?O\.? ?[Bb]ox \d{1,6}›`],
  ],
};
