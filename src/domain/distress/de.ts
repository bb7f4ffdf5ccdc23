import { near } from './plain.ts';
import type { DistressWords } from './types.ts';

const they = '(er|sie|mann|frau|freund*|partner*|*vater|mutter|mama|papa|opa|onkel|bruder|trainer|nachbar*|lehrer*|chef*|ex|jemand)';
const child = '(kind*|sohn*|tochter|baby*|saugling|kleine*|jung*|madchen|enkel*|nefe*|nichte|schwester|bruder|geschwister)';
const violence = '(ge|ver|be|zu)?(schlag|schlug|schlagt|hau|prugel|prugelt|tritt|tret|wurg|droh|gewaltig|missbrauch|misshandel|schuttel|stoss|schubs|bespuck|spuck|folg|stalk|zerr|erpress|*gestos)*';
const want = '(will|mocht|wurd|wunsch|woll|konnte)*';

const satt = '(nicht mehr|genug|satt|leid|hass*|abgeschlossen|vorbei|sinnlos|kein* (sinn|zweck|wert|freude)|nichts|beend*|aufgeb*|aufgegeben|hinschmeissen|wegwerfen|entkommen|unertraglich|mude|ende)';

export const german: DistressWords = {
  common: 'ich mich mir das und zu nicht mein meine ist aber ein eine auf hab habe hat kann wir war wenn dass sie die von bei oder wie uns',
  figures:
    '* bringt mich (noch )?um(?! den)|geschnitten,? beim|beim (kochen|rasieren|basteln) ~ geschnitten|mehr vor lachen|im [a-z]+ geschlagen|nicht mehr in [a-z]+ [a-z]+ leben|in den finger|schluss (fur|mit de[mr] ' +
    '(?!leben))*',
  turns: 'aber|doch|jetzt|heute',
  past: 'fruher|damals|vor ([a-z\\d]+ )?jahr*|als (kind|jugend*|ich)|(19|20)\\d\\d|seit ~ jahren nicht|aufgehort|uberlebt|jahrelang|exmann|seit ~ (frei|clean)|wollte ~ (sterb|leb|tot)*|' +
    'nicht (sterben|umbringen)|(sich|vater|mutter|bruder) ~ (umgebracht|das leben genommen)|(suizid|selbstmord) (mein|sein|ihr)*',
  ongoing: 'wieder|noch|heute|gerade|jed* (tag|nacht|abend)|gestern',
  denied: '(?<!(weis|sicher|versprechen).{0,30})(?<![a-z])(nicht|nie|kein|keine)( (daran|vor|so)){0,2} ?$',
  topics: {
    suicide: 'su[iy][zs]i[dt]*|selbst(mord|totung)*|lebensmud*|bringe mich ~ um|um(zu|ge)?br(ing|ach)*|' +
    `${want} ~ (sterben|tot sein|verschwinden|weg sein|nicht mehr da|aufgeben)|(nicht mehr|nie wieder) ~ ((weiter)?leb*|da (zu )?sein|hier sein|aufwach*)|das leben (zu )?(nehm|genomm)*|` +
    'ein ende (mach|setz)*|schluss mit (allem|mir|dem leben)|mach* ~ schluss|ohne mich ~ (besser|leicht|einfach)*|(besser|leichter) ~ ohne mich|' +
    `(keine?n?|null) (bock|lust|kraft) ~ (leb|mehr)*|(mag|mocht*|will|kann|muss) (einfach )?(nicht|nimmer|nimma|ned) (mehr )?(leb|sein|da sein|aufwach|existier)*|nimmer leb*|${near(satt, '((mein|das|dieses|dem|diesem|vom|am) leben|existier*|weiterleb*|weitermach*|weiterzu*|zukunft)')}|hab* genug( von allem)?(?= ?$)|genug von (allem|dem leben)|(will|kann|mag) (einfach |auch |echt )?nich(t)?( mehr)?(?= ?$)|fur immer (weg|geh)*|besser,? ~ wenn ich (geh|weg|nicht)*|hoffnungslos*|(mich|ich) ~ nicht (gab|gabe|mehr gab|mehr gabe)|alles geregelt|versicherung|sackgasse|ware ~ (tot|weg)|bin ~ lieber tot|(morgen|fruh) ~ nicht mehr|(tod|sterben) ~ (ware|erlosung|wunsch|sehn|angst nicht)*|nichts mehr (hier|fur mich)|aufwach* ~ (enttauscht|leider|muss)*|letzte* mal|zum letzten mal|ruhe haben|` +
    '(steh|stand|denk|dacht)* ~ (gleis*|brucke*|bahnsteig|hochhaus|schienen|klippe)|(spring|sprung)* ~ (zug|brucke|fenster|dach|hochhaus)|gegen (den|einen) (baum|bruckenpfeiler)|ein schritt und|vor (den|einen|nen) (zug|lkw|bus)|' +
    `${near('(tabletten|pillen|schlafmittel|medikamente|strick|seil)', '((zusammen|auf)?(ge)?(spar|sammel|hort|kauf)|bereit|zahl|lieg|versteck|schluck|alle)*')}|` +
    'mich (halt|hielt|haelt) ~ nichts|(halt|hielt)* mich ~ (nichts|am leben|hier)|(weiss|glaub*) nicht,? ~ (noch (da|leb|hier)|mehr (da|leb|hier)|erleb)*|(erleb|schaff|seh)* ~ (ostern|weihnachten|geburtstag|jahr|woche|fruhling|sommer|winter)* nicht|' +
    'wenn ich ~ nicht mehr (da|hier|bin)|bald nicht mehr (da|hier)|wozu (noch|das alles|ich|weiter|leb*)|(kein|ohne|was ~)* (sinn|zweck|ausweg|hoffnung|zukunft|perspektive)( mehr)?|(dass|damit) (es|alles|das) ~ (aufhor|vorbei|ende)*|(einfach|fur immer|nur noch) ~ (einschlaf|verschwind|weg sein)*|' +
    '(keiner|niemand) ~ (vermiss|fehl)*|(briefe|testament) ~ geschrieben|verabschied* mich ~ (alle|euch|immer)*|fur immer ruhe|(fast|beinahe|kurz davor) ~ (gesprungen|getan|gemacht|zu springen)|stort niemand|' +
    'letzte* (nacht|nachricht|beitrag|post|tag) (hier|von mir|meines)|zu (papa|mama|ihm|ihr|oma|opa) (in den|nach oben|gehen)|komme zu dir|(verschenk|vererb)* ~ (sachen|alles)|' +
    'tot ware|ware ~ (tot|nie geboren|nicht mehr da)|kein* (sinn|ausweg|grund|zukunft|kraft|hoffnung) ~ (mehr|leben)|zur last|froh ~ weg|wozu ' +
    'leb*|den tod|' +
    'kann ~ nicht mehr(?! (?!und|weil|ich|leben)[a-z])|kann ~ nicht weiter*|halt* ~ nicht mehr aus|uberdos*|tabletten genommen|abschiedsbrief*',
    'self-harm':
      '(ge)?ritz(e|en|t)?|(mich|mir) ~ (verletz|schneid|geschnitt)*|(verletz|schneid)* mich|(mir|frau|mann) ~ (weh ?tun|antu|anzutu)*|' +
      'tu* mir ~ weh|selbstverletz*|sv[vg]|(rasier)?klinge*|(lange*|armel) ~ (unten|verdeck|versteck)*|(verbren|verbruh|aufkratz)* ~ (arm|bein|schenkel|haut)*|(mir|mich) ~ (rasier)?klinge|(schneid|ritz)* ~ mir|(schneid|schnitt)* ~ (die |den )?(arm|bein|schenkel|haut)*|' +
      '(klinge|rasierklinge) ~ (arm|haut|schenkel|ruhig|druck|hilf|wieder|brauch)*|kopf ~ (wand|mauer)|bis ~ blut*|(absichtlich|extra) ~ (erbrech|kotz|hunger)*|finger in den hals',
    abuse: `${they}( ~)? ${violence} (mich|mir|uns)|(mich|uns|wird|werde|wurde) ~ ${violence}|zwing* mich|kontrollier* m*|sperr* mich ~ ein|lasst mich ~ (nicht|kein)*|(treppe|boden|wand) ~ (gestos|geworf|geschub)*|${they} ~ (schlagt|schlug|rastet|flippt|dreht) ~ (zu|aus|durch)|wieder (ausrastet|zuschlagt)|faust*|nirgends hin|nirgendwo hin|(glaubt|glauben) mir ~ (keiner|niemand)|(keiner|niemand) ~ glaubt|ausgeliefert|${they} (ist |wird |wurde )?~ (handgreiflich|gewaltatig|aggressiv|brutal)|` +
    '(kontrollier|durchsuch|lies|nimm|versteck)* ~ mein* (handy|nachrichten|konto|karte|geld|pass|schlussel)|darf (ich )?(nicht|niemand*|keine*) ~ (raus|treff|freund)*|muss (ihn|sie) ~ fragen|' +
    'wenn ich (geh|ihn verlas|mich trenn)*,? ~ (findet|bringt|nimmt)|(hand|hande) ~ (hals|kehle)|(angst|schiss) ~ (heim|nach haus|wenn er)*|gegen meinen willen|versteck* mich|' +
    '(wirft|schmeis|schmis)* ~ nach mir|blaue (flecken|auge)*|beschimpf* mich|(kommt|kam) ~ mein* (zimmer|bett)|' +
    'angst vor (mein|ihm|ihr)*|angst,? nach hause|(er|sie) bring* mich um|gewalt',
    'child-at-risk': `(fass|beruhr)* mich ~ an|kommt ~ (zimmer|bett)|${violence} (das|die|den|mein|ihr|sein|unser)* ([a-z]+ )?${child}|` +
    `${child} (wird|werden) ~ ${violence}|*kind (wird|geschlagen)|(meine[mnr]|dem) ${child} ~ (an)?(zu)?tun|angst um (mein|das|die)* ${child}|${child} ~ (blaue fleck|schrei|hunger|schmutz|verwahrlos|dreck|schlag|allein)*|(lasst|lass|lies) ~ ${child} ~ allein*|(angst|konnte|werde|kurz davor) ~ ${child} ~ (schuttel|schlag|wehtu)*|` +
      '(fass|tatsch)* (mich|sie|ihn) ~ an|(wil|schick|verlang)* ~ nackt*',
    'harm-to-others':
      '(male|stell|traum)* ~ (abstech|erwurg|umbring|schlag|tot)*|(abstech|erstech|erschiess|umleg)*|amok*|(stimmen|stimme) ~ (sag|befehl|soll|tot)*|(erwurg|erstech|erschlag|erschies|abstech|totschlag)en|(kissen|messer|waffe|benzin) ~ (gesicht|schule|arbeit|ihn|sie|ihm|rein*|stech*)|(ihm|ihr|ihn|sie) ~ (messer|ramm*|stech*|um*bring*)|rache|angst ~ was ich ~ (tu|mach|antu)*|' +
      'bring* (ihn|sie|die|den|meine?n?) ~ um|(ihn|sie|jemand|andere|alle|meine)* ~ (umbring|tot|verletz)en|(jemand|ihm|ander)* ~ (weh ' +
      '?tun|antun)',
  },
};
