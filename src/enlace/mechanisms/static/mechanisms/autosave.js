// What is written in a form that carries its revision is saved a moment later, part by part ([data-autosave] with hx-post).
// The revision is read when the request leaves, not when it was queued; where it does not arrive, the part says so.
const partOf = (event) => event.detail.ctx?.sourceElement?.closest("[data-autosave]");

function tell(part, isUnsaved) {
  const told = part.querySelector("[data-unsaved]");
  if (told) told.hidden = !isUnsaved;
}

document.addEventListener("htmx:before:request", (event) => {
  const part = partOf(event);
  if (!part) return;
  const request = event.detail.ctx.request;
  const form = part.closest("form");
  const body = new URLSearchParams();
  for (const field of [...form.querySelectorAll(":scope > [name=csrfmiddlewaretoken]"), ...part.querySelectorAll("[name]")]) {
    if (field.type === "submit" || (["radio", "checkbox"].includes(field.type) && !field.checked)) continue;
    body.append(field.name, field.value);
  }
  request.body = body;
  request.keepalive = body.toString().length < 60000;
});

document.addEventListener("htmx:before:response", (event) => {
  const part = partOf(event);
  if (!part) return;
  const answer = event.detail.ctx.response.raw;
  const isLost = !answer.ok || answer.redirected;
  tell(part, isLost);
  if (isLost) event.preventDefault();
});

document.addEventListener("htmx:error", (event) => {
  const part = partOf(event);
  if (part) tell(part, true);
});
