/** Made by `npm run locales`. English sentence → translation. */
import type { Words } from '../../locale.ts';

export const sentences: Record<string, string> = {
  "Begin": "البدء",
  "Get support now": "الحصول على دعم الآن",
  "Go on writing": "متابعة الكتابة",
  "I have a receipt": "لديّ إيصال",
  "If you or somebody else is in danger now, call your local emergency number.": "إذا كنتم أنتم أو أي شخص آخر في خطر الآن، فاتصلوا فورًا برقم الطوارئ في منطقتكم.",
  "Look at it once more": "ألقوا عليها نظرة أخرى",
  "Nobody is there to read them, and nothing you write should wait for nobody.": "لا أحد هناك ليقرأها، ولا ينبغي أن ينتظر ما تكتبونه من لا يأتي.",
  "One moment …": "لحظة من فضلكم …",
  "Stories cannot be sent here at the moment.": "لا يمكن إرسال القصص هنا في الوقت الحالي.",
  "This does not work right now. Please try again in a few minutes.": "هذا لا يعمل الآن. يُرجى المحاولة مرة أخرى بعد بضع دقائق.",
  "This is for people aged {from} to {to}.": "هذا المكان لمن أعمارهم بين {from} و{to}.",
  "This is for people from age {from}.": "هذا المكان لمن بلغوا {from} من العمر فما فوق.",
  "Try again": "إعادة المحاولة",
  "We could not find this. The address may have changed; please tell the owner of this page.": "لم نتمكن من العثور على هذا. ربما تغيّر العنوان؛ يُرجى إبلاغ المسؤولين عن هذه الصفحة.",
  "We could not read what came back. Please tell the owner of this page.": "لم نتمكن من قراءة ما وصلنا. يُرجى إبلاغ المسؤولين عن هذه الصفحة.",
  "What you write here is kept on this device, in this browser. It goes nowhere else; whoever uses this browser can find it.": "ما تكتبونه هنا يُحفظ على هذا الجهاز، في هذا المتصفح. ولا يذهب إلى أي مكان آخر، لكن من يستخدم هذا المتصفح يمكنه العثور عليه.",
  "What you write here stays in this page. It is gone when you close it.": "ما تكتبونه هنا يبقى في هذه الصفحة، ويختفي عند إغلاقها.",
  "When you send it, it goes to {service}. A person reads it before anybody else can.": "عندما ترسلونها تذهب إلى {service}. ويقرؤها شخص قبل أن يتمكن أي أحد آخر من قراءتها.",
  "Write your story": "اكتبوا قصتكم",
  "You are not allowed to see this. Signing in may help.": "هذا المحتوى غير متاح للجميع. قد يفيد تسجيل الدخول.",
  "You need no account and no name. Nothing leaves this page before you send it.": "لا تحتاجون إلى حساب ولا إلى اسم. لا يغادر شيء هذه الصفحة قبل أن ترسلوه.",
  "You seem to be offline. When you have a connection again, try once more.": "يبدو أنكم غير متصلين بالإنترنت. حاولوا مرة أخرى عند عودة الاتصال.",
  "Your words are still here.": "كلماتكم ما زالت هنا.",
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

export default { dir: 'rtl', sentences, more } as const;
