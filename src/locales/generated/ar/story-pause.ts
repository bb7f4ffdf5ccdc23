/** Made by `npm run locales`. English sentence → translation. */
export const sentences: Record<string, string> = {
  "Go on with my story": "متابعة قصتي",
  "If we misread your words, simply go on.": "إن كنا قد أسأنا فهم كلماتك، فتابع ببساطة.",
  "Thank you for writing this down. It sounds as if things may be very hard, for you or for somebody else. If you like, there are people you can talk to now.": "شكرًا لأنك كتبت هذا. يبدو أن الأمور قد تكون صعبة جدًا، عليك أو على شخص آخر. إن أردت، فهناك أشخاص يمكنك أن تتحدث معهم الآن.",
  "This does not work right now. Please try again in a few minutes.": "هذا لا يعمل الآن. يُرجى المحاولة مرة أخرى بعد بضع دقائق.",
  "Try again": "إعادة المحاولة",
  "We could not find this. The address may have changed; please tell the owner of this page.": "لم نتمكن من العثور على هذا. ربما تغيّر العنوان؛ يُرجى إبلاغ المسؤولين عن هذه الصفحة.",
  "We could not read what came back. Please tell the owner of this page.": "لم نتمكن من قراءة ما وصلنا. يُرجى إبلاغ المسؤولين عن هذه الصفحة.",
  "We do not know the language you write in well enough to notice when somebody needs help soon. If you do, there are people you can talk to now.": "لا نعرف اللغة التي تكتب بها معرفة تكفي لنلاحظ إن كان أحد يحتاج إلى مساعدة قريبًا. إن كنت تحتاج إليها، فهناك أشخاص يمكنك أن تتحدث معهم الآن.",
  "You are not allowed to see this. Signing in may help.": "هذا المحتوى غير متاح للجميع. قد يفيد تسجيل الدخول.",
  "You do not have to be alone with this": "لست مضطرًا إلى أن تكون وحدك مع هذا",
  "You seem to be offline. When you have a connection again, try once more.": "يبدو أنكم غير متصلين بالإنترنت. حاولوا مرة أخرى عند عودة الاتصال.",
  "Your words are still here, just as you wrote them. You can go on with them whenever you like.": "كلماتك ما زالت هنا، كما كتبتها تمامًا. يمكنك أن تتابع متى شئت.",
};

export default { dir: 'rtl', sentences } as const;
