/** Made by `npm run locales`. English sentence → translation. */
import { de as schedule } from '../../../domain/words/de.ts';
import type { Words } from '../../locale.ts';

export const sentences: Record<string, string> = {
  "Access": "Barrierefreiheit",
  "Afternoon": "Nachmittag",
  "Ask": "Anfragen",
  "By appointment.": "Nach Vereinbarung.",
  "Chosen filters": "Gewählte Filter",
  "Clear all": "Alle entfernen",
  "Day": "Wochentag",
  "Evening": "Abend",
  "Filters": "Filter",
  "Find a group": "Eine Gruppe finden",
  "Full at the moment": "Zurzeit voll",
  "Hide filters": "Filter ausblenden",
  "How to meet": "Art des Treffens",
  "If you or somebody else is in danger now, call your local emergency number.": "Wenn Sie oder andere gerade in Gefahr sind: Rufen Sie bitte sofort die örtliche Notrufnummer an.",
  "In person": "Vor Ort",
  "In person and online": "Vor Ort und online",
  "Language": "Sprache",
  "Morning": "Vormittag",
  "Night": "Nacht",
  "No group fits all of this.": "Keine Gruppe passt zu allem, was ausgewählt ist.",
  "On now": "Läuft gerade",
  "Online": "Online",
  "Paused: ask when it starts again.": "Macht Pause: Bitte nachfragen, wann es weitergeht.",
  "Print the list": "Liste drucken",
  "Remove {filter}: {choice}": "{filter}: {choice} entfernen",
  "Search by topic, place or name": "Nach Thema, Ort oder Name suchen",
  "Search without “{filter}”": "Ohne „{filter}“ suchen",
  "Search words": "Suchwörter",
  "Show all groups": "Alle Gruppen zeigen",
  "Show more groups": "Mehr Gruppen zeigen",
  "The group you followed a link to": "Die Gruppe, zu der Ihr Link führt",
  "The list has changed: show it in order of time": "Die Liste hat sich geändert: neu nach Terminen ordnen",
  "The list is on its way …": "Die Liste ist unterwegs …",
  "There are no groups in this list yet. Please look again another day, or ask us.": "In dieser Liste stehen noch keine Gruppen. Schauen Sie gern an einem anderen Tag wieder vorbei oder fragen Sie uns.",
  "This does not work right now. Please try again in a few minutes.": "Das klappt gerade nicht. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
  "Time of day": "Tageszeit",
  "Topic": "Thema",
  "Try again": "Noch einmal versuchen",
  "We could not find this. The address may have changed; please tell the owner of this page.": "Das konnten wir nicht finden. Vielleicht hat sich die Adresse geändert; bitte geben Sie den Verantwortlichen dieser Seite Bescheid.",
  "We could not read what came back. Please tell the owner of this page.": "Die Antwort konnten wir nicht lesen. Bitte geben Sie den Verantwortlichen dieser Seite Bescheid.",
  "Who it is for": "Für wen",
  "Without “{filter}”: {count}": "Ohne „{filter}“: {count}",
  "You are not allowed to see this. Signing in may help.": "Das ist hier nicht für alle sichtbar. Vielleicht hilft es, sich anzumelden.",
  "You seem to be offline. When you have a connection again, try once more.": "Es scheint keine Verbindung zum Internet zu geben. Bitte versuchen Sie es noch einmal, sobald sie wieder da ist.",
  "{count, plural, one {# group found} other {# groups found}}": "{count, plural, one {# Gruppe gefunden} other {# Gruppen gefunden}}",
  "{count, plural, one {# group so far} other {# groups so far}}. There are more: search or filter to see others.": "{count, plural, one {# Gruppe bis jetzt} other {# Gruppen bis jetzt}}. Es gibt noch mehr: Suchen oder filtern Sie, um andere zu sehen.",
  "{count, plural, one {and # more session} other {and # more sessions}}": "{count, plural, one {und # weiteres Treffen} other {und # weitere Treffen}}",
  "{minutes, plural, one {Starts in # minute} other {Starts in # minutes}}": "{minutes, plural, one {Beginnt in # Minute} other {Beginnt in # Minuten}}",
  "{schedule} ({zone}); {time} your time": "{schedule} – {zone}; bei Ihnen {time}",
  "{time} your time ({own}). For the group: {schedule} ({zone})": "Bei Ihnen {time} – {own}. Für die Gruppe: {schedule} – {zone}",
};

const pieces: Record<string, () => Promise<Words>[]> = {
  check: () => [import('./group-finder-check.ts')],
  details: () => [import('./group-finder-details.ts')],
};

const more = (piece: string) => Promise.all((pieces[piece]?.() ?? []).map((words) => words.then((come) => Object.assign(sentences, come.sentences), () => {})));

export default { dir: 'ltr', sentences, more, schedule } as const;
