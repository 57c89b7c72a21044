// Writes expected.json anew, by hand: in a folder of its own, `npm install citeproc@2.4.63`, then
// node citeproc.js records.json STYLES LOCALES expected.json (the folders of library/citing).
const fs = require("fs");
const CSL = require("citeproc");
const [, , from, styles, locales, to] = process.argv;
const records = JSON.parse(fs.readFileSync(from, "utf8"));
const expected = {};
for (const style of ["apa", "modern-language-association", "chicago-author-date"]) {
  expected[style] = {};
  for (const [language, locale] of [["es", "es-ES"], ["en", "en-US"], ["pt", "pt-BR"]]) {
    const engine = new CSL.Engine(
      {
        retrieveLocale: (name) => fs.existsSync(`${locales}/locales-${name}.xml`) && fs.readFileSync(`${locales}/locales-${name}.xml`, "utf8"),
        retrieveItem: (id) => structuredClone(records.find((one) => one.id === id)),
      },
      fs.readFileSync(`${styles}/${style}.csl`, "utf8"),
      locale,
      true,
    );
    expected[style][language] = records.map((one) => {
      engine.updateItems([one.id]);
      return engine.makeBibliography()[1][0].replace(/<\/?div[^>]*>/g, "").trim();
    });
  }
}
const version = require("citeproc/package.json").version;
fs.writeFileSync(to, JSON.stringify({ made_with: `citeproc-js ${version}`, records, expected }, null, 1) + "\n");
