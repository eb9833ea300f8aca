/* Shows a password while its box is ticked; the box itself appears only where this runs. */

for (const box of document.querySelectorAll("[data-shows]")) {
  const field = document.getElementById(box.dataset.shows);
  const apply = () => {
    field.type = box.checked ? "text" : "password";
  };
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", apply);
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
  apply();
}
