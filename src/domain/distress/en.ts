import { near } from './plain.ts';
import type { DistressWords } from './types.ts';

const they = '(he|hes|hell|she|shes|shell|they|dad|mum|mam|mom|father|mother|step*|uncle|brother|husband|hubby|wife|*friend|bf|gf|partner|fella|coach|teacher|ex|man|some*)';
const child = '(child*|kid*|bab*|toddler*|wean*|little ones?|wee (one|man|girl|fella|lad|boy)s?|lad|sons?|daughter*|boys?|girls?|nephew|niece|sister|brother)';
const violence = '(hit|beat|punch|slap|smack|belt|batter|kick|chok|strangl|rap|threat|abus|hurt|harm|burn|molest|control|stalk|shak|shook|thr[eo]w|shov|push|spit|spat|grab|drag|pin|smash|scream|yell|humiliat|degrad|blackmail)*';
const want = '(wan*|wish*|need*|going|gonna|plan*|ready|try*|(think|thought)* (of|about)|urge*|will|ill|could|might|tell* me) ~ ';
const whose = '(the|my|our|his|her|their) ([a-z]+ )?';
const dead = '(dead|die|dying|death|gone|born|wake*)';
const life = '(life|lives?|living|alive|exist*|(be|being) here|future|tomorrow|way forward|(fight|hope|strength|energy) (in|left)*|wake|waking)';
const enough = '(no|not|nothing|isnt|arent|didnt|dont|doesnt|cant|wouldnt|stop|end*|over|finish*|tired|sick|exhausted|hate|done|pointless|worthless|meaningless|giv* up|quit*|leav* this|escape*|unbearable)';
const means = '(tablets|pills|meds|paracetamol|rope|noose|gun|exhaust|overdose)';
const place = '(bridge|train|tracks?|platform|cliff|roof|ledge|railway)';
const hurting = '(hit|kill|hurt|harm|stab|shoot|murder|attack|strangle|smother|poison|batter)';

const me = '(i|im|id|ill|ive|me|myself)';

