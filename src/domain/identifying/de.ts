import { isSozialversicherung, isSteuerId, isVersicherten } from './check-digits.ts';
import { numericDate } from './dates.ts';
import { capital, isFirstName, mayBeName, wordSet } from './names.ts';
import type { IdentifyingPack, IdentifyingRule } from './types.ts';

const smallWords = wordSet(
  'ich du er sie es wir ihr mich mir dich dir ihn ihm uns der die das den dem des ein eine einen einem einer und oder aber wenn weil dass ob als wie so zu zum zur von vom mit ohne in im an am auf für bei aus nach vor seit bis über unter ' +
    'ist sind war waren bin bist hat habe haben hatte hatten wird werden wurde kann konnte muss musste will wollte nicht kein keine mein meine meinen meinem meiner sein seine seinen seinem ihre ihren ihrem ihrer unser unsere ' +
    'auch noch nur schon immer nie wieder jetzt heute gestern dann da hier dort sehr mehr viel alles nichts etwas man sich was wer wo warum damals später',
);

/** Nouns and other words with a capital that stand where a name could stand. */
const ordinary = new Set([
  ...smallWords,
  ...wordSet(
    'angst ängste hilfe krebs drogen alkohol autismus adhs problem probleme schmerzen schmerz fieber streit zeit glück pech geld arbeit kraft mut hunger durst schuld recht ruhe freude trauer wut sorgen tabletten medikamente depressionen urlaub geburtstag schule termin termine ' +
      'gott jesus weihnachten ostern montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember deutscher deutsche türkin türke polin pole muslim muslimin christ christin ' +
      'mama papa oma opa mutter vater nacht tag morgen abend regen stress licht kälte wind schnee firma haus leben mann frau kind kinder mensch menschen freunde danke hallo liebe lieber vielleicht irgendwann manchmal einmal trotzdem jeder jede alle beide ' +
      'besuch platz fuß bein arm herz kopf blut pflege therapie klinik krankenhaus arzt ärztin',
  ),
]);
// Endings of nouns; no common first name has one.
const noun = /(?:ungen|ung|heit|keit|mus|ion|ionen|tät|schaft|nis|ose|itis|zeit|hilfe|logie|pathie|ismus|schmerzen|störung|stress|mittel|problem|probleme)$/;

const mayBe = (word: string | undefined) => mayBeName(word, ordinary) && !noun.test(word!);
const isName = (word: string | undefined) => mayBe(word) || isFirstName(word);
const surname = `(?: (${capital}))?`;
/** Where a name ends: with its surname, if the second word can be one. */
const end = (whole: string, last: string | undefined) => (last !== undefined && !mayBe(last) ? whole.length - last.length - 1 : whole.length);

const relatives =
  'Sohne?s?|Tochter|Mann|Frau|Ehemann|Ehefrau|Partner(?:in)?|Freund(?:in)?|Ex(?:-?(?:Mann|Frau|Freund|Freundin))?|Bruder|Schwester|Mutter|Vater|Mama|Papa|Oma|Opa|Onkel|Tante|Cousine?|Neffen?|Nichte|Enkel(?:in)?|Kind|Chef(?:in)?|Kolleg(?:en?|in)|Nachbar[nin]{0,2}|Arzt|Ärztin|Hausarzt|Hausärztin|Therapeut(?:in|en)?|Betreuer(?:in)?|Lehrer(?:in)?|Schwager|Schwägerin|Mitbewohner(?:in)?|Verlobter?|Baby|Junge|Mädchen|Stiefsohn|Stieftochter';
const belonging = '[Mm]ein|[Uu]nser|[Ss]ein|[Ii]hr|[Dd]ein|[Ee]uer|[Ee]ur';
const someone = 'jemand aus meinem Umfeld';

