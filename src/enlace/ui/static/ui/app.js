// A video is asked for only when the reader says so; without this script its link stays.
for (const embed of document.querySelectorAll("[data-frame]")) {
  const button = embed.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = embed.dataset.frame;
    frame.title = embed.dataset.title;
    frame.allow = "fullscreen";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    button.replaceWith(frame);
    frame.focus();
  });
}

// What a slider stands at is written beside it while it moves.
for (const output of document.querySelectorAll("output[for]")) {
  const slider = document.getElementById(output.htmlFor.value);
  slider.addEventListener("input", () => (output.value = slider.value));
}

// What a field or a text holds is copied by the button beside it; without this script it is selected by hand.
for (const button of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) continue;
  const source = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.value ?? source.innerText);
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = before), 2000);
  });
}
