/** Made by `npm run locales`. English sentence → translation. */
export const sentences: Record<string, string> = {
  "A person of the team decides. Nobody can check who wrote it, and you need not prove anything: please send no documents. In doubt they take it out of what others read, and whoever holds its receipt can object. Say how you would like to be answered, or take a receipt below.": "Ein Mensch aus dem Team entscheidet. Niemand kann prüfen, wer es geschrieben hat, und Sie müssen nichts beweisen: Bitte schicken Sie keine Ausweise. Im Zweifel nimmt das Team es aus dem heraus, was andere lesen, und wer die Quittung dazu hat, kann widersprechen. Sagen Sie, wie Sie eine Antwort möchten, oder nehmen Sie unten eine Quittung.",
  "I am worried about this person": "Ich mache mir Sorgen um diesen Menschen",
  "I wrote this, and have lost my receipt": "Das habe ich geschrieben, und meine Quittung ist verloren",
  "If you mark the place, the story is hidden at once as a rule, until somebody of the team has looked.": "Wenn Sie die Stelle markieren, wird die Geschichte in der Regel sofort verborgen, bis jemand vom Team nachgesehen hat.",
  "It could tell who somebody is": "Man könnte erkennen, um wen es geht",
  "It describes how somebody can hurt themselves": "Es wird beschrieben, wie man sich etwas antun kann",
  "It hurts or puts somebody down": "Es verletzt oder setzt jemanden herab",
  "Somebody of the team looks at it.": "Jemand vom Team sieht es sich an.",
  "Somebody of the team looks at it. If you mark the place, they find it sooner.": "Jemand vom Team sieht es sich an. Wenn Sie die Stelle markieren, ist sie schneller gefunden.",
  "Somebody of the team reads it. We do not know who wrote the story and cannot send anyone; we can only write to the writer here. How are you yourself?": "Jemand vom Team liest es. Wir wissen nicht, wer die Geschichte geschrieben hat, und können niemanden hinschicken; wir können nur hier antworten. Wie geht es Ihnen selbst?",
  "Something else": "Etwas anderes",
  "The story is hidden at once as a rule, until somebody of the team has looked. Mark what is about you, so that they find it.": "Die Geschichte wird in der Regel sofort verborgen, bis jemand vom Team nachgesehen hat. Markieren Sie, was von Ihnen handelt, damit es zu finden ist.",
  "This is about me": "Das handelt von mir",
  "You have reported nothing here, or it is long ago.": "Sie haben hier nichts gemeldet, oder es ist lange her.",
  "nobody of the team has read it yet. It is waiting, and is not forgotten.": "vom Team hat es noch niemand gelesen. Es wartet und ist nicht vergessen.",
  "somebody of the team has read it.": "jemand vom Team hat es gelesen.",
};
