import { near } from './plain.ts';
import type { DistressWords } from './types.ts';

const they = '(he|hes|hell|she|shes|shell|they|dad|mum|mam|mom|father|mother|step*|uncle|brother|husband|hubby|wife|*friend|bf|gf|partner|fella|coach|teacher|ex|man|some*)';
const child = '(child*|kid*|bab*|toddler*|wean*|little ones?|wee (one|man|girl)s?|sons?|daughter*|boys?|girls?|nephew|niece|sister|brother)';
const violence = '(hit|beat|punch|slap|smack|belt|batter|kick|chok|strangl|rap|threat|abus|hurt|harm|burn|molest|control|stalk|shak|shook|thr[eo]w|shov|push|spit|spat|grab|drag|pin|smash|scream|yell)*';
const want = '(wan*|wish*|need*|going|gonna|plan*|ready|try*|(think|thought)* (of|about)|urge*|will|ill|could|might|tell* me) ~ ';
const whose = '(the|my|our|his|her|their) ([a-z]+ )?';
const dead = '(dead|die|dying|death|gone|born|wake*)';
const life = '(life|living|alive|exist*|(be|being) here|future)';
const enough = '(no|dont|cant|stop|end*|over|finish*|tired|sick|exhausted|hate|done|pointless|worthless|meaningless|giv* up|quit*|leav* this|escape*|unbearable)';
const means = '(tablets|pills|meds|paracetamol|rope|noose|gun|exhaust|overdose)';
const place = '(bridge|train|tracks?|platform|cliff|roof|ledge|railway)';
const hurting = '(hit|kill|hurt|harm|stab|shoot|murder|attack|strangle|smother|poison|batter)';

