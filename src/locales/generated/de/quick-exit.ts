/** Made by `npm run locales`. English sentence → translation. */
export const sentences: Record<string, string> = {
  "If somebody checks on you, use a device that they cannot reach.": "Wenn jemand Sie kontrolliert, nutzen Sie ein Gerät, an das diese Person nicht herankommt.",
  "It cannot clear the history of your browser, files you saved, or what programs that watch this device have seen.": "Der Verlauf Ihres Browsers, gespeicherte Dateien und das, was Überwachungsprogramme auf diesem Gerät gesehen haben, bleiben bestehen.",
  "Leave this page now": "Diese Seite sofort verlassen",
  "Leaving covers this page, clears what you typed and opens another page in its place.": "Beim Verlassen wird diese Seite verdeckt, Ihre Eingaben werden gelöscht, und an ihrer Stelle öffnet sich eine andere Seite.",
  "One moment …": "Einen Moment …",
  "This does not clear your history": "Ihr Verlauf wird dabei nicht gelöscht",
  "This does not work right now. Please try again in a few minutes.": "Das klappt gerade nicht. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
  "Try again": "Noch einmal versuchen",
  "We could not find this. The address may have changed; please tell the owner of this page.": "Das konnten wir nicht finden. Vielleicht hat sich die Adresse geändert; bitte geben Sie den Verantwortlichen dieser Seite Bescheid.",
  "We could not read what came back. Please tell the owner of this page.": "Die Antwort konnten wir nicht lesen. Bitte geben Sie den Verantwortlichen dieser Seite Bescheid.",
  "You are not allowed to see this. Signing in may help.": "Das ist hier nicht für alle sichtbar. Vielleicht hilft es, sich anzumelden.",
  "You seem to be offline. When you have a connection again, try once more.": "Es scheint keine Verbindung zum Internet zu geben. Bitte versuchen Sie es noch einmal, sobald sie wieder da ist.",
  "You stay on this page.": "Sie bleiben auf dieser Seite.",
  "or press {key} three times": "oder dreimal {key} drücken",
  "{count, plural, one {Press that key # more time to leave this page.} other {Press that key # more times to leave this page.}}": "{count, plural, one {Drücken Sie diese Taste noch # Mal, um die Seite zu verlassen.} other {Drücken Sie diese Taste noch # Mal, um die Seite zu verlassen.}}",
};

export default { dir: 'ltr', sentences } as const;
