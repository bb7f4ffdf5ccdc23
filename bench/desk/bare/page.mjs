/** The yardstick: a page by hand that reads what waits, 60 rows more whenever its end comes into sight, and looks through the texts. */
const list = document.querySelector('ul');
const field = document.querySelector('input');
const more = document.querySelector('.more');
const all = [];
let found = all;
let shown = 0;

const plain = (words) => words.normalize('NFKC').toLowerCase();
const waited = (sent) => {
  const minutes = Math.floor((Date.now() - Date.parse(sent)) / 60_000);
  return minutes < 60 ? `Has waited for ${minutes} minutes` : minutes < 2880 ? `Has waited for ${Math.floor(minutes / 60)} hours` : `Has waited for ${Math.floor(minutes / 1440)} days`;
};

function row({ topics, text, sent }) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  for (const words of [topics.join(' · '), 'New', `About ${Math.max(1, Math.round(text.length / 1000))} minutes to read`, waited(sent)]) {
    const span = document.createElement('span');
    span.textContent = words;
    button.append(span);
  }
  item.append(button);
  return item;
}

function show(upTo) {
  list.append(...found.slice(shown, upTo).map(row));
  shown = Math.max(shown, Math.min(upTo, found.length));
}

function filter() {
  const wanted = plain(field.value.trim());
  found = wanted ? all.filter(({ folded }) => folded.includes(wanted)) : all;
  list.replaceChildren();
  shown = 0;
  show(60);
}

field.addEventListener('input', filter);
new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && show(shown + 60), { rootMargin: '1200px' }).observe(more);

for (let cursor; ; ) {
  const response = await fetch('/peer/v1/sendings/search?space=demo', {
    method: 'POST',
    headers: { authorization: 'Bearer token-of-fay', 'content-type': 'application/json' },
    body: JSON.stringify({ where: { state: ['sent', 'claimed'] }, limit: 100, ...(cursor && { cursor }) }),
  });
  const { items, next } = await response.json();
  for (const item of items) all.push({ ...item, folded: plain([item.text, ...item.topics].join('\n')) });
  if (shown < 60) show(60);
  if (!next) break;
  cursor = next;
}
document.documentElement.dataset.read = 'all';
