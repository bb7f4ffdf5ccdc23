// What a portal's own sign-in would do: give the page the token of whoever is signed in. It stays in this page.
const provider = document.querySelector('peer-support');
const [door, inside] = document.querySelectorAll('#door, #inside');

async function comeIn(as) {
  const answer = await fetch(`sign-in/${as}`, { method: 'POST' }).catch(() => undefined);
  if (!answer?.ok) {
    document.querySelector('#door-told').textContent = 'That did not work. Is the demo still running?';
    return;
  }
  const { token } = await answer.json();
  Object.assign(provider, { getToken: () => token, adapter: 'http' });
  document.querySelector('#who').textContent = door.querySelector(`[value=${as}]`).dataset.who;
  door.hidden = true;
  inside.hidden = false;
  inside.querySelector('h1').focus();
}

door.addEventListener('click', ({ target }) => target.matches('button') && void comeIn(target.value));
// Whoever comes next on this device begins at the door.
document.querySelector('#out').addEventListener('click', () => location.reload());
