import type { IdentifyingPack } from './types.ts';

const { raw } = String;
const houses =
  'Klinik|Klinikum|Krankenhaus|Hospital|Schule|Gymnasium|(?:Real|Grund|Haupt|Gesamt|Hoch)schule|Universität|Kita|Kindergarten|Heim|' +
  'Stift|Hospiz|Praxis|Kirche';
const streets = '(?:stra(?:ß|ss)e|str\\.|weg|gasse|platz|allee|ring|ufer|damm)';
// Ways and places that everybody has. With a number, a street is one all the same, but for roads that are numbered themselves.
const common = '(?:Heim|Arbeits|Rück|Schul|Aus|Um|Hin|Park|Spiel|Einbahn|Land|Bundes|Haupt|Seiten|Stell|Lebens|Sack)(?:weg|platz|p';

/** ISO 7064 MOD 11,10; among the first ten digits some repeat: tells a Steuer-ID from other rows of eleven digits. */
function isSteuerId(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, 10)) product = (((Number(digit) + product) % 10 || 10) * 2) % 11;
  return (11 - product) % 10 === Number(digits[10]) && new Set(digits.slice(0, 10)).size < 10;
}

/** German, with the numbers and postcodes of Germany. */
export const german: IdentifyingPack = {
  language: 'de',
  small:
    'ich du er sie es wir ihr mich mir ihn ihm uns der die das den dem ein eine einen einem einer und oder aber wenn weil dass als wie so zu zum ' +
    'zur von vom mit ohne in im an am auf für bei aus nach vor seit bis über ist sind war waren bin hat habe haben hatte wird wurde kann muss ' +
    'will nicht kein keine mein meine meinen meinem meiner sein seine auch noch nur schon immer nie wieder jetzt heute dann da hier sehr mehr ' +
    'alles nichts was wer man sich',
  ordinary:
    'arzt ärztin deutscher angst hilfe krebs drogen alkohol schmerzen fieber streit glück geld arbeit kraft mut schuld recht ruhe tabletten ' +
    'medikamente gott weihnachten ostern montag dienstag mittwoch donnerstag freitag samstag sonntag ' +
    'leute zusammen forum gruppe euch jemand niemand keiner ' +
    'mama papa oma opa mutter vater nacht tag morgen abend stress mann frau kind kinder liebe vielleicht manchmal jeder alle',
  endings: 'ung(?:en)?|heit|keit|mus|ion(?:en)?|tät|schaft|nis|ose|itis|zeit|logie|probleme?',
  firstNames:
    'ali andrea andreas anja anna annika ben birgit christine claudia daniel dennis elena elif emma emre fatma felix finn florian ' +
    'hannah hans heike jan jana jens jonas julia jurgen karin katrin klaus laura lea lena leon lisa lukas maria marie markus martin ' +
    'mehmet michael monika nicole nina paul peter petra sabine sandra sarah sophie stefan susanne thomas tim tobias tom ulrike uwe ' +
    'wolfgang yusuf',
  digits: '(null)|(eins)|(zwei|zwo)|(drei)|(vier)|(fünf)|(sechs)|(sieben)|(acht)|(neun)',
  twice: 'doppel',
  thrice: 'dreimal',
  hundred: 'hundert',
  numbering: [['DE', /^0(?:1[5-7]\d{8,9}|[2-9]\d{6,10})$/, /^0(?:[89]00|180)\d{4,8}$/]],
  calling: 'telefon|handy|nummer|tel\\.?|ruf\\p{L}{0,3}|erreichbar|whats ?app|unter',
  is: 'ist|war|lautet',
  months: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  nth: '\\.',
  ordinals: '\\b\\B',
  on: { am: 'im', vom: 'von', 'seit dem': 'seit', 'bis zum': 'bis', der: '', den: '', dem: '' },
  feasts: ' 24-12 25-12 26-12 31-12 1-1 1-5 3-10 14-2 ',
  born: 'gebor|geb\\.|geburt',
  whose: '(?:mein|unser|sein|ihr|dein|eue?r)(?:e[mnrs]?)?',
  sorts: '(?:klein|groß|best|jünger|älter|ältest|jüngst|lieb|gut|neu|toll|verstorben)e[mnrs]?',
  relatives:
    '(?:Stief|Ex-?|Ehe|Groß|Enkel|Schwieger|Haus|Frauen|Zwillings|Paten|Halb)?(?:sohn|tochter|mann|frau|vater|mutter|arzt|ärztin|kind|bruder|schwester)|(?:Partner|' +
    'Freund|Enkel|Chef|Nachbar|Therapeut|Psychologe?|Psychiater|Betreuer|Lehrer|Mitbewohner|Sozialarbeiter|Hebamme|Vermieter|Trainer)(?:in|en|n)?|Kolleg(?:en?|in)|Ex|Mama|Papa|Oma|Opa|Onkel|' +
    'Tante|Cousine?|Neffen?|Nichte|Schw[aä]ger(?:in)?|Baby|Jungs?|Mädchen|Hund|Katze',
  naming: ' (?:heißt|hieß)|s? Name ist',
  called: 'heißt|namens',
  doctors: '(?:Herrn?|Frau)(?= (?:Dr|Prof)\\.)|Dr|Doktor|Prof',
  titles: '(?<!(?:[Mm]ein|[Dd]ein|[Ss]ein|[Ii]hr|[Uu]nser)e?r? )(?:Herrn?|Frau|Schwester|Pfleger|Pastor(?:in)?|Pfarrer(?:in)?|Tante|Onkel)',
  cues: '(?:ich )?heiße(?: ich)?|mein Name ist|namens|nennt mich|(?:hallo|hi)(?: zusammen)?,? ich bin(?: die| der)?|ich bin(?: die| der)?(?= \\p{Lu}\\p{L}{1,20} und (?:neu|\\d\\d))',
  maybe: 'danke|hallo|hi|nannten (?:ihn|sie)|getauft auf',
  acts: 'sagt|sagte|meinte|fragte|rief|weinte|lachte|umarmte|schrieb|schreibt|wohnt|starb|und ich',
  capitals: true,
  places: '\\b\\B',
  companies: 'GmbH(?: & Co\\. KG)?|gGmbH|AG|KG|OHG|UG',
  heads: `${houses}|Uni|Uniklinik|JVA|Firma`,
  generic: 'firma',
  employed: '(?:arbeite[tn]?|arbeitete|gearbeitet|angestellt|Ausbildung|Job) (?:\\p{L}{1,12} ){0,2}bei(?: der| dem)?',
  papers: '(?:(?:Patienten|Versicherten|Versicherungs|Kunden|Mitglieds|Konto|Ausweis|Pass)-?(?:nummer|[Nn]r\\.?)|Aktenzeichen|Steuer-?(?:ID|nummer))',
  words: {
    name: 'jemand aus meinem Umfeld',
    phone: 'meiner Nummer',
    email: 'meine Adresse',
    handle: 'mein Name dort',
    link: 'meiner Seite',
    address: 'in einer Straße hier',
    postcode: 'der Gegend um',
    'id-number': 'meine Nummer',
    date: 'damals',
    organisation: 'Ort in meiner Nähe',
  },
  hidden: 'privat',
  renamed: 'anders',
  am: '[Ii]ch bin|[Hh]ier ist',
  me: 'jemand wie ihr',
  doctor: 'jemand aus der Praxis',
  company: 'Firma hier',
  // Where somebody works stands after "bei", with no article of its own.
  near: (kind) => (kind === 'Firma hier' ? 'einer Firma hier' : `${kind} in meiner Nähe`),
  formats: [
    // Steuer-ID and Sozialversicherungsnummer.
    ['id-number', raw`«[1-9]\d( ?)\d{3}\1\d{3}\1\d{3}›`, ([whole]) => isSteuerId(whole.replace(/ /g, '')) && {}],
    ['id-number', raw`‹\d\d ?\d{6} ?[A-Z] ?\d{3}›`],
    [
      'postcode',
      raw`(?<=‹(?:PLZ|Postleitzahl)(?: ist|:)? )\d{5}›|‹D-\d{5}›|(?<=(?:‹(?:in|aus|nach|bei)|,|\d[a-z]?) )\d{5}›(?= \p{Lu}\p{Ll}{2,20})(?! (?:Euro|Schritt|Mensch|Leute|Mal|Jahr|Tag|Stund|Kilo|Meter|Minut|Teil|Kalor))`,
      (_, before) => (/PLZ|zahl/.test(before) ? { say: 'privat' } : {}),
    ],
  ],
  rules: [
    [
      'organisation',
      raw`(?<![\p{L}-])(?!(?:Tages|Privat|Uni|Reha|Kinder|Fach|Grund|Kreis|Unfall|Sucht|Akut)-)(?:St\.-|Sankt-)?§(?:-§)?-(${houses})›`,
      ([, kind]) => ({ say: `${kind} in meiner Nähe` }),
    ],
    [
      'organisation',
      raw`‹(?!Tages|Privat|Uni|Reha|Kinder|Fach|Kreis|Bezirks|Landes|Unfall|Sucht|Akut|Militär)\p{Lu}\p{L}{2,20}(krankenhaus|hospital|klinikum|stift|gymnasium)›`,
      ([, kind]) => ({ say: `${kind![0]!.toUpperCase()}${kind!.slice(1)} in meiner Nähe` }),
    ],
    [
      'address',
      raw`(?<![\p{L}-])(?:(?:[Ii]n|[Aa]n|[Aa]uf) (?:der|die|den|dem) |[Ii]m |[Aa]m |[Zz]u[rm] )?(?:(?!Bundess|${common}))\p{Lu}\p{L}{1,25}(?:[ -]\p{Lu}\p{L}{1,25})?[ -]?${streets}|(Am|An der|Im|Zum|Zur|Auf der|Unter den) (§)) (\d{1,3}(?: ?[a-h]›)?)(?![\d:/%]|[.,]\d|\. \p{L}| ?(?:Min|Stund|km|Kilo|Meter|m|Uhr|Tag|Woch|Jahr|Kind|Leute|Mal|mg))`,
      ([, open, name]) => (open && /^(?:Zimmer|Seite|Haus|Station|Alter|Jahr|Kapitel|Raum|Bett|Gruppe|Schritt|Stufe|Platz|Klasse|Notfall|Notruf)/.test(name!) ? undefined : { unsure: Boolean(open) }),
    ],
    ['address', raw`‹(?:[Ii]n|[Aa]n|[Aa]uf) (?:der|die) (?!${common}|stra))\p{Lu}\p{L}{2,25}(?:straße|gasse|allee)›`, () => ({ unsure: true })],
  ],
};
