/** Made by `npm run locales`. English sentence → translation. */
export const sentences: Record<string, string> = {
  "If somebody checks on you, use a device that they cannot reach.": "إذا كان أحد يراقبكم، فاستخدموا جهازًا لا يستطيع الوصول إليه.",
  "It cannot clear the history of your browser, files you saved, or what programs that watch this device have seen.": "ولا يمكنها مسح سجل المتصفح أو الملفات التي حفظتموها أو ما رصدته برامج تراقب هذا الجهاز.",
  "Leave this page now": "مغادرة هذه الصفحة الآن",
  "Leaving covers this page, clears what you typed and opens another page in its place.": "عند المغادرة تُحجب هذه الصفحة ويُمسح ما كتبتموه وتُفتح صفحة أخرى مكانها.",
  "One moment …": "لحظة من فضلكم …",
  "This does not clear your history": "هذا لا يمسح سجل التصفح",
  "This does not work right now. Please try again in a few minutes.": "هذا لا يعمل الآن. يُرجى المحاولة مرة أخرى بعد بضع دقائق.",
  "Try again": "إعادة المحاولة",
  "We could not find this. The address may have changed; please tell the owner of this page.": "لم نتمكن من العثور على هذا. ربما تغيّر العنوان؛ يُرجى إبلاغ المسؤولين عن هذه الصفحة.",
  "We could not read what came back. Please tell the owner of this page.": "لم نتمكن من قراءة ما وصلنا. يُرجى إبلاغ المسؤولين عن هذه الصفحة.",
  "You are not allowed to see this. Signing in may help.": "هذا المحتوى غير متاح للجميع. قد يفيد تسجيل الدخول.",
  "You seem to be offline. When you have a connection again, try once more.": "يبدو أنكم غير متصلين بالإنترنت. حاولوا مرة أخرى عند عودة الاتصال.",
  "You stay on this page.": "أنتم باقون في هذه الصفحة.",
  "or press {key} three times": "أو اضغطوا مفتاح {key} ثلاث مرات",
  "{count, plural, one {Press that key # more time to leave this page.} other {Press that key # more times to leave this page.}}": "{count, plural, zero {اضغطوا المفتاح # مرة أخرى لمغادرة هذه الصفحة.} one {اضغطوا المفتاح مرة أخرى لمغادرة هذه الصفحة.} two {اضغطوا المفتاح مرتين أخريين لمغادرة هذه الصفحة.} few {اضغطوا المفتاح # مرات أخرى لمغادرة هذه الصفحة.} many {اضغطوا المفتاح # مرة أخرى لمغادرة هذه الصفحة.} other {اضغطوا المفتاح # مرة أخرى لمغادرة هذه الصفحة.}}",
};

export default { dir: 'rtl', sentences } as const;
