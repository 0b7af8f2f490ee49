// Makes the pages quicker; none of them needs it.
"use strict";

// Files may be dropped anywhere on the page with the form, and pasted as well.
function bringFiles(form) {
  const input = form.querySelector("input[type=file]");
  const hint = form.querySelector("[data-drop-hint]");
  hint.hidden = false;
  let depth = 0;
  const holdsFiles = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
  const rest = () => { depth = 0; document.body.classList.remove("dropping"); };
  document.body.dataset.drop = form.dataset.drop || hint.textContent;
  document.addEventListener("dragenter", (event) => {
    if (!holdsFiles(event)) return;
    depth += 1;
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", () => { depth -= 1; if (depth <= 0) rest(); });
  document.addEventListener("dragover", (event) => { if (holdsFiles(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    rest();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("paste", (event) => {
    if (!event.clipboardData || !event.clipboardData.files.length) return;
    event.preventDefault();
    input.files = event.clipboardData.files;
  });
}

// One press sends once; Ctrl+Enter sends from the text.
function sendOnce(form) {
  const button = form.querySelector("button[type=submit]");
  if (!button) return;
  const words = button.textContent;
  form.addEventListener("submit", () => { button.disabled = true; button.textContent = button.dataset.working || words; });
  // Whoever comes back by the browser's button finds the form as it was.
  window.addEventListener("pageshow", () => { button.disabled = false; button.textContent = words; });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

// The reader's choice of who they are holds for the next answer too.
function rememberReader(inputs) {
  let known = null;
  try { known = localStorage.getItem("reader"); } catch { /* A browser may forbid it; then nothing is remembered. */ }
  for (const input of inputs) {
    if (input.value === known) input.checked = true;
    input.addEventListener("change", () => { try { localStorage.setItem("reader", input.value); } catch { /* as above */ } });
  }
}

// Buttons that copy something are there only where copying works.
function offerCopies(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy-link], [data-copy]")) {
    button.hidden = false;
    const words = button.textContent;
    button.addEventListener("click", async () => {
      const link = button.dataset.copyLink;
      await navigator.clipboard.writeText(link ? new URL(link, location.href).href : button.dataset.copy);
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  }
}

// While checks go on, the parts of the answer are written anew as they change.
function followChecks(results) {
  const source = new EventSource(results.dataset.events);
  const write = (place, html) => {
    const open = Array.from(place.querySelectorAll("details"), (details) => details.open);
    place.innerHTML = html;
    place.querySelectorAll("details").forEach((details, at) => { details.open = open[at] || false; });
    offerCopies(place);
  };
  // Where somebody is at work, the part waits until they leave it.
  const waiting = new Map();
  const isBusy = (place) => place.contains(document.activeElement);
  document.addEventListener("focusout", () => setTimeout(() => {
    for (const [place, html] of waiting) {
      if (isBusy(place)) continue;
      waiting.delete(place);
      write(place, html);
    }
  }));
  source.addEventListener("part", (event) => {
    const part = JSON.parse(event.data);
    const place = document.getElementById(part.id);
    if (!place) return;
    if (isBusy(place)) waiting.set(place, part.html); else write(place, part.html);
  });
  source.addEventListener("done", (event) => {
    source.close();
    const told = document.getElementById("told");
    if (told) told.textContent = event.data;
  });
}

// Moments are written in UTC; a script knows the reader's own time.
function tellOwnTime() {
  const form = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll("time[datetime]")) {
    time.title = time.textContent;
    time.textContent = form.format(new Date(time.dateTime));
  }
}

tellOwnTime();
const asking = document.getElementById("ask");
if (asking) bringFiles(asking);
document.querySelectorAll("form[method=post]").forEach(sendOnce);
const readers = document.querySelectorAll("input[name=reader]");
if (readers.length) rememberReader(readers);
offerCopies(document);
const results = document.querySelector("[data-events]");
if (results) followChecks(results);
