/* Changes the colours at once, and tells the server so that the next page comes in them. */

const root = document.documentElement;

function show(form, chosen) {
  if (chosen.value) root.dataset.theme = chosen.value;
  else delete root.dataset.theme;
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === chosen));
  }
}

function keep(form, theme) {
  const token = form.querySelector("[name=csrf_token]")?.value ?? "";
  fetch(form.dataset.url, {
    method: "POST",
    body: new URLSearchParams({ theme, csrf_token: token }),
    headers: { "X-CSRFToken": token },
    keepalive: true,
    redirect: "manual",
  }).catch(() => {});
}

for (const form of document.querySelectorAll("form.theme")) {
  form.addEventListener("submit", (event) => {
    if (!event.submitter) return;
    event.preventDefault();
    show(form, event.submitter);
    if (form.dataset.url) keep(form, event.submitter.value);
  });
}