const names: IdentifyingRule[] = [
  {
    kind: 'name',
    pattern: new RegExp(
      String.raw`(?<!\p{L})((?:${belonging})(?:e[mnrs]?)? (?:(?:kleine|große|beste|jüngere|ältere|älteste|jüngste|liebe|verstorbene|gute)[nrms]? )?(?:${relatives}))(,? (?:namens )?| heißt | hieß )(\p{L}[\p{L}'-]{1,20})${surname}`,
      'gu',
    ),
    look([whole, who, link, first, last], { after }) {
      if (!isName(first)) return undefined;
      const to = end(whole, last);
      if (/heißt|hieß/.test(link!)) return { from: who!.length + link!.length, to, suggestion: 'anders' };
      // "dass mein Sohn Fieber hat": a noun stands where the name could be.
      const known = isFirstName(first);
      if (!known && /^ (?:hat|hatte|haben|braucht|brauchte|bekam|bekommt|macht|machte|holt|holen|zu|gibt|gab)(?:[,.]|$| (?:zu|und))/.test(after)) return undefined;
      return { suggestion: who!, to, unsure: !known };
    },
  },
  {
    kind: 'name',
    pattern: new RegExp(String.raw`(?<!\p{L})(?:(Herrn?|Frau|Schwester|Pfleger|Pastor(?:in)?|Pfarrer(?:in)?|Tante|Onkel) (?:(?:Prof|Dr)\. ){0,2}|((?:Prof|Dr)\.(?: (?:med|Dr)\.){0,2}|Doktor) )(${capital})${surname}`, 'gu'),
    look([whole, title, doctor, first, last], { before }) {
      if (!mayBe(first) || (title && /(?:mein|dein|sein|ihr|unser)(?:e[mnrs]?)? $/i.test(before))) return undefined;
      return { suggestion: doctor || whole.includes('Dr.') ? 'jemand aus der Praxis' : someone, to: end(whole, last) };
    },
  },
  {
    kind: 'name',
    pattern: new RegExp(String.raw`(?<!\p{L})((?:[Ii]ch )?heiße(?: ich)?|[Mm]ein Name ist|namens|[Mm]an nennt mich|[Nn]ennt mich|(?:[Hh]allo,? )?(?:[Ii]ch bin|[Hh]ier ist|[Hh]ier schreibt)(?: die| der)?) (\p{L}{2,20}(?:-\p{L}{2,20})?)${surname}`, 'gu'),
    look([whole, cue, first, last]) {
      if (!isName(first) || (/bin|hier/i.test(cue!) && !isFirstName(first))) return undefined;
      const own = /name ist/i.test(cue!);
      if (/^namens/.test(cue!)) return { suggestion: 'von dort', to: end(whole, last) };
      return { from: own ? 0 : cue!.length + 1, to: end(whole, last), suggestion: own ? 'ich bin eine von vielen' : /heiße|nennt/.test(cue!) ? 'anders' : 'jemand wie ihr' };
    },
  },
  {
    kind: 'name',
    pattern: new RegExp(String.raw`(?<![\p{L}'-])(${capital})${surname}`, 'gu'),
    look([whole, first, last], { after }) {
      if (isFirstName(first)) return { to: end(whole, last) };
      return last === undefined && mayBe(first) && /^ (?:sagt|sagte|meinte|fragte|rief|weinte|lachte|umarmte|und ich )/.test(after) ? { unsure: true } : undefined;
    },
  },
];

const near = (noun: string) => `${noun} in meiner Nähe`;
const houses =
  'Klinik|Klinikum|Krankenhaus|Hospital|Schule|Gymnasium|Realschule|Grundschule|Hauptschule|Gesamtschule|Berufsschule|Universität|Hochschule|Kita|Kindergarten|Heim|Stift|Hospiz|Praxis|Apotheke|Gemeinde|Kirche';
