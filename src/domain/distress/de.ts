import type { DistressWords } from './types.ts';
import { words } from './words-de.ts';

const they = '(er|sie|mann|frau|freund*|partner*|*vater|mutter|papa|mama|onkel|bruder|ex|jemand)';
const child = '(kind*|sohn|tochter|baby|kleine*|schwester|bruder)';
const violence = '(ge|ver|be)?(schlag|schlug|prugel|tritt|wurg|droh|gewaltig|missbrauch|misshandel|schuttel|stoss|folg)*';
const want = '(will|mocht|wurd|wunsch|woll|konnte)*';

export const german: DistressWords = {
  common: 'ich mich mir das und zu nicht mein meine ist aber ein eine auf hab habe hat kann wir war wenn dass sie die von bei oder wie uns',
  figures:
    '* bringt mich (noch )?um(?! den)|im [a-z]+ geschlagen|nicht mehr in [a-z]+ [a-z]+ leben|in den finger|schluss (fur|mit de[mr] ' +
    '(?!leben))*',
  turns: 'aber|doch|jetzt',
  past: 'fruher|damals|vor ([a-z\\d]+ )?jahr*|als (kind|jugend*|ich)|(19|20)\\d\\d|seit ~ jahren nicht|aufgehort|uberlebt|wollte ~ (sterb|leb|tot)*|' +
    'nicht (sterben|umbringen)|(sich|vater|mutter|bruder) ~ (umgebracht|das leben genommen)|(suizid|selbstmord) (mein|sein|ihr)*',
  ongoing: 'wieder|noch|heute|gerade|jed* (tag|nacht|abend)|gestern',
  denied: '(?<!(weis|sicher|versprechen).{0,30})(?<![a-z])(nicht|nie|kein|keine)( (daran|vor|so)){0,2} ?$',
  words,
  topics: {
    suicide: 'su[iy][zs]i[dt]*|selbst(mord|totung)*|lebensmud*|bringe mich ~ um|um(zu|ge)?br(ing|ach)*|' +
    `${want} ~ (sterben|tot sein|verschwinden|weg sein|nicht mehr da|aufgeben)|(nicht mehr|nie wieder) ~ ((weiter)?leb*|da (zu )?sein|hier sein|aufwach*)|das leben (zu )?(nehm|genomm)*|` +
    'ein ende (mach|setz)*|schluss mit (allem|mir|dem leben)|mach* ~ schluss|ohne mich ~ (besser|leicht|einfach)*|(besser|leichter) ~ ohne mich|' +
    'tot ware|ware ~ (tot|nie geboren|nicht mehr da)|kein* (sinn|ausweg|grund|zukunft|kraft|hoffnung) ~ (mehr|leben)|zur last|froh ~ weg|wozu ' +
    'leb*|den tod|' +
    'kann ~ nicht mehr(?! (?!und|weil|ich|leben)[a-z])|kann ~ nicht weiter*|halt* ~ nicht mehr aus|uberdos*|tabletten genommen|abschiedsbrief*',
    'self-harm':
      '(ge)?ritz(e|en|t)?|(mich|mir) ~ (verletz|schneid|geschnitt)*|(verletz|schneid)* mich|(mir|frau|mann) ~ (weh ?tun|antu|anzutu)*|' +
      'tu* mir ~ weh|selbstverletz*',
    abuse: `${they}( ~)? ${violence} (mich|mir|uns)|(mich|uns|wird|werde|wurde) ~ ${violence}|zwing* mich|kontrollier* m*|sperr* mich ~ ein|lasst mich nicht|` +
    'angst vor (mein|ihm|ihr)*|angst,? nach hause|(er|sie) bring* mich um|gewalt',
    'child-at-risk': `(fass|beruhr)* mich ~ an|kommt ~ (zimmer|bett)|${violence} (das|die|den|mein|ihr|sein|unser)* ([a-z]+ )?${child}|` +
    `${child} wird ~ ${violence}|(meine[mnr]|dem) ${child} ~ (an)?(zu)?tun|angst um (mein|das|die)* ${child}`,
    'harm-to-others':
      'bring* (ihn|sie|die|den|meine?n?) ~ um|(ihn|sie|jemand|andere|alle|meine)* ~ (umbring|tot|verletz)en|(jemand|ihm|ander)* ~ (weh ' +
      '?tun|antun)',
  },
};