export const english: DistressWords = {
  common:
    'i im the and to my it that for of you not do with but have had she they when this are just what from how did at all be after his ' +
    'her by our good there',
  figures:
    '(kill|die) ~ (plant|laugh|embarr|shame)*|dying (to|for) (a )?[a-z]+|overdos* (of|on) (chocolate|sugar|cake|tv|telly|christmas|coffee)|kil*ing it|(hand|finger|tongue) (on|in|with) (the|my|a) [a-z]+|in stitches|end of life (nurse|care|doula)*|(hair|nails) cut|cut my (hair|nails|grass)|could murder a|blood (test|pressure|sugar|result)s?|' +
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
      `s(u|iu)[aie]?[cs][iey]{1,2}d*|unaliv*|kms|overdos*|kill* (my ?self|(him|her|them)sel*)|${want}(die|be dead|disappear|be gone|vanish)|(about|of|rather|wish i|wanted) ~ ${dead}|` +
      'end* (it all|it|things|everything)(?! (with|to|at|in))|(end|tak|took)* (my|his|her) (own )?li[fv]es?|(not|do(es)?nt|never|longer|wont) ~ ' +
      '(live|exist*|wake|be (here|alive|around))|sleep forever|' +
      '(better|happier|easier|cope|fine) ~ (without me|if i ~ (gone|dead|here|die*))|(no|any) (reason|point|hope) ~ (live|living|going on|carry*|' +
      'left)|what* ~ the point|nothing ~ (for me|live for)|if i ~ disappear*|' +
      '(isnt|not) worth (living|it)|(tired|sick|done) (of|with) (life|living|everything)|' +
      '(cant|ca(n n|n)ot) (go on|carry on|keep*|live like|(do|take|cope|stand|bear)( this| it| life)? any ?(more|longer))|dont ~ do this any ?(more|longer)|in heaven|like giving up|' +
      '(want*|make) ~ (it|everything|this) ~ stop|' +
      'way out(?! of)|a burden|not safe (with|from) my*|have a plan and|goodbye (every|all|letter|note|forever)*|(this is ~|wrote) (goodbye|' +
      'letters)|future for my*|' +
      `(all|many|lots of|enough) (my |the )?(tablet|pill|med)*|(nobody|no ?one) ~ (miss|care|notice|cry)*|${near(enough, life)}|` +
      `had enough(?=,? ?(i*|tbh|now|of (it|this|everything|being|life)( tbh| now)?)?$)|${near(means, '(count|lin|sav|stash|hoard|stockpil|collect|bought|hid|ready|drawer)*')}|` +
      `(stand|stood|sit|sat|star|edge|jump|think|thought|imagin|step)* ~ ${place}|jump* (off|in front|from)|(hang|top|off|end|drown|shoot|do) my ?sel(f|ves)|hit by a|` +
      '(keep|kept|stop)* me (here|alive|from)|(nearly|almost|close to) (did|done|doing|jump|end)*|(plan|decid|read|tonight|friday|weekend|ways? to|how (id|i would|i will|best)|when i)* ~ (do|end) it|planned it|looking up ways|' +
      '(be|join|see) ~ (again in|in heaven|up there|other side)|im coming (mum|dad|mam|home|baby)|my (own )?(funeral|death|grave|goodbyes|last (post|message|night|day))|should ~ been me|' +
      '(not sure|doubt|dont|cant|wont|never) ~ (be (here|around|alive)|making? it|last (long|much)|see (my|next|another|mysel*)) ~|' +
      '(writ|wrot)* (the|my|all my|goodbye|a) (letters|note|will)|giv* (away )?(all )?my (stuff|things|possessions|belongings)|(im|am) (so |just |really |fully )?done(?=,? ?(i*|now|tbh)?$)|' +
      '(better|happier|easier) ~ if i|would they ~ (miss|notice|care)|better off (dead|if|when|with)|cant (do|take|face|see) (another|one more|tomorrow|more)|im checking out|(nothing|no ?one|nobody) (left )?(for me|to (stay|live|get up|hold))|' +
      '(waste of space|in the way|dead weight)|(sleep|rest) (forever|and)|finally ~ at peace|(live|die|wake up) or (die|not|live)|dark* thoughts|thoughts ~ (end|dark|die|death|scar)*|(stop|end) the pain',
    'self-harm':
      `self ?-?(harm|injur)*|(hurt|harm|cut|burn|punish|hit|injur|starv|scratch)* my ?(self|arm*|leg*|wrist*)|urge* to cut|cut* (again|` +
      `last|tonight|today)|been cutting|stopped eating|(cut|burn|hit|bang|punch|scratch|slic|carv|bit|pick)* ~ (my|his|her) (arm|leg|thigh|wrist|skin|head|face|stomach)*|(head|fist)s? (off|against|on|into) (the|a) wall|` +
      `(blade|razor|lighter|cutting) ~ (calm|relie|help|only|skin|arm|again)*|till? ~ (blood|bleed)*|sh ?(d|ing)|steri ?strips|(mak|made)* my ?self (sick|bleed|throw)|purg*|starv* my*|(used to|started) cut*|(my|the) scars`,
    abuse:
      `${they}( [a-z]+)?( [a-z]+)? ${violence}( *)? (at )?(me|us|my|up|to|out|her|him)|hiding from (my|him|her)|forc* *sel*|kill (me|us)|(forc|mak)* me (do|have|sex|touch|to have)|against my will|a?round my (throat|neck)|` +
      '(being|get*|been|was) (abus|beat|hit|assault|stalk)*|(abused?|raped|molested|violen*)|(wont|dont|doesnt|never) let me|lock* me|(track|check|' +
      'control)* (my|our|all)|' +
      `(afraid|scared|terrif*|frighten*) (of (him|her|what (he|she)|my ${they})|to (go|be) (at )?home)|((not|dont feel) |un)safe|(want|ask|send)* ~ (picture|pic|photo|nude)s?|` +
      `${they} (gets? |got |turns? |is |been )?(so |really |very )?(physical|violent|aggressive|nasty|rough|handsy|jealous)|${they} follow* me|${they} ~ (check|track|read|goes through|keep|kept|take|took|control|smash|hid)* ~ (my|our) (phone|money|wages|card|bank|passport|key|car|message|account|benefit)*|` +
      '(im|am) (not|never) (allowed|let)|have to ask (him|her|my)|kick* off|eggshells|(hand|fist)s? ~ (throat|neck|mouth)|(mak|made|forc|pressur|guilt)* me ~ (bed|sex|touch|things|drink|stay|him)|' +
      `(if|when) i (leave|left|tell|say no|dont) ~ (he|she|hell|shell|kill)|pay for it|hid* (in ~ (bathroom|toilet|car)|from (him|her|them))|outside (the|my) door|(call|tell)* (me|im) ~ (worthless|stupid|slut|names|useless|fat|mad|crazy)|` +
      `black eye|bruis* (on|from|where|again)|throw* ~ at me|(scared|afraid|frighten*|terrif*|dread*|petrif*) ~ (him|her|he|she|home|${they}|come* in|mood|temper|footstep*|key)|into my (room|bed)|what mood`,
    'child-at-risk':
      `${they}( [a-z]+)? touch* me|come* ~ my (room|bed*)|${violence} ${whose}${child}|${child} (is|are) (being )?(${violence}|in danger|neglected|not safe)|` +
      `(scared|afraid|worried) for ${whose}(safety|${child})|no food|nothing to eat|(gone|alone) for days|` +
      `${near(child, '(bruis|starv|hungry|filth|neglect|unsafe|flinch|lock|terrified|alone (for|all|at|over)|next door ~ scream|on their own|left)*')}|` +
      `(shak|smother)* ~ ${child}|(scared|afraid|might|gonna|going to) ~ (hurt|hit|snap|lose it|drop) ~ ${child}|leav* ~ ${child} alone|into my room|(touch|grop|fiddl)* (with )?(me|her|him|${child}) (there|when|at night|under|in my)|our (little )?secret|(said|says|told me) ~ (dont|not to) tell`,
    'harm-to-others': `${want}(kill|hurt|stab|shoot|murder|harm|attack|suffer)* (him|her|them|my(?! ?self)|some*|people|every*|others|that|the|us)(?! ?self)|(hurt|kill|harm) any*|mak* (them|him|her) ~ (pay|suffer|sorry)|pillow over|(knife|gun|petrol|bat|matches) ~ (work|school|house|him|her|them|car)|show them all|voices ~ (hurt|kill|tell|say|harm)*|revenge|` +
      `what i (might|could|may) do|(if|before|when) i snap|burn ~ down|(imagin|pictur|fantas|dream|feel like|urge|swear|gonna|going to|want|plan|think|could|ill|scared)* ~ ${hurting}* ~ (him|her|them|my (mum|dad|husband|wife|mother|father|brother|sister|boss|ex|kids?|baby)|everyone|people|someone)|deserv* to (die|suffer|pay)`,
  },
};
