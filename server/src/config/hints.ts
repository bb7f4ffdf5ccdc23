/** What belongs at a place of the configuration. `*` stands for any one name or number. */
const hints: Record<string, string> = {
  port: 'a whole number from 0 to 65535',
  host: 'the address to listen at, such as 127.0.0.1',
  database: 'a file such as peer-support.sqlite, or an address that begins with postgres://',
  ledger: 'a folder outside of every backup',
  logHeads: 'a folder outside of the database, best on another machine',
  trustedProxies: 'a list of the proxies in front, such as ["10.0.3.2"]',
  'trustedProxies.*': 'an address or a range of addresses, such as 10.0.3.0/24',
  metricsToken: 'at least 16 characters that nobody can guess',
  hsts: 'true or false',
  logLevel: 'fatal, error, warn, info, debug or silent',
  spaces: 'an object with a name for each site, such as { "default": { … } }',
  'spaces.*': 'an object with settings and origins; the name has letters, digits and hyphens',
  'spaces.*.settings': 'an object with what was decided for this site',
  'spaces.*.settings.title': 'the name by which people know the site',
  'spaces.*.settings.ages': 'for which ages the site is, such as { "from": 18 } or { "from": 13, "to": 17 }',
  'spaces.*.settings.ages.from': 'an age in whole years',
  'spaces.*.settings.ages.to': 'an age in whole years, or nothing if there is no upper end',
  'spaces.*.settings.privacy': 'the address of the privacy notice, such as "https://example.org/privacy"',
  'spaces.*.settings.rules': 'a list of the ground rules, in plain sentences that people read before they write',
  'spaces.*.settings.rules.*': 'a plain sentence, at most 1000 characters',
  'spaces.*.settings.confidentiality': 'the limits of confidentiality, in plain words that people read before they write',
  'spaces.*.settings.prompts': 'a list of gentle beginnings, such as ["What helped you to go on?"]; without it those that come with the page',
  'spaces.*.settings.prompts.*': 'a plain sentence, at most 200 characters',
  'spaces.*.settings.topics': 'a list of themes that writers may choose from, such as ["Grief", "First weeks"]',
  'spaces.*.settings.topics.*': 'a theme, at most 200 characters',
  'spaces.*.settings.reasons': 'a list of beginnings for the staff, such as [{ "for": "ask-changes", "name": "Names", "words": "Could you take out the names?" }]',
  'spaces.*.settings.reasons.*': 'such as { "for": "ask-changes", "name": "Names", "words": "Could you take out the names?" }; "for" is "ask-changes" or "not-publish"',
  'spaces.*.settings.translations': 'a list of rules, confidentiality, prompts, topics and reasons in other languages, such as [{ "language": "de", "rules": ["…"] }]',
  'spaces.*.settings.translations.*': 'such as { "language": "de", "rules": ["…"], "confidentiality": "…" }, each language once',
  'spaces.*.settings.plan': 'a list of what the space agreed on for when somebody may be in danger, in plain sentences for the staff',
  'spaces.*.settings.plan.*': 'a plain sentence, at most 1000 characters',
  'spaces.*.settings.duty': 'a list of who is on duty when, such as [{ "name": "Ada", "days": ["MO"], "from": "18:00", "to": "22:00", "timeZone": "Europe/London" }]',
  'spaces.*.settings.duty.*': 'such as { "name": "Ada", "days": ["MO"], "from": "18:00", "to": "22:00", "timeZone": "Europe/London" }',
  'spaces.*.settings.reviewMonths': 'so many months before a story goes its writer is asked whether it may stay, from 0 to 1200',
  'spaces.*.settings.replies': 'true or false: whether readers may write to whoever wrote a story',
  'spaces.*.settings.batchHours': 'stories are shown together, every so many hours, from 1 to 744; without it each at once',
  'spaces.*.settings.languages': 'the languages that somebody here can read, such as ["en", "cy"]',
  'spaces.*.settings.languages.*': 'a language such as "en" or "pt-BR"',
  'spaces.*.settings.moderation': '"all": a person reads everything before it is published; "two": two have to agree. Nothing is published unread',
  'spaces.*.settings.moderators': 'a list of how each moderator is reached, such as ["moderators@example.org"]',
  'spaces.*.settings.moderators.*': 'how a moderator is reached, such as "moderators@example.org"',
  'spaces.*.settings.safeguarding': 'how the person is reached whom somebody in danger is passed on to',
  'spaces.*.settings.watchHours': 'a list of when somebody reads what is sent, such as [{ "days": ["MO", "TU"], "from": "09:00", "to": "17:00", "timeZone": "Europe/London" }]',
  'spaces.*.settings.watchHours.*': 'such as { "days": ["MO", "TU"], "from": "09:00", "to": "17:00", "timeZone": "Europe/London" }',
  'spaces.*.settings.watchHours.*.days': 'a list of days: MO, TU, WE, TH, FR, SA, SU',
  'spaces.*.settings.watchHours.*.days.*': 'a day: MO, TU, WE, TH, FR, SA or SU',
  'spaces.*.settings.watchHours.*.from': 'a time such as "09:00"',
  'spaces.*.settings.watchHours.*.to': 'a time such as "17:00"',
  'spaces.*.settings.watchHours.*.timeZone': 'a time zone such as "Europe/London"',
  'spaces.*.settings.readWithinHours': 'how many hours reading takes as a rule, 1 or more',
  'spaces.*.settings.helplines': 'the countries whose help lines are shown, such as ["GB"], or []',
  'spaces.*.settings.helplines.*': 'a country in two capital letters, such as "GB"',
  'spaces.*.settings.keptMonths': 'how many months a story stays, from 1 to 1200',
  'spaces.*.settings.backupDays': 'how many days backups are kept, from 0 to 3650: withdrawn words can still be in them',
  'spaces.*.settings.checkins': 'an object with names: true or false, and what is told of check-ins then; without it nobody sees a check-in but whoever wrote it',
  'spaces.*.settings.checkins.names': 'true: groups see check-ins under the names that people choose; false: words in batches, and no names',
  'spaces.*.settings.checkins.least': 'without names: how many different people a batch needs, 5 or more',
  'spaces.*.settings.checkins.releases': 'without names: when batches are shown, such as { "times": ["08:00", "18:00"], "timeZone": "Europe/London" }',
  'spaces.*.settings.checkins.releases.times': 'times such as "08:00", at least three hours apart',
  'spaces.*.settings.checkins.releases.timeZone': 'a time zone such as "Europe/London"',
  'spaces.*.settings.checkins.greetAfterMinutes': 'with names: after how many minutes without an answer greeters are told, from 1 to 10080',
  'spaces.*.settings.checkins.vocabulary': 'lists of words in place of the library’s: feelings, energies, needs',
  'spaces.*.origins': 'the sites whose pages may call, such as ["https://example.org"]',
  'spaces.*.origins.*': 'exactly as a browser names it: https:// and the host, without a path or a slash at the end, such as "https://example.org"; http:// only for localhost; never *',
  'spaces.*.tokens': 'an object with issuer, audience and either secret or jwksUrl',
  'spaces.*.tokens.issuer': 'who signs the tokens: their "iss"',
  'spaces.*.tokens.audience': 'whom the tokens are for: their "aud"',
  'spaces.*.tokens.secret': 'at least 32 bytes, best as { "env": "NAME" } or { "file": "path" }',
  'spaces.*.tokens.jwksUrl': 'an address that begins with https://',
  'spaces.*.tokens.staffRoles': 'true, if the tokens say who is facilitator, moderator or admin here, or false',
  'spaces.*.tokens.roleClaim': 'the name of the claim that holds the role, such as "role" or "https://example.org/peer-role"',
  'spaces.*.tokens.groupsClaim': 'the name of the claim that lists ids of groups, such as "groups" or "https://example.org/peer-groups"',
  'spaces.*.onCall': 'an object with url and secret: which program tells whoever is on call that something urgent waits',
  'spaces.*.onCall.url': 'an address that begins with https://',
  'spaces.*.onCall.secret': 'at least 32 bytes, best as { "env": "NAME" } or { "file": "path" }',
  'spaces.*.onCall.afterMinutes': 'after how many minutes something urgent has waited too long, from 1 to 1440',
  'spaces.*.onCall.everyMinutes': 'how often they are told again, in minutes, from 1 to 1440',
  'spaces.*.handOver': 'an object with url and secret: which program is told that a story was held because somebody may be in danger',
  'spaces.*.handOver.url': 'an address that begins with https://',
  'spaces.*.handOver.secret': 'at least 32 bytes, best as { "env": "NAME" } or { "file": "path" }',
  'spaces.*.feeds': 'a list such as [{ "src": "https://example.org/groups.csv" }]',
  'spaces.*.feeds.*': 'an object such as { "src": "https://example.org/groups.csv" }',
  'spaces.*.feeds.*.name': 'a name of letters, digits and hyphens',
  'spaces.*.feeds.*.src': 'a file, or an address that begins with https:// or http://',
  'spaces.*.feeds.*.format': 'csv, meeting-guide, bmlt, json or ndjson',
  'spaces.*.feeds.*.timeZone': 'a time zone such as "Europe/London"',
  'spaces.*.feeds.*.country': 'a country in two capital letters, such as "GB"',
  'spaces.*.feeds.*.everyMinutes': 'how often the list is read, in minutes, from 5 to 10080',
  'spaces.*.feeds.*.mayShrink': 'true or false',
  'spaces.*.limits': 'an object such as { "sendings": 10 }; the names are reads, searches, writes, sendings, answers, reports, challenges, texts and watches',
  'spaces.*.limits.*': 'a limit has one of the names reads, searches, writes, sendings, answers, reports, challenges, texts and watches, and is how often one address (or, for texts, one person of the staff) may ask in a minute, 1 or more',
};

/** What belongs at this place, or undefined. */
export function hintFor(path: readonly PropertyKey[]): string | undefined {
  const parts = path.map(String);
  for (const [pattern, hint] of Object.entries(hints)) {
    const names = pattern.split('.');
    if (names.length === parts.length && names.every((name, n) => name === '*' || name === parts[n])) return hint;
  }
  return undefined;
}

/** Names that may stand at this place. */
export function namesAt(path: readonly PropertyKey[]): string[] {
  const parts = path.map(String);
  return Object.keys(hints)
    .map((pattern) => pattern.split('.'))
    .filter((names) => names.length === parts.length + 1 && parts.every((part, n) => names[n] === '*' || names[n] === part))
    .map((names) => names.at(-1)!)
    .filter((name) => name !== '*');
}

/** Every place for which there is a hint. */
export const hintedPlaces: readonly string[] = Object.keys(hints);
