/** Made by `npm run locales`. English sentence → translation. */
import { ar as schedule } from '../../../domain/words/ar.ts';
import type { Words } from '../../locale.ts';

export const sentences: Record<string, string> = {
  "Access": "تسهيلات الوصول",
  "Afternoon": "بعد الظهر",
  "Ask": "اسألوا",
  "By appointment.": "بموعد مسبق.",
  "Chosen filters": "عوامل التصفية المختارة",
  "Clear all": "إزالة الكل",
  "Day": "اليوم",
  "Evening": "مساءً",
  "Filters": "عوامل التصفية",
  "Find a group": "البحث عن مجموعة",
  "Full at the moment": "العدد مكتمل حاليًا",
  "Hide filters": "إخفاء عوامل التصفية",
  "How to meet": "طريقة اللقاء",
  "If you or somebody else is in danger now, call your local emergency number.": "إذا كنتم أنتم أو أي شخص آخر في خطر الآن، فاتصلوا فورًا برقم الطوارئ في منطقتكم.",
  "In person": "حضوريًا",
  "In person and online": "حضوريًا وعبر الإنترنت",
  "Language": "اللغة",
  "Morning": "صباحًا",
  "Night": "ليلًا",
  "No group fits all of this.": "لا توجد مجموعة تناسب كل ما اخترتموه.",
  "On now": "جارٍ الآن",
  "Online": "عبر الإنترنت",
  "Paused: ask when it starts again.": "اللقاءات متوقفة مؤقتًا: اسألوا متى تُستأنف.",
  "Print the list": "طباعة القائمة",
  "Remove {filter}: {choice}": "إزالة {filter}: {choice}",
  "Search by topic, place or name": "البحث حسب الموضوع أو المكان أو الاسم",
  "Search without “{filter}”": "ابحث من دون «{filter}»",
  "Search words": "كلمات البحث",
  "Show all groups": "عرض كل المجموعات",
  "Show more groups": "عرض المزيد من المجموعات",
  "The group you followed a link to": "المجموعة التي يقود إليها الرابط",
  "The list has changed: show it in order of time": "تغيّرت القائمة: إعادة ترتيبها حسب الموعد",
  "The list is on its way …": "القائمة في الطريق إليكم …",
  "There are no groups in this list yet. Please look again another day, or ask us.": "لا توجد مجموعات في هذه القائمة بعد. يمكنكم العودة في يوم آخر أو سؤالنا.",
  "This does not work right now. Please try again in a few minutes.": "هذا لا يعمل الآن. يُرجى المحاولة مرة أخرى بعد بضع دقائق.",
  "Time of day": "وقت اليوم",
  "Topic": "الموضوع",
  "Try again": "إعادة المحاولة",
  "We could not find this. The address may have changed; please tell the owner of this page.": "لم نتمكن من العثور على هذا. ربما تغيّر العنوان؛ يُرجى إبلاغ المسؤولين عن هذه الصفحة.",
  "We could not read what came back. Please tell the owner of this page.": "لم نتمكن من قراءة ما وصلنا. يُرجى إبلاغ المسؤولين عن هذه الصفحة.",
  "Who it is for": "لمن هي",
  "Without “{filter}”: {count}": "من دون «{filter}»: {count}",
  "You are not allowed to see this. Signing in may help.": "هذا المحتوى غير متاح للجميع. قد يفيد تسجيل الدخول.",
  "You seem to be offline. When you have a connection again, try once more.": "يبدو أنكم غير متصلين بالإنترنت. حاولوا مرة أخرى عند عودة الاتصال.",
  "{count, plural, one {# group found} other {# groups found}}": "{count, plural, zero {لم نجد أي مجموعة} one {وجدنا مجموعة واحدة} two {وجدنا مجموعتين} few {وجدنا # مجموعات} many {وجدنا # مجموعة} other {وجدنا # مجموعة}}",
  "{count, plural, one {# group so far} other {# groups so far}}. There are more: search or filter to see others.": "{count, plural, zero {لا مجموعة حتى الآن} one {مجموعة واحدة حتى الآن} two {مجموعتان حتى الآن} few {# مجموعات حتى الآن} many {# مجموعة حتى الآن} other {# مجموعة حتى الآن}}. هناك المزيد: ابحث أو صفِّ لترى غيرها.",
  "{count, plural, one {and # more session} other {and # more sessions}}": "{count, plural, zero {ولا لقاءات أخرى} one {ولقاء واحد آخر} two {ولقاءان آخران} few {و# لقاءات أخرى} many {و# لقاءً آخر} other {و# لقاء آخر}}",
  "{minutes, plural, one {Starts in # minute} other {Starts in # minutes}}": "{minutes, plural, zero {يبدأ الآن} one {يبدأ بعد دقيقة واحدة} two {يبدأ بعد دقيقتين} few {يبدأ بعد # دقائق} many {يبدأ بعد # دقيقة} other {يبدأ بعد # دقيقة}}",
  "{schedule} ({zone}); {time} your time": "{schedule} ({zone})؛ بتوقيتكم: {time}",
  "{time} your time ({own}). For the group: {schedule} ({zone})": "بتوقيتكم: {time} ({own}). بتوقيت المجموعة: {schedule} ({zone})",
};

const pieces: Record<string, () => Promise<Words>[]> = {
  check: () => [import('./group-finder-check.ts')],
  details: () => [import('./group-finder-details.ts')],
};

const more = (piece: string) => Promise.all((pieces[piece]?.() ?? []).map((words) => words.then((come) => Object.assign(sentences, come.sentences), () => {})));

export default { dir: 'rtl', sentences, more, schedule } as const;
