import type { DistressWords } from './types.ts';
import { words } from './words-en.ts';

const they = '(he|hes|she|shes|they|dad|mum|mom|father|mother|step*|uncle|brother|husband|wife|*friend|partner|ex|man|some*)';
const child = '(child*|kid*|bab*|sons?|daughter*|boys?|girls?|sister|brother)';
const violence = '(hit|beat|punch|slap|kick|chok|strangl|rap|threat|abus|hurt|harm|burn|molest|control|stalk|shak|shook|thr[eo]w|shov|grab)*';
const want = '(wan*|wish*|need*|going|gonna|plan*|ready|try*|(think|thought)* (of|about)|urge*|will|ill|could|might|tell* me) ~ ';
const whose = '(the|my|our|his|her|their) ([a-z]+ )?';
const dead = '(dead|die|dying|death|gone|born|wake*)';

export const english: DistressWords = {
  common:
    'i im the and to my it that for of you not do with but have had she they when this are just what from how did at all be after his ' +
    'her by our good there',
  figures:
    '(kill|die) ~ (plant|laugh|embarr|shame)*|suicide (squad|prevent)*|beat* me (at|in)|be here (in|on|at|until|for)|(go on|do this) (on|to|a|' +
    'the|holiday|work|*day)',
  turns: 'but|now|yet|lately|though',
  past:
    'used to|back then|(year|month)* ago|when i was|as a (child|kid|teen)*|in (19|20)\\d\\d|last year|(not|havent) ~ for|no longer|' +
    'stopped (cut|hurt|self)*|surviv*|lost my ~ to|died (by|of|from)|(his|her) suicide|scars|killed (him|her|them)sel*|took (his|her)|wanted|' +
    'planned|attempted',
  ongoing: 'again|still|today|tonight|every *|these days|last night|keep*',
  denied:
    '(?<!(cant|canot|know|sure|promise).{0,30})(?<![a-z])(not|dont|never|wont|wouldnt|didnt|no plans?|isnt)( (want|going|thinking|' +
    'about|of|to|a|any|be)){0,3} ?$',
  words,
  topics: {
    suicide:
      `s(u|iu)[aie]?[cs][iey]{1,2}d*|unaliv*|kms|overdos*|kill* (my ?self|(him|her|them)sel*)|${want}(die|be dead|disappear|be gone|vanish)|(about|of|rather|wish i|wanted) ~ ${dead}|` +
      'end* (it all|it|things|everything)(?! (with|to|at|in))|(end|tak|took)* (my|his|her) (own )?li[fv]es?|(not|do(es)?nt|never|longer|wont) ~ ' +
      '(live|exist|wake|be (here|alive|around))|sleep forever|' +
      '(better|happier|easier|cope|fine) ~ (without me|if i ~ (gone|dead|here|die*))|(no|any) (reason|point|hope) ~ (live|living|going on|carry*|' +
      'left)|what* ~ the point|nothing ~ (for me|live for)|if i ~ disappear*|' +
      '(isnt|not) worth (living|it)|(tired|sick|done) (of|with) (life|living|everything)|' +
      '(cant|ca(n n|n)ot) (go on|carry on|keep*|live like|(do|take|cope|stand|bear)( this| it| life)? any ?(more|longer))|in heaven|like giving up|' +
      '(want*|make) ~ (it|everything|this) ~ stop|' +
      'way out(?! of)|a burden|not safe (with|from) my*|have a plan and|goodbye (every|all|letter|note|forever)*|(this is ~|wrote) (goodbye|' +
      'letters)|future for my*|' +
      '(all|many|lots of|enough) (my |the )?(tablet|pill|med)*|(nobody|no ?one) ~ (miss|care|notice)*',
    'self-harm':
      'self ?-?(harm|injur)*|(hurt|harm|cut|burn|punish|hit|injur|starv|scratch)* my ?(self|arm*|leg*|wrist*)|urge* to cut|cut* (again|' +
      'last|tonight|today)|been cutting|stopped eating',
    abuse:
      `${they}( [a-z]+)?( [a-z]+)? ${violence}( *)? (at )?(me|us|my|up|to|out|her|him)|hiding from (my|him|her)|forc* *sel*|kill (me|us)|(forc|mak)* me (do|have|sex|touch|to have)|against my will|a?round my (throat|neck)|` +
      '(being|get*|been|was) (abus|beat|hit|assault|stalk)*|(abused?|raped|molested|violen*)|(wont|dont|doesnt|never) let me|lock* me|(track|check|' +
      'control)* (my|our|all)|' +
      `(afraid|scared|terrif*|frighten*) (of (him|her|what (he|she)|my ${they})|to (go|be) (at )?home)|((not|dont feel) |un)safe|want* ~ (picture|photo|nude)*`,
    'child-at-risk':
      `${they}( [a-z]+)? touch* me|come* ~ my (room|bed*)|${violence} ${whose}${child}|${child} (is|are) (being )?(${violence}|in danger|neglected|not safe)|` +
      `(scared|afraid|worried) for ${whose}(safety|${child})|no food|nothing to eat|(gone|alone) for days`,
    'harm-to-others': `${want}(kill|hurt|stab|shoot|murder|harm|attack|suffer)* (him|her|them|my(?! ?self)|some*|people|every*|others|that|the|us)(?! ?self)|(hurt|kill|harm) any*|make them ~ pay`,
  },
};
