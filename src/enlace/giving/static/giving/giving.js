// The amounts follow the currency at once; without this script a button loads the page again.
for (const form of document.querySelectorAll("[data-giving]")) {
  const select = form.querySelector("[name=currency]");
  const place = form.querySelector("[data-amounts]");
  const show = (code) => {
    const other = form.querySelector(`template[data-currency="${code}"]`);
    if (other) place.replaceChildren(other.content.cloneNode(true));
  };
  if (!select || select.tagName !== "SELECT") continue;
  for (const button of form.querySelectorAll("[data-reloads]")) button.hidden = true;
  select.addEventListener("change", () => show(select.value));
  if (form.dataset.giving === "guess") {
    const region = (navigator.language || "").match(/-([A-Za-z]{2})$/);
    const option = region && [...select.options].find((one) => one.dataset.regions.split(" ").includes(region[1].toUpperCase()));
    if (option && !option.selected) {
      option.selected = true;
      show(option.value);
    }
  }
}

// A little work shows that a form is sent by a browser, not by a machine that sends thousands; it is done while one reads.
const enough = (bytes, bits) => {
  for (let place = 0; place < bits; place++) if (bytes[place >> 3] & (128 >> (place & 7))) return false;
  return true;
};
const work = async (stamp, bits) => {
  const encoder = new TextEncoder();
  for (let number = 0; ; number++) {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`${stamp}:${number}`));
    if (enough(new Uint8Array(digest), bits)) return String(number);
  }
};
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
for (const form of document.querySelectorAll("form[data-bits]")) {
  const waits = form.dataset.seconds;
  const run = async () => {
    if (window.crypto && crypto.subtle) {
      form.elements.proof.value = await work(form.elements.stamp.value, Number(form.dataset.bits));
      if (waits) await pause(Number(form.dataset.least));
    } else if (waits) await pause(Number(waits) + 1);
    if (waits) form.requestSubmit();
  };
  run();
}

// A page that waits for news looks again by itself, less and less often.
const news = document.querySelector("[data-again]");
if (news) {
  const turn = Number(sessionStorage.getItem("giving-again") || 0);
  if (turn < 12) {
    setTimeout(() => {
      sessionStorage.setItem("giving-again", String(turn + 1));
      location.reload();
    }, 4000 * (1 + turn / 2));
  }
} else sessionStorage.removeItem("giving-again");
