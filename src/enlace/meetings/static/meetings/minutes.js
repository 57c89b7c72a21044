// Minutes are kept every half minute while somebody writes; without this script the button saves.
const form = document.querySelector("form[data-keep]");
if (form) {
  const text = form.elements.text;
  const language = form.elements.language;
  const base = form.elements.base;
  const line = document.getElementById("kept");
  const elsewhere = document.getElementById("elsewhere");
  const written = () => JSON.stringify([text.value, language.value]);
  let kept = written();
  let busy = false;
  let leaving = false;

  const tell = (said) => {
    elsewhere.textContent = said;
    elsewhere.hidden = !said;
  };

  const keep = async () => {
    const sent = written();
    const answer = await fetch(form.dataset.keep, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    line.textContent = told.said || form.dataset.failed;
    if (answer.ok && told.base) {
      base.value = told.base;
      kept = sent;
      tell(told.elsewhere);
    }
  };

  const look = async () => {
    const answer = await fetch(`${form.dataset.head}?base=${base.value}`, { redirect: "error" });
    if (answer.ok) tell((await answer.json()).elsewhere);
  };

  setInterval(async () => {
    if (busy || leaving) return;
    busy = true;
    try {
      await (written() === kept ? look() : keep());
    } catch {
      line.textContent = form.dataset.failed;
    } finally {
      busy = false;
    }
  }, Number(form.dataset.every) * 1000);

  form.addEventListener("submit", (event) => {
    if (busy) {
      event.preventDefault();
      setTimeout(() => form.requestSubmit(event.submitter), 200);
      return;
    }
    leaving = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && written() !== kept) event.preventDefault();
  });
}
