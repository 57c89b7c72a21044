// Files are dropped, or chosen, and sent one by one, so that three hundred are no more than one; without this script
// the form sends them all at once. What the server says of each stands in the list of the page.
const form = document.querySelector("form[data-intake]");
if (form) {
  const input = form.elements.documents;
  const told = form.querySelector("[data-told]");
  const bar = form.querySelector("progress");
  const zone = form.querySelector("[data-zone]");
  const button = form.querySelector("button.main");
  const words = form.dataset;
  let busy = false;

  const say = (sentence, done, total) => {
    told.textContent = sentence.replace("{done}", done).replace("{total}", total);
  };

  const sent = async (file) => {
    const data = new FormData(form);
    data.delete("documents");
    data.append("documents", file);
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
    return answer.ok;
  };

  const send = async (files) => {
    busy = true;
    button.disabled = true;
    bar.hidden = false;
    bar.max = files.length;
    const failed = [];
    for (const [place, file] of files.entries()) {
      bar.value = place;
      say(words.sending, place + 1, files.length);
      try {
        if (file.size > Number(words.largest) || !(await sent(file))) failed.push(file.name);
      } catch {
        failed.push(file.name);
      }
    }
    busy = false;
    button.disabled = false;
    bar.hidden = true;
    if (!failed.length) {
      location.assign(words.after);
      return;
    }
    say(words.failed, failed.length, files.length);
    told.append(" ", failed.join("; "));
    input.value = "";
  };

  const count = () => say(input.files.length ? words.chosen : "", input.files.length, input.files.length);

  zone.querySelector("[data-drop]").hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("strong");
    });
  }
  zone.addEventListener("dragleave", () => zone.classList.remove("strong"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("strong");
    if (busy || !event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    count();
  });
  input.addEventListener("change", count);
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    if (!busy) send([...input.files]);
  });
  addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });
}
