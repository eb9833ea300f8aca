/* Saves each answer as it is given, says so, and keeps trying when the line is down.

   One POST for each change, to the form's data-save:
     question   the question's id            choice     each chosen value; none when cleared
                                             rank       where steps are put in order: each one's place
     page       drawn anew at each opening   sequence   counts up on that page
   Changes are sent one after the other, and the server keeps each that differs from the one
   before: the later arrival counts. Page and sequence name a change; the server goes by arrival
   alone. Who has signed in again has a new CSRF token: a 400 that brings it in the header X-CSRFToken is tried again
   with it. Answers wait in memory and in the form, never in the browser's storage. */

const WAITS = [1, 2, 4, 8, 15, 30].map((seconds) => seconds * 1000);
const LIMIT = 10_000;
const KINDS = { saved: "ok", failed: "late", refused: "late", "signed-out": "late" };
const WORDS = {
  saved: "Saved {time}",
  failed: "Not saved. We keep trying.",
  refused: "Not saved. Load this page again, then give this answer once more.",
  "signed-out": "You are signed out. Sign in again in another tab; your answers stay here.",
};

/** The hour on the worker's own clock, such as 14:32. */
function clock() {
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

/** What the server's response means for the answer that was sent. */
function outcomeOf(response, renewed) {
  if (response.ok) return "saved";
  if (renewed) return "renewed";
  if (response.status === 401 || response.type === "opaqueredirect") return "signed-out";
  const again = response.status >= 500 || response.status === 408 || response.status === 429;
  return again ? "failed" : "refused";
}

class Autosave {
  page = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16)).join("");
  sequence = 0;
  waiting = new Map();
  sending = null;
  failures = 0;
  timer = 0;
  leaving = false;

  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[role=status]");
    this.token = form.querySelector("[name=csrf_token]");
    form.addEventListener("change", (event) => this.changed(event));
    form.addEventListener("submit", () => this.left());
    addEventListener("online", () => this.send());
    addEventListener("focus", () => this.send());
    addEventListener("pagehide", () => this.flush());
    addEventListener("pageshow", () => (this.leaving = false));
    addEventListener("beforeunload", (event) => this.warn(event));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
      else this.send();
    });
  }

  changed(event) {
    const question = event.target.closest("[data-question]");
    if (!question) return;
    const answer = [...question.querySelectorAll("input:checked, select")].map((field) => [
      field.localName === "select" ? "rank" : "choice",
      field.value,
    ]);
    this.sequence += 1;
    this.waiting.set(question.dataset.question, { answer, sequence: this.sequence });
    this.send();
  }

  /** The form itself carries every answer; nothing is left to save or to warn about. */
  left() {
    this.leaving = true;
    clearTimeout(this.timer);
  }

  async send() {
    clearTimeout(this.timer);
    if (this.sending || this.leaving || this.waiting.size === 0) return;
    const [question, answer] = this.waiting.entries().next().value;
    this.sending = answer;
    const outcome = await this.post(question, answer);
    this.sending = null;
    if (outcome === "saved" || outcome === "refused") {
      if (this.waiting.get(question) === answer) this.waiting.delete(question);
      this.failures = 0;
      this.say(outcome);
      this.send();
    } else {
      if (this.waiting.get(question) === answer) {
        this.waiting.delete(question);
        this.waiting.set(question, answer); // to the end, so that none waits behind a bad one
      }
      if (outcome === "renewed") this.failures = 0;
      this.say(outcome === "renewed" ? "failed" : outcome);
      this.timer = setTimeout(() => this.send(), WAITS[Math.min(this.failures, WAITS.length - 1)]);
      this.failures += 1;
    }
  }

  async post(question, { answer, sequence }) {
    const body = new URLSearchParams({ question, page: this.page, sequence });
    for (const [name, value] of answer) body.append(name, value);
    try {
      const response = await fetch(this.form.dataset.save, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": this.token?.value ?? "", Accept: "application/json" },
        keepalive: true,
        redirect: "manual",
        signal: AbortSignal.timeout(LIMIT),
      });
      return outcomeOf(response, this.renew(response.headers.get("X-CSRFToken")));
    } catch {
      return "failed";
    }
  }

  /** Takes the token the server gave, and says whether it differs from the one just used. */
  renew(token) {
    if (!token || !this.token || token === this.token.value) return false;
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token;
    return true;
  }

  /** Sends at once what still waits: the page may not come back. */
  flush() {
    if (this.leaving) return;
    for (const [question, answer] of this.waiting) {
      if (answer !== this.sending) this.post(question, answer);
    }
  }

  warn(event) {
    if (!this.leaving && this.waiting.size > 0) event.preventDefault();
  }

  say(outcome) {
    const status = this.status;
    if (!status) return;
    const mark = status.querySelector(".st");
    const words = status.dataset[outcome === "signed-out" ? "signedOut" : outcome];
    mark.hidden = false;
    mark.className = `st ${KINDS[outcome]}`;
    mark.querySelector("use").setAttribute("href", `#i-${KINDS[outcome]}`);
    mark.lastElementChild.textContent = (words ?? WORDS[outcome]).replace("{time}", clock());
  }
}

for (const form of document.querySelectorAll("form[data-save]")) new Autosave(form);
