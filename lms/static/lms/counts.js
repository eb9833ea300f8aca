/* Keeps "3 answered, 5 to go", the bar and the numbered dots in step with the answers on the page. */

/** Whether a choice is made, or each step has a place of its own. */
function isWhole(question) {
  const places = [...question.querySelectorAll("select")].map((step) => step.value);
  if (places.length === 0) return question.querySelector(":checked") !== null;
  return !places.includes("") && new Set(places).size === places.length;
}

function recount(form) {
  const questions = [...form.querySelectorAll("[data-question]")];
  const answered = questions.filter(isWhole);
  const all = Number(form.dataset.total || questions.length);
  const done = answered.length + Number(form.dataset.elsewhere || 0);
  for (const words of document.querySelectorAll("[data-answered]")) {
    words.textContent = words.dataset.answered
      .replace("{done}", String(done))
      .replace("{left}", String(all - done));
  }
  for (const bar of document.querySelectorAll("progress[data-answers]")) bar.value = done;
  for (const question of questions) {
    const dot = document.querySelector(`[data-dot="${CSS.escape(question.dataset.question)}"]`);
    if (!dot) continue;
    const is = answered.includes(question);
    dot.classList.toggle("done", is);
    dot.lastElementChild.textContent = is ? dot.dataset.yes : dot.dataset.no;
  }
}

for (const form of document.querySelectorAll("form[data-save]")) {
  form.addEventListener("change", () => recount(form));
  addEventListener("pageshow", () => recount(form));
}
