import type { DistressWords } from './types.ts';

const they = '(he|hes|she|shes|they|dad|mum|mom|father|mother|step*|uncle|brother|husband|wife|*friend|partner|ex|m[ae]n|some*|teacher|coach)';
const child = '(child*|kid*|bab*|sons?|daughter*|boys?|girls?|sister|brother)';
const violence = '(hit|beat|punch|slap|kick|chok|strangl|rap|threat|abus|hurt|harm|burn|molest|control|stalk|shak|shook)*';
const want = '(wan*|wish*|need*|going|gonna|plan*|ready|try*|think* (of|about)|thought* (of|about)|urge*|will|ill|about|tell* me) ((to|2) )?';
const whose = '(the|my|our|his|her|their) ([a-z]+ )?';
const fear = '(afraid|scared|frighten*|terrif*|worried)';

export const english: DistressWords = {
  common: 'i im the and to of my it that she you not do dont have had be for with but they this are all just when what if his her we because from were there then who can will would like how at did us me am by good',
  figures: '(kill|die) ~ (plant|time|laugh|embarr|shame)*|suicide (squad|prevent|aware)*|beat* me (at|in)|be here (in|on|at|until|for)|' +
      '(go on|do this) (on|to|a|the|holiday|work|*day)',
  turns: 'but|now|yet|lately|though',
  past: 'used to|back then|(year|month|decade)* ago|when i was|as a (child|kid|teen*|girl|boy)|in (19|20)\\d\\d|last year|at the time|' +
      'not ~ for ~ years|havent ~ for|no longer|stopped (cut|hurt|harm|self)*|surviv*|lost my ~ to|died (by|of|from)|' +
      '(his|her) suicide|scars|killed (him|her|them)sel*|wanted|planned|attempted',
  ongoing: 'again|still|today|tonight|every *|these days|last night|keep*',
  denied: '(?<!(cant|canot|know|sure|promise).{0,30})(?<![a-z])(not|dont|never|wont|wouldnt|didnt|no plans?|isnt)( (want|going|planing|thinking|about|of|to|a|any|even|be)){0,3} ?$',
  topics: {
    suicide: 's(u|iu)[aie]?[cs][iey]{1,2}d*|unaliv*|kms|kill* (my ?self|(him|her|them)sel*)|overdos*|' +
      `${want}(die|be dead|disappear|be gone|vanish|end it)|wanted ~ (die|dead|end it)|` +
      '(end|tak|took)* (it all|(my|his|her)( own)? (life|lives))|' +
      '(not|dont|never|longer) (wan*|wish) ((to|2) )?(live|exist|wake|be (here|alive|around))|wish i ~ (dead|gone|born|wake)|(never|not) wake up|' +
      '(better off|happier|easier) ~ (without me|if i ~ (gone|dead|here|die*))|without me ~ better|' +
      '(no|any) (reason|point) ~ (live|living|going on)|nothing ~ live for|(isnt|not) worth living|' +
      '(tired|sick|done) (of|with) (life|living|being alive)|' +
      '(cant|can not|cannot) (go on|carry on|keep going|live like|(do|take|cope|stand|bear)( this| it| life| with it)? any ?(more|longer))|' +
      '(see|no|only) ~ way out|a burden|not safe (with|from) my*|have a plan and|goodbye (letter|note|forever)*|this is ~ goodbye|' +
      'time you read this|future for my*|(took|taken|swallowed) (all|too many|lots) ~ (tablet|pill|med)*|' +
      '(nobody|noone|no one) (would|will) ~ (miss|care)|(dont know|not sure) if i ~ live',
    'self-harm': 'self ?-?(harm|injur)*|(hurt|harm|cut|burn|punish|hit|injur|starv)* my ?self|urge* to cut|cut* (again|last|tonight|today)|' +
      'stopped eating',
    abuse: `${they}( [a-z]+)?( [a-z]+)? ${violence} (me|us|up|to)|(will|going to|gonna|wants to|ill|hell) kill (me|us)|forc* me|against my will|` +
      '(being|getting|get|been|was) (abus|beat|hit|rap|molest|assault)*|(abused?|raped|molested|violence)|' +
      '(wont|dont|doesnt|never) let me|lock* me (in|up|out)|(tracks|checks) my|' +
      `${fear} (of (him|her|what (he|she|they)|my ${they})|to (go|be) (at )?home)|(not |un)safe (at|in my|with (him|her|them))|` +
      'wants? ~ (picture|photo|nude)*',
    'child-at-risk': `${they}( [a-z]+)? touch* me|come* (in|into|to) my (room|bed)|${violence} ${whose}${child}|` +
      `${child} (is|are) (being )?(${violence}|in danger|neglected|not safe)|${fear} for ${whose}(safety|${child})|no food at|gone for days`,
    'harm-to-others': `${want}(kill|hurt|stab|shoot|murder|harm|attack)* (him|her|them|my(?! ?self)|some*|people|every*|others|that|the|us)(?! ?self)|` +
      '(hurt|kill|harm) any*|make them ~ pay',
  },
};
