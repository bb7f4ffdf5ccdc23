/** Made by `npm run locales`. English sentence → translation. */
export const sentences: Record<string, string> = {
  "A person of the team decides. Nobody can check who wrote it, and you need not prove anything: please send no documents. In doubt they take it out of what others read, and whoever holds its receipt can object. Say how you would like to be answered, or take a receipt below.": "يقرر شخص من الفريق. لا أحد يستطيع التحقق ممن كتبه، ولا يلزمكم إثبات شيء: من فضلكم لا ترسلوا وثائق. وعند الشك يُسحب مما يقرؤه الآخرون، ويمكن لمن لديه إيصاله أن يعترض. قولوا كيف تودّون أن نجيبكم، أو خذوا إيصالًا أدناه.",
  "I am worried about this person": "أشعر بالقلق على هذا الشخص",
  "I wrote this, and have lost my receipt": "أنا كتبت هذا، وقد فقدت إيصالي",
  "If you mark the place, the story is hidden at once as a rule, until somebody of the team has looked.": "إذا حدّدتم الموضع تُخفى القصة عادةً فورًا إلى أن ينظر فيها أحد أعضاء الفريق.",
  "It could tell who somebody is": "قد تكشف هوية شخص",
  "It describes how somebody can hurt themselves": "تصف كيف يمكن للمرء أن يؤذي نفسه",
  "It hurts or puts somebody down": "إنه يجرح أحدًا أو يحطّ من شأنه",
  "Somebody of the team looks at it.": "سينظر فيها أحد أعضاء الفريق.",
  "Somebody of the team looks at it. If you mark the place, they find it sooner.": "سينظر فيها أحد أعضاء الفريق. إذا حدّدتم الموضع يجده أسرع.",
  "Somebody of the team reads it. We do not know who wrote the story and cannot send anyone; we can only write to the writer here. How are you yourself?": "سيقرؤه أحد أعضاء الفريق. لا نعرف من كتب القصة ولا نستطيع أن نرسل أحدًا؛ لا نستطيع إلا أن نكتب إلى صاحبها هنا. وكيف حالكم أنتم؟",
  "Something else": "شيء آخر",
  "The story is hidden at once as a rule, until somebody of the team has looked. Mark what is about you, so that they find it.": "تُخفى القصة عادةً فورًا إلى أن ينظر فيها أحد أعضاء الفريق. حدّدوا ما يخصّكم ليجده.",
  "This is about me": "هذا الكلام عني",
  "You have reported nothing here, or it is long ago.": "لم تُبلغ هنا عن شيء، أو مضى على ذلك وقت طويل.",
  "nobody of the team has read it yet. It is waiting, and is not forgotten.": "لم يقرأه أحد من الفريق بعد. إنه في الانتظار ولم يُنسَ.",
  "somebody of the team has read it.": "قرأه أحد أعضاء الفريق.",
};