const generic = /^(?:Tages|Privat|Uni|Universitäts|Reha|Kinder|Frauen|Augen|Fach|Haupt|Grund|Volkshoch|Abend|Bezirks|Kreis|Landes|Unfall|Suchtfach|Sucht|Akut|Ordens|Alten|Pflege|Ganztags|Mutter-Kind|Herz|Schmerz|Stadt|Militär)(?:-|$|s$)/;

const organisations: IdentifyingRule[] = [
  {
    kind: 'organisation',
    pattern: new RegExp(String.raw`(?<![\p{L}-])((?:St\.-|Sankt-)?(?:${capital}|\p{Lu}\.)(?:-${capital}){0,3})-(${houses})(?!\p{L})`, 'gu'),
    look: ([whole, name, house]) => (generic.test(name!) ? undefined : { suggestion: near(house!), to: whole.length }),
  },
  {
    kind: 'organisation',
    // Capital with the hyphenated tail inside: "Erlenbach-Klinik" reads as one word.
    pattern: /(?<![\p{L}-])(?:St\.-|Sankt-)?\p{Lu}\p{L}{2,20}(krankenhaus|hospital|klinikum|klinik|stift|gymnasium)(?!\p{L})/gu,
    look([whole, house]) {
      const name = whole.slice(0, -house!.length);
      return generic.test(`${name}-`) || /^(?:Poli|Psychiatrie|Kur|Spezial|Nerven)$/.test(name) ? undefined : { suggestion: near(house![0]!.toUpperCase() + house!.slice(1)), unsure: /klinik$|stift/.test(house!) };
    },
  },
  {
    kind: 'organisation',
    pattern: new RegExp(
      String.raw`(?<![\p{L}-])(?:(${houses}|Uniklinik|Universitätsklinik(?:um)?|Uni|JVA|FH|TU|VHS|Firma|Kanzlei) )((?:(?:am|an der|im|zum|zur|St\.|Dr\.|Sankt) )?${capital})(?: (${capital}))?`,
      'gu',
    ),
    look([whole, house, name, more]) {
      const first = name!.split(' ').at(-1)!;
      if (!mayBe(first) || isFirstName(first)) return undefined;
      return { suggestion: near(house!), to: end(whole, more), unsure: true };
    },
  },
  {
    kind: 'organisation',
    pattern: new RegExp(String.raw`(?<![\p{L}-])(${capital}(?:(?: & | und | |-)${capital}){0,3}) (?:GmbH(?: & Co\. KG)?|gGmbH|AG|KG|OHG|SE|UG|e\. ?V\.)(?![\p{L}])`, 'gu'),
    look([, run]) {
      const first = run!.split(' ')[0]!;
      const from = smallWords.has(first.toLowerCase()) ? first.length + 1 : 0;
      return from >= run!.length ? undefined : { from, suggestion: 'Firma' };
    },
  },
  {
    kind: 'organisation',
    pattern: new RegExp(String.raw`(?<=(?<!\p{L})(?:arbeite[tn]?|arbeitete[nt]?|gearbeitet|angestellt|Lehre|Ausbildung|Job|Chef) (?:\p{L}{1,12} ){0,2}bei (?:der |dem )?)(${capital})(?: (${capital}))?`, 'gu'),
    look: ([whole, first, more]) => (mayBe(first) && !isFirstName(first) ? { suggestion: 'einer Firma', unsure: true, to: end(whole, more) } : undefined),
  },
];

const place = String.raw`(?:(?:[Ii]n|[Aa]n|[Aa]uf) (?:der|die|den|dem) |[Ii]m |[Aa]m |[Zz]u[rm] )?`;
const street = String.raw`(?:\p{Lu}\p{L}{1,25}[ -]){0,2}\p{Lu}\p{L}{0,25}`;
const ways = /^(?:Heim|Arbeits|Rück|Schul|Aus|Um|Hin|Parkp|Spielp|Arbeitsp|Einbahn|Land|Bundes|Haupt|Einkaufs|Neben|Seiten|Vor|Frei|Stell|Therapiep|Lebens|Weg|Straße|Str)(?:l?atz|weg|straße|str\.|bahn|gang|$)/;
const unit = /^ ?(?:Minuten?|Min\.?|Stunden?|km|Kilometer|Meter|m|Uhr|Tage?|Wochen|Jahre|Kinder|Leute|Mal|mg|%|x)(?!\p{L})/u;

