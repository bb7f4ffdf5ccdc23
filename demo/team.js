// What a portal's own sign-in would do: give the desk the token of whoever is signed in. It stays in this page.
const form = document.querySelector('#sign-in');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const token = form.querySelector('input').value.trim();
  // Before somebody has signed in there is nobody to ask for.
  Object.assign(document.querySelector('peer-support'), { getToken: () => token, adapter: 'http' });
  form.hidden = true;
});
