/** Made by `npm run locales`. English sentence → translation. */
export const sentences: Record<string, string> = {
  "Go on with my story": "Mit meiner Geschichte weitermachen",
  "If we misread your words, simply go on.": "Wenn wir Ihre Worte falsch verstanden haben, machen Sie einfach weiter.",
  "Thank you for writing this down. It sounds as if things may be very hard, for you or for somebody else. If you like, there are people you can talk to now.": "Danke, dass Sie das aufgeschrieben haben. Es klingt, als wäre es gerade sehr schwer, für Sie oder für jemand anderen. Wenn Sie mögen: Es gibt Menschen, mit denen Sie jetzt sprechen können.",
  "This does not work right now. Please try again in a few minutes.": "Das klappt gerade nicht. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
  "Try again": "Noch einmal versuchen",
  "We could not find this. The address may have changed; please tell the owner of this page.": "Das konnten wir nicht finden. Vielleicht hat sich die Adresse geändert; bitte geben Sie den Verantwortlichen dieser Seite Bescheid.",
  "We could not read what came back. Please tell the owner of this page.": "Die Antwort konnten wir nicht lesen. Bitte geben Sie den Verantwortlichen dieser Seite Bescheid.",
  "We do not know the language you write in well enough to notice when somebody needs help soon. If you do, there are people you can talk to now.": "Die Sprache, in der Sie schreiben, kennen wir nicht gut genug, um zu merken, wenn jemand bald Hilfe braucht. Wenn Sie Hilfe brauchen: Es gibt Menschen, mit denen Sie jetzt sprechen können.",
  "You are not allowed to see this. Signing in may help.": "Das ist hier nicht für alle sichtbar. Vielleicht hilft es, sich anzumelden.",
  "You do not have to be alone with this": "Sie müssen damit nicht allein sein",
  "You seem to be offline. When you have a connection again, try once more.": "Es scheint keine Verbindung zum Internet zu geben. Bitte versuchen Sie es noch einmal, sobald sie wieder da ist.",
  "Your words are still here, just as you wrote them. You can go on with them whenever you like.": "Ihre Worte sind noch da, genau so, wie Sie sie geschrieben haben. Sie können weitermachen, wann immer Sie möchten.",
};

export default { dir: 'ltr', sentences } as const;