const addresses: IdentifyingRule[] = [
  {
    kind: 'address',
    pattern: new RegExp(String.raw`(?<![\p{L}-])${place}(${street}(?:[- ]?[Ss]tra(?:ß|ss)e|[- ]?[Ss]tr\.|[- ]?[Ww]eg|gasse|[- ]?[Pp]latz|[- ]?[Aa]llee|ring|ufer|damm|steig)|(?:Am|An der|An den|Im|Zum|Zur|Auf der|Auf dem|Unter den|Hinter der) ${capital}(?:er ${capital})?) (\d{1,3}(?: ?[a-h](?!\p{L}))?)(?![\d.:/%]\d|\d|\. )`, 'gu'),
    look([, name, number], { after }) {
      const open = /^(?:Am|An|Im|Zum|Zur|Auf|Unter|Hinter) /.test(name!);
      const second = name!.split(' ').at(-1)!;
      if (ways.test(second) || unit.test(after) || (open && (ordinary.has(second.toLowerCase()) || noun.test(second) || /^(?:Zimmer|Seite|Haus|Station|Alter|Jahr|Kapitel|Schnitt|Raum|Bett|Gruppe|Schritt|Stufe|Platz|Klasse|Nummer)/.test(second)))) return undefined;
      return { suggestion: 'in einer Straße hier', unsure: open && number!.length < 2 };
    },
  },
  {
    kind: 'address',
    pattern: /(?<![\p{L}-])(?:[Ii]n|[Aa]n|[Aa]uf) (?:der|die) (\p{Lu}\p{L}{2,25}(?:straße|strasse|gasse|allee))(?!\p{L})/gu,
    look: ([, name]) => (ways.test(name!) || /^(?:Sack|Renn|Milch)/.test(name!) ? undefined : { suggestion: 'in einer Straße hier', unsure: true }),
  },
];

const months = 'Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember';
const feasts = /^(?:2[4-6]\. ?Dez|31\. ?Dez|1\. ?Jan|1\. ?Mai|3\. ?Okt|14\. ?Feb)/;
const on = String.raw`(?:[Aa]m |[Vv]om |(?:[Ss]eit|[Bb]is zum|[Aa]b) (?:dem )?|[Dd]er |[Dd]en |[Dd]em )?`;

/** The words before a date, changed so that they fit before a month or a year. */
const fitting = (before: string, when: string, inside: string) => {
  const word = before.trim().split(' ')[0]!.toLowerCase();
  return word === 'am' ? `${inside}${when}` : /^(?:vom|seit|bis|ab)$/.test(word) ? `${word === 'vom' ? 'von' : word} ${when}` : when;
};

const dates: IdentifyingRule[] = [
  {
    kind: 'date',
    pattern: new RegExp(String.raw`(?<![\p{L}\d.])(${on})((\d{1,2})\. ?(${months}|(?:Jan|Feb|Apr|Aug|Sept?|Okt|Nov|Dez)\.)(?: ((?:19|20)\d\d)(?!\d))?)`, 'gu'),
    look([, before, date, day, month, year]) {
      if (Number(day) < 1 || Number(day) > 31 || (!year && feasts.test(date!))) return undefined;
      return { suggestion: fitting(before!, `${month}${year ? ` ${year}` : ''}`, 'im '), unsure: !year };
    },
  },
  numericDate(on, (year, before) => fitting(before, year, '')),
];

const called = '(?:Patienten|Versicherten|Versicherungs|Kunden|Mitglieds|Personal|Steuer|Konto|Ausweis|Pass|Fall|Rentenversicherungs|Sozialversicherungs|Krankenversicherungs)-?(?:[Nn]ummer|[Nn]r\\.?|ID)|Aktenzeichen|Steuer-ID|Az\\.';

