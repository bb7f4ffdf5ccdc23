/*
 * What people paste or plant where strangers' words are shown: markup that runs, words that turn the line around, letters
 * that look like others, characters nobody sees, and too much of anything. Our own corpus; each is shown as it is written,
 * or refused whole. Made of parts, so that a new idea is tried in every disguise.
 */

export type PayloadKind = 'markup' | 'attribute' | 'template' | 'address' | 'bidi' | 'unseen' | 'look-alike' | 'sheet' | 'size';

export interface Payload {
  kind: PayloadKind;
  text: string;
}

/** Calls what a test listens to, if anything ever runs it. */
const run = 'globalThis.ran=1';

const elements = [
  `<script>${run}</script>`,
  `<script src="data:text/javascript,${run}"></script>`,
  `<SCRIPT>${run}</SCRIPT >`,
  `<scr<script>ipt>${run}</scr</script>ipt>`,
  `<img src=x onerror=${run}>`,
  `<img src=x onerror="${run}" `,
  `<img/src="x"/onerror=${run}>`,
  `<image href=x onerror=${run}>`,
  `<svg onload=${run}>`,
  `<svg><script>${run}</script></svg>`,
  `<svg><animate onbegin=${run} attributeName=x dur=1s>`,
  `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg' onload='${run}'/>#x">`,
  `<svg><foreignObject><iframe srcdoc="<script>parent.${run}</script>"></foreignObject></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  `<math href="javascript:${run}">x</math>`,
  `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  `<iframe src="javascript:parent.${run}"></iframe>`,
  `<object data="javascript:${run}"></object>`,
  `<embed src="javascript:${run}">`,
  `<video><source onerror=${run}></video>`,
  `<audio src=x onerror=${run}>`,
  `<details open ontoggle=${run}>`,
  `<dialog open onfocus=${run} autofocus tabindex=0>`,
  `<input onfocus=${run} autofocus>`,
  `<select onfocus=${run} autofocus>`,
  `<textarea onfocus=${run} autofocus>`,
  `</textarea><script>${run}</script>`,
  `</title><script>${run}</script>`,
  `</style><script>${run}</script>`,
  `</script><script>${run}</script>`,
  `<body onload=${run}>`,
  `<marquee onstart=${run}>`,
  `<form action="javascript:${run}"><button>Go on</button></form>`,
  `<button formaction="javascript:${run}" form=x>Go on</button>`,
  `<isindex action="javascript:${run}" type=submit>`,
  `<base href="https://elsewhere.example/">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${run}">`,
  `<link rel="stylesheet" href="https://elsewhere.example/x.css">`,
  `<style>@import "https://elsewhere.example/x.css";</style>`,
  `<div style="background:url(https://elsewhere.example/seen)">`,
  `<template shadowrootmode="open"><script>${run}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  `<!--><img src=x onerror=${run}>-->`,
  `<![CDATA[<script>${run}</script>]]>`,
  `<?xml version="1.0"?><script>${run}</script>`,
  `<a href="javascript:${run}">a link</a>`,
  `<a href="java&#x0a;script:${run}">a link</a>`,
  `<a href="https://elsewhere.example" target=_blank>a link</a>`,
  `<area href="javascript:${run}">`,
  `<x-story onclick=${run}>`,
  `<quick-exit to="javascript:${run}"></quick-exit>`,
  `<support-now helplines='[{"name":"Call me","phone":"1"}]'></support-now>`,
  `<peer-support src="https://elsewhere.example"></peer-support>`,
  `<slot name="help">Call me instead</slot>`,
];

const attributes = [
  `" onmouseover="${run}`,
  `' onmouseover='${run}`,
  `" autofocus onfocus="${run}" x="`,
  `' autofocus onfocus='${run}' x='`,
  `"><script>${run}</script>`,
  `'><script>${run}</script>`,
  '` onmouseover=`' + run,
  `x" style="position:fixed;inset:0`,
  `x' srcdoc='<script>parent.${run}</script>`,
  `"-${run}-"`,
  `\\"-${run}//`,
  `</p><p part="staff">From the staff`,
  `" part="staff" role="alert" aria-label="From the staff`,
];

const templates = [
  '${globalThis.ran=1}', '{{globalThis.ran=1}}', '{{constructor.constructor("globalThis.ran=1")()}}', '<%= globalThis.ran=1 %>', '#{globalThis.ran=1}',
  '[[globalThis.ran=1]]', '<!--?lit$123456789$-->', '<!--lit-part-->', '?lit$123456789$', '{"strings":["<script>globalThis.ran=1</script>"],"_$litType$":1}',
  '{"$ne":null}', '__proto__', 'constructor', 'toString', '{"__proto__":{"state":"published"}}', "'; DROP TABLE stories; --", '" OR ""="', "1' UNION SELECT * FROM sendings --",
  'stories MATCH "x*"', '%s%s%n', '../../../../etc/passwd', '\\u003cscript\\u003eglobalThis.ran=1\\u003c/script\\u003e', '$(globalThis.ran=1)', '`globalThis.ran=1`', '| globalThis.ran=1',
];

