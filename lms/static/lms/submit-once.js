/* Sends each form once: a second press, or a second Enter, does nothing while the first is on its way. */

const PATIENCE = 10_000; // then a form that answered with a file may be sent again

function hold(form, held) {
  form.toggleAttribute("data-sent", held);
  for (const element of form.elements) {
    if (element.type !== "submit") continue;
    if (held) element.setAttribute("aria-disabled", "true");
    else element.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    return;
  }
  hold(form, true);
  setTimeout(() => hold(form, false), PATIENCE);
});

// The Back button may bring the page back as it was left.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) hold(form, false);
});
