/** Made by `npm run locales`. English sentence → translation. */
import type { Words } from '../../locale.ts';

export const sentences: Record<string, string> = {
  "Begin": "Anfangen",
  "Get support now": "Jetzt Hilfe finden",
  "Go on writing": "Weiterschreiben",
  "I have a receipt": "Ich habe eine Quittung",
  "If you or somebody else is in danger now, call your local emergency number.": "Wenn Sie oder andere gerade in Gefahr sind: Rufen Sie bitte sofort die örtliche Notrufnummer an.",
  "Look at it once more": "Sehen Sie sie noch einmal an",
  "Nobody is there to read them, and nothing you write should wait for nobody.": "Es ist niemand da, der sie liest, und was Sie schreiben, soll nicht auf niemanden warten.",
  "One moment …": "Einen Moment …",
  "Stories cannot be sent here at the moment.": "Im Moment können hier keine Geschichten gesendet werden.",
  "This does not work right now. Please try again in a few minutes.": "Das klappt gerade nicht. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
  "This is for people aged {from} to {to}.": "Dies ist für Menschen von {from} bis {to} Jahren.",
  "This is for people from age {from}.": "Dies ist für Menschen ab {from} Jahren.",
  "Try again": "Noch einmal versuchen",
  "We could not find this. The address may have changed; please tell the owner of this page.": "Das konnten wir nicht finden. Vielleicht hat sich die Adresse geändert; bitte geben Sie den Verantwortlichen dieser Seite Bescheid.",
  "We could not read what came back. Please tell the owner of this page.": "Die Antwort konnten wir nicht lesen. Bitte geben Sie den Verantwortlichen dieser Seite Bescheid.",
  "What you write here is kept on this device, in this browser. It goes nowhere else; whoever uses this browser can find it.": "Was Sie hier schreiben, wird auf diesem Gerät aufgehoben, in diesem Browser. Es geht nirgendwo anders hin; wer diesen Browser benutzt, kann es finden.",
  "What you write here stays in this page. It is gone when you close it.": "Was Sie hier schreiben, bleibt auf dieser Seite. Es ist weg, wenn Sie sie schließen.",
  "When you send it, it goes to {service}. A person reads it before anybody else can.": "Wenn Sie sie senden, geht sie an {service}. Ein Mensch liest sie, bevor andere es können.",
  "Write your story": "Schreiben Sie Ihre Geschichte",
  "You are not allowed to see this. Signing in may help.": "Das ist hier nicht für alle sichtbar. Vielleicht hilft es, sich anzumelden.",
  "You need no account and no name. Nothing leaves this page before you send it.": "Sie brauchen kein Konto und keinen Namen. Nichts verlässt diese Seite, bevor Sie es senden.",
  "You seem to be offline. When you have a connection again, try once more.": "Es scheint keine Verbindung zum Internet zu geben. Bitte versuchen Sie es noch einmal, sobald sie wieder da ist.",
  "Your words are still here.": "Ihre Worte sind noch da.",
};

const pieces: Record<string, () => Promise<Words>[]> = {
  path: () => [import('./story-share-path.ts')],
  glasses: () => [import('./story-glasses.ts')],
  sending: () => [import('./story-share-sending.ts')],
  owner: () => [import('./story-share-owner.ts')],
  report: () => [import('./story-share-report.ts')],
  support: () => [import('./support-now.ts'), import('./story-pause.ts')],
};

const more = (piece: string) => Promise.all((pieces[piece]?.() ?? []).map((words) => words.then((come) => Object.assign(sentences, come.sentences), () => {})));

export default { dir: 'ltr', sentences, more } as const;
