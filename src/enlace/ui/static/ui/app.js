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