const addresses = [
  `javascript:${run}`, `JaVaScRiPt:${run}`, `java\tscript:${run}`, `javascript://%0a${run}`, `data:text/html,<script>${run}</script>`, `data:text/html;base64,PHNjcmlwdD5nbG9iYWxUaGlzLnJhbj0xPC9zY3JpcHQ+`,
  `vbscript:${run}`, `blob:https://elsewhere.example/x`, 'https://elsewhere.example/?from=you', '//elsewhere.example', 'https://help.example@elsewhere.example', 'https://xn--80ak6aa92e.example', 'mailto:someone@elsewhere.example?bcc=x', 'file:///etc/passwd', '[a link](javascript:globalThis.ran=1)', '![a picture](https://elsewhere.example/seen.png)', 'www.elsewhere.example',
];

const said = 'I called the helpline';
const around = ['\u202e', '\u202d', '\u202a', '\u202b', '\u2066', '\u2067', '\u2068', '\u200e', '\u200f', '\u061c'];
const bidi = [
  ...around.map((mark) => `${mark}${said}`),
  ...around.map((mark) => `${said} ${mark}and went home`),
  ...around.map((mark) => mark.repeat(200) + said),
  `${said}${'\u202c'.repeat(50)}${'\u2069'.repeat(50)}`,
  `\u2067${said}\n\n${said}`,
  `\u202egnihtemos\u202c said`,
  `שלום ${said} عليكم`,
  `(\u202e) ${said} (\u202c)`,
  `staff\u202e:ffats`,
];

const unseen = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u180e', '\u2061', '\u2064', '\u3164', '\uffa0', '\u115f', '\u{e0001}', '\u{e0061}', '\ufe0f'].flatMap((mark) => [
  `I ${mark}was${mark} there${mark}`,
  [...said].join(mark),
  `<scr${mark}ipt>${run}</scr${mark}ipt>`,
]);

const lookAlikes = [
  'Ѕtaff: give us your receipt', 'Ｓｔａｆｆ: give us your receipt', '𝐒𝐭𝐚𝐟𝐟: give us your receipt', 'Staﬀ: give us your receipt', 'S‍taff: give us your receipt', 'Ｆｒｏｍ ｔｈｅ ｓｔａｆｆ', 'Frоm thе stаff', 'FROM THE STAFF', '— From the staff —',
  '＜script＞globalThis.ran=1＜/script＞', '‹script›globalThis.ran=1‹/script›', '﹤img src=x onerror=globalThis.ran=1﹥', 'ᐸscriptᐳglobalThis.ran=1ᐸ/scriptᐳ', 'ʺ onfocus=ʺglobalThis.ran=1', '“ onfocus=”globalThis.ran=1', 'раypal', 'ⓘ This was checked', '✅ Checked by staff', '🆘 Call 0800 000 000', '❗️Your receipt has expired', 'I’m ſorry', 'K (kelvin) and K', 'ﬁne', 'Å Å Å', 'e\u0301 é',
];

/** What a spreadsheet would take for a formula. */
const sheet = ['=1+1', '=HYPERLINK("https://elsewhere.example","Open")', '+1', '-1', '@SUM(1)', '\t=1', '\n=1', '=cmd|\'/C calc\'!A0', '"=1', ';=1', '=IMPORTXML("https://elsewhere.example","//a")', '＝1+1'];

const sizes = [
  'a'.repeat(20_000), '長'.repeat(20_000), '😀'.repeat(20_000), 'a '.repeat(10_000), `a${'\n'.repeat(19_998)}a`, `a${'\u0301'.repeat(19_999)}`, `${'👩‍👩‍👧‍👦'.repeat(1_800)}`, '<b>'.repeat(6_000), '&amp;'.repeat(4_000), '&'.repeat(20_000), '"'.repeat(20_000), '\\'.repeat(20_000),
  '(('.repeat(10_000), 'a@'.repeat(10_000), '0'.repeat(20_000), '07 '.repeat(6_000), 'Dr '.repeat(6_000), '.'.repeat(20_000), '-'.repeat(20_000), 'x'.repeat(199), 'ﷺ'.repeat(20_000), 'A'.repeat(10_000) + ' ' + 'b'.repeat(9_999), 'http://'.repeat(2_800), 'at dot '.repeat(2_800),
];

/** Ways to hide markup from whoever looks for it by its letters. */
const disguises: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase().replaceAll('GLOBALTHIS.RAN', 'globalThis.ran'),
  (text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (text) => Array.from(text, (letter) => `&#${letter.codePointAt(0)};`).join(''),
  (text) => encodeURIComponent(text),
  (text) => `I was there. ${text} And then it got better.`,
];

const of = (kind: PayloadKind, texts: readonly string[]): Payload[] => texts.map((text) => ({ kind, text }));

/** Everything that is text for our schemas: shown, kept, sent and exported as it was written. */
export const payloads: readonly Payload[] = [
  ...of('markup', elements.flatMap((element) => disguises.map((disguise) => disguise(element)))),
  ...of('attribute', attributes),
  ...of('template', templates),
  ...of('address', addresses),
  ...of('bidi', bidi),
  ...of('unseen', unseen),
  ...of('look-alike', lookAlikes),
  ...of('sheet', sheet),
  ...of('size', sizes),
];

/** What is no text, or too much: refused whole, with what was there before left as it was. */
export const refused: readonly string[] = [
  '', ' ', '\n\n\t', '\u0000', 'I was\u0000 there', 'I was\u0007 there', '\u001b[31mred', '\u007f', 'half a letter \ud83d', '\udc00', '\u001a', '\u0008', 'a'.repeat(20_001), '😀'.repeat(20_001), '\n'.repeat(20_000),
];