export const english: DistressWords = {
  common:
    'i im the and to my it that for of you not do with but have had she they when this are just what from how did at all be after his ' +
    'her by our good there',
  figures:
    '(kill|die) ~ (plant|laugh|embarr|shame)*|dying (to|for) (a )?[a-z]+|overdos* (of|on) (chocolate|sugar|cake|tv|telly|christmas|coffee)|kil*ing it|(hand|finger|tongue) (on|in|with) (the|my|a) [a-z]+|in stitches|(dead|deadly) (tired|bored|on|right|quiet|funny|easy)|to death|(his|her|my|their) arms (a?round|up)|(like|thought) (im|i was|i am) dying|end of life (nurse|care|doula)*|(hair|nails) cut|cut my (hair|nails|grass)|could murder a|blood (test|pressure|sugar|result)s?|' +
    'suicide (squad|prevent)*|beat* me (at|in)|be here (in|on|at|until|for)|(go on|do this) (on|to|a|' +
    'the|holiday|work|*day)',
  turns: 'but|now|yet|lately|though',
  past:
    'used to|back then|(year|month)* ago|when i was|as a (child|kid|teen)*|in (19|20)\\d\\d|last year|(not|havent) ~ for|no longer|' +
    'stopped (cut|hurt|self)*|(year|month)s (clean|free)|(clean|free) (for|since|of)|since (19|20)|scars ~ old|grew up|(left|escaped) (him|her) (in|when|after)|first (husband|wife|marriage)|surviv*|lost my ~ to|died (by|of|from)|(his|her) suicide|scars|killed (him|her|them)sel*|took (his|her)|wanted|' +
    'planned to|attempted',
  ongoing: 'again|still|today|tonight|every *|these days|last night|keep*',
  denied:
    '(?<!(cant|canot|know|sure|promise).{0,30})(?<![a-z])(not|dont|never|wont|wouldnt|didnt|no plans?|isnt)( (want|going|thinking|' +
    'about|of|to|a|any|be)){0,3} ?$',
  topics: {
    suicide:
      `s(u|iu)[aie]?[cs][iey]{1,2}d*|unaliv*|kms|overdos*|kill* (my ?self|(him|her|them)sel*)|${want}(die|be dead|disappear|be gone|vanish|fade|cease|be nothing)|(about|of|rather|wish i|wanted|pray*|hope*|what if) ~ ${dead}|` +
      'end* (it all|it|things|everything|me)(?! (with|to|at|in))|(end|tak|took)* (my|his|her) (own )?li[fv]es?|(do(es)?nt|longer|wont) ~ (be (here|alive|around))|' +
      '(better|happier|easier|cope|fine|favour) ~ (without me|if i)|any (reason|point|hope)|no (reason|hope)|(what*|see) ~ the point|no point (in|to)? ?(carry|going|liv|try|any|me|it)*|no point(?=,? ?$)|nothing ~ (for me|live for|left|matter*)|' +
      '(isnt|not) worth (living|it)|(tired|sick|done) (of|with) everything|' +
      '(cant|ca(n n|n)ot) (go on|carry on|keep*|live like|(do|take|cope|stand|bear)( this| it| life)? any ?(more|longer))|dont ~ do this any ?(more|longer)|in heaven|like giving up|' +
      '(want*|make) ~ (it|everything|this) ~ stop|way out(?! of)|a burden|not safe (with|from) my*|have a plan and|goodbye (every|all|letter|note|forever)*|this is ~ goodbye|' +
      `(all|many|lots of|enough|much) ~ (tablet|pill|paracetamol|meds|insulin)*|(nobody|no ?one|would they|wouldnt) ~ (miss|care|notice|cry)*|${near(enough, life)}|` +
      `had enough(?=,? ?(i*|tbh|now|of (it|this|everything|being|life)( tbh| now)?)?$)|${near(means, '(count|lin|sav|stash|hoard|stockpil|collect|bought|hid|ready|drawer|got|have|googled)*')}|` +
      `(stand|stood|sit|sat|star|edge|jump|think|thought|imagin|step)* ~ ${place}|jump* (off|in front|from)|(hang|top|off|end|drown|shoot|do) my ?sel(f|ves)|(throw|chuck|fling)* my ?self|hit by a|` +
      '(keep|kept|stop)* me (here|alive|from)|(nearly|almost|close to) (did|done|doing|jump|end)*|(plan|decid|read|tonight|friday|weekend|ways? to|how (id|i would|i will|best)|when i)* ~ (do|end) it|planned it|looking up ways|' +
      '(be|join|see) ~ (again in|in heaven|up there|other side)|im coming (mum|dad|mam|home|baby)|my (own )?(funeral|death|grave|goodbyes|last (post|message|night|day))|should ~ been me|' +
      '(not sure|doubt|dont|cant|wont|never) ~ (be (here|around|alive)|making? it|last (long|much)|see (my|next|another|mysel*)) ~|call it (a day|quits)|' +
      'if i ~ disappear*|(writ|wrot)* (the |my |all my |goodbye |a )?(letters|note|will)|giv* (away )?(all )?my (stuff|things|possessions|belongings)|(im|am) (so |just |really |fully )?done(?=,? ?(i*|now|tbh)?$)|' +
      'better off (dead|if|when|with)|cant (do|take|face|see) (another|one more|tomorrow|more)|im checking out|(no ?one|nobody) ~ (for me|(stay|live) for)|(nothing|anything) to (stay|get up|hold)|' +
      'waste of (space|air|oxygen)|' + `${near(me, '(dead|dying|gone|death|grave|disappear*|vanish*)')}|death (would|is|seems|feels)|` +
      '(stand*|stood|sit|sat|walk*|look*|think*|wonder*) ~ (edge|quay|pier|cliff|river|weir|water|bridge)|(wake|woke|waking) ~ (disappoint|sorry|wish|angry|dread|gutted)*|(with|without) me (not|in it|here|around)|me not (in|being|here)|' +
      '(affairs|papers|will|insurance) ~ (order|sort|arrang|settl|pay)*|be done( with it)?(?= ?$)|just do it|over with|be my last|(if|only) ~ (wasnt|werent|not) for (my|the|him|her)|nothing (here |left )?for me|(strangely|finally|weirdly) calm|(sleep|rest) (forever|and)|finally ~ at peace|(live|die|wake up) or (die|not|live)|(dark*|intrusive) thoughts|thoughts ~ (end|dark|die|death|scar)*|(end|escape) the pain|hopeless*|(world|life) ~ (without me|not for me)',
    'self-harm':
      `self ?-?(harm|injur)*|(hurt|harm|cut|burn|punish|hit|injur|starv|scratch)* my ?(self|arm*|leg*|wrist*)|urge* to cut|cut* (again|` +
      `last|tonight|today)|been cutting|stopped eating|(cut|burn|hit|bang|punch|scratch|slic|carv|bit|pick)* ~ (my|his|her) (arm|leg|thigh|wrist|skin|head|face|stomach)*|(head|fist)s? (off|against|on|into) (the|a) wall|` +
      `(blade|razor|lighter|cutting) ~ (calm|relie|help|only|skin|arm|again)*|blade*|razor*|(long|pull* down|roll* down) ~ sleeves|punch* ~ (wall|door)|knuckles|wrists|till? ~ (blood|bleed)*|sh ?(d|ing)|steri ?strips|(mak|made)* my ?self (sick|bleed|throw)|purg*|starv* my*|(used to|started) cut*|(my|the) scars`,
    abuse:
      `${they}( [a-z]+)?( [a-z]+)? ${violence}( *)? (at )?(me|us|my|up|to|out|her|him)|${they} ~ (hit|slap|punch|beat|chok|kick|shov|push|threat|forc|rap|grab|threw|throw|smash|belt)* ~ (me|my (head|face|arm|hair|neck|throat|phone)|himself|herself|us)|hiding from (my|him|her)|forc* *sel*|kill (me|us)|(forc|mak)* me (do|have|sex|touch|to have)|against my will|a?round my (throat|neck)|` +
      '(being|get*|been|was) (abus|beat|hit|assault|stalk)*|(abused?|raped|molested|violen*)|(wont|dont|doesnt|never) let me|lock* me|(track|check|' +
      'control)* (my|our|all)|' +
      `(afraid|scared|terrif*|frighten*) (of (him|her|what (he|she)|my ${they})|to (go|be) (at )?home)|((not|dont feel) |un)safe|(want|ask|send)* ~ (picture|pic|photo|nude)s?|` +
      `${they} (gets? |got |turns? |is |been )?(so |really |very )?(physical|violent|aggressive|nasty|rough|handsy|jealous)|${they} follow* me|${they} ~ (check|track|read|goes through|keep|kept|take|took|control|smash|hid)* ~ (my|our) (phone|money|wages|card|bank|passport|key|car|message|account|benefit)*|` +
      '(im|am) (not|never) (allowed|let)|have to ask (him|her|my)|kick* off|(go|goe|went|going)s? (mental|mad|ballistic|nuts|off on one|for me)|fists|(run|escap|flee|get away|hide|protect)* ~ from (him|her|them|my)|(not|isnt|arent) let (out|see|go|have|near)|(nobody|no ?one) ~ believe me|nowhere (else )?to go|trapped|eggshells|(hand|fist)s? ~ (throat|neck|mouth)|(mak|made|forc|pressur|guilt)* me ~ (bed|sex|touch|things|drink|stay|him)|' +
      `(if|when) i (leave|left|tell|say no|dont) ~ (he|she|hell|shell|kill)|pay for it|hid* (in ~ (bathroom|toilet|car)|from (him|her|them))|outside (the|my) door|(call|tell)* (me|im) ~ (worthless|stupid|slut|names|useless|fat|mad|crazy)|` +
      `black eye|bruis* (on|from|where|again)|throw* ~ at me|(scared|afraid|frighten*|terrif*|dread*|petrif*) ~ (him|her|he|she|home|${they}|come* in|mood|temper|footstep*|key)|into my (room|bed)|what mood|(chair|lock|barricad)* ~ (against|my|the) door|(flinch|freeze|duck)*|(lift|rais)* (his|her|a) hand*|a (hiding|beating|slap)|my own (money|phone)`,
    'child-at-risk':
      `${they}( [a-z]+)? touch* me|come* ~ my (room|bed*)|${violence} ${whose}${child}|${child} (is|are) (being )?(${violence}|in danger|neglected|not safe)|` +
      `(scared|afraid|worried) for ${whose}(safety|${child})|no food|nothing to eat|(gone|alone) for days|` +
      `${near(child, '(bruis|burn|slap|shak|starv|hungry|filth|neglect|unsafe|flinch|lock|terrified|alone (for|all|at|over)|next door ~ scream|on their own|left)*')}|` +
      `(shak|smother)* ~ ${child}|(scared|afraid|might|gonna|going to) ~ (hurt|hit|snap|lose it|drop) ~ ${child}|leav* ~ ${child} alone|into my room|(touch|grop|fiddl)* (with )?(me|her|him|${child}) (there|when|at night|under|in my)|our (little )?secret|(his|her) lap|feels? ~ wrong|(im|i am) 1[0-7] ~ (man|older|online|meet|flat|pic|bed|secret|touch)*|(not|dont) tell anyone|(goe|go|gone|out|left|leav)s? ~ (for days|all night|all weekend|overnight) ~ |(said|says|told me) ~ (dont|not to) tell`,
    'harm-to-others': `${want}(kill|hurt|stab|shoot|murder|harm|attack|suffer)* (him|her|them|my(?! ?self)|some*|people|every*|others|that|the|us)(?! ?self)|(hurt|kill|harm) any*|mak* (them|him|her) ~ (pay|suffer|sorry)|pillow over|swing for|(shot)?gun|rifle|stab*|sorry when|thoughts of (hurt|kill|harm)*|(knife|gun|petrol|bat|matches|car) ~ (work|school|house|into (him|her|them|people|a crowd))|driv* ~ into (him|her|them)|(knife|gun|hammer|bat) ~ (him|her|them)|show them all|voices ~ (hurt|kill|tell|say|harm)*|revenge|` +
      `what i (might|could|may) do|(if|before|when) i snap|burn ~ down|(imagin|pictur|fantas|dream|feel like|urge|swear|gonna|going to|want|plan|think|could|ill|scared)* ~ ${hurting}* ~ (him|her|them|my (mum|dad|husband|wife|mother|father|brother|sister|boss|ex|kids?|baby)|everyone|people|someone)|deserv* to (die|suffer|pay)`,
  },
};
