import { textOf, type Note } from './importer.ts';

const personal = /^contact[_ ]?(name|phone|email|\d)|email_contact|facilitator|leader|host('s)?[_ ](name|phone|e-?mail)|personal|private/i;
const linkCode = /[?&](pwd|passcode|password)=\w/i;
const code = /\b(pass ?code|password|pass ?word|pw|pwd|pin|kennwort|kenncode|passwort)\b\s*(is|ist|[:=#-])?\s*(\S+)/gi;
/** What people write to say that there is none, or that it is given on request. */
const noCode = /^(none|no|not|n\/a|kein|keine|on|is|required|needed|will|by|via|from|auf|per|for|if|and|\W*$)/i;
const home = /\b(my|our|his|her) (house|home|flat|apartment|place)\b|\b(flat|apt\.?|apartment) \d+\w?\b|\bc\/o\b|\bprivate (home|house|address)\b|\bprivatwohnung\b|\bbei mir zu ?hause\b/i;
const placeField = /address|street|where|venue|location|place|adresse|ort/i;

const hasCode = (text: string) => linkCode.test(text) || [...text.matchAll(code)].some(([, , sign, word]) => !noCode.test(word!) && (sign || /\d/.test(word!)));

/** A line of JSON as what it holds. */
function parsed(line: string): object {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}

/** Points out what may not be meant for everybody, without repeating it: the list is public, whatever a page shows of it. */
export function auditRow(row: unknown, note: Note, headers?: readonly string[]): void {
  for (const [key, value] of Object.entries(typeof row === 'string' ? parsed(row) : (row ?? {}))) {
    const field = headers?.[+key] ?? key;
    const items = Array.isArray(value) ? value : [value];
    for (const item of items) if (typeof item === 'object') auditRow(item, note);
    const text = textOf(value);
    if (!text) continue;
    if (personal.test(field)) note('personal-contact', field);
    if (hasCode(text)) note('passcode', field);
    if (placeField.test(field) && home.test(text)) note('home-address', field);
  }
}
