// In a group of choices a digit chooses: 1 the first, 2 the second. Without this script the arrow keys do.
for (const form of document.querySelectorAll("form[data-digits]")) {
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const choices = event.target.closest("fieldset")?.querySelectorAll("[type=radio]") ?? [];
    const chosen = choices[Number(event.key) - 1];
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
    chosen.focus();
  });
}