const formats: IdentifyingRule[] = [
  {
    kind: 'id-number',
    pattern: new RegExp(String.raw`(?<!\p{L})(?:${called})(?: ist| lautet| war|:)?(?: die| das)? ?((?=[A-Z\d/ -]{0,12}\d)[A-Z\d][A-Z\d/-]{0,19}(?: [A-Z\d/-]{1,8}){0,4})(?!\p{Ll})`, 'gu'),
    look([whole, id]) {
      return id!.replace(/\D/g, '').length > 3 ? { from: whole.length - id!.length } : undefined;
    },
  },
  { kind: 'id-number', pattern: /(?<![\p{L}\d.-])[1-9]\d( ?)\d{3}\1\d{3}\1\d{3}(?![\p{L}\d])/gu, look: ([whole]) => (isSteuerId(whole.replace(/ /g, '')) ? {} : undefined) },
  { kind: 'id-number', pattern: /(?<![\p{L}\d])\d\d ?\d{6} ?[A-Z] ?\d{3}(?![\p{L}\d])/gu, look: ([whole]) => (isSozialversicherung(whole.replace(/ /g, '')) ? {} : undefined) },
  { kind: 'id-number', pattern: /(?<![\p{L}\d])[A-Z]\d{9}(?![\p{L}\d])/gu, look: ([whole]) => (isVersicherten(whole) ? {} : undefined) },
  {
    kind: 'postcode',
    pattern: /(?<=(?<!\p{L})(?:PLZ|Postleitzahl)(?: ist|:)? )\d{5}(?!\d)|(?<![\p{L}\d])D-\d{5}(?!\d)|(?<=(?:(?<!\p{L})(?:in|aus|nach|bei|um)|,|\d[a-z]?) )\d{5}(?= \p{Lu}\p{Ll}{2,20})/gu,
    look: (_, { after }) =>
      /^ (?:Euro|Schritt|Mensch|Leute|Mal|Jahr|Tag|Stunde|Kilo|Meter|Einwohner|Kalorien|Teilnehm|W[oö]rt|Dollar|Minuten|Gründe|Fragen|Franken)/.test(after) ? undefined : {},
  },
];

/** German, with the numbers and postcodes of Germany. */
export const german: IdentifyingPack = {
  language: 'de',
  smallWords,
  digits: { null: '0', eins: '1', zwei: '2', zwo: '2', drei: '3', vier: '4', fünf: '5', sechs: '6', sieben: '7', acht: '8', neun: '9' },
  times: { doppel: 2 },
  noughts: { hundert: '00' },
  numbering: [{ country: 'DE', inland: /^0(?:1[5-7]\d{8,9}|[2-9]\d{6,10})$/, open: /^0(?:[89]00|180)\d{4,8}$/ }],
  calling: /(?:telefon|handy|nummer|tel\.?|ruf\p{L}{0,3}|erreichbar|whats ?app|festnetz|mobil|unter)(?: (?:mich|an|unter|ist|lautet|ist die)){0,3}:? ?[(+]{0,2}$/iu,
  being: /(?<!\p{L})(?:ist|war|lautet)(?: die)?\s?$|[:=]\s?$/u,
  words: {
    name: [someone],
    phone: ['meiner Nummer', 'privat'],
    email: ['meine Adresse', 'privat'],
    handle: ['mein Name dort', 'privat'],
    link: ['meiner Seite', 'privat'],
    address: ['in einer Straße hier'],
    postcode: ['der Gegend', 'privat'],
    'id-number': ['meine Nummer', 'privat'],
    date: ['damals'],
    organisation: ['ein Ort in meiner Nähe'],
  },
  formats,
  rules: [...dates, ...addresses, ...organisations, ...names],
};
