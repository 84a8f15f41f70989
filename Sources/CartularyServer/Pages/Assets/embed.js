// <cartulary-search base="https://data.example.org" filter="publisher:x" facets="license,availability">
//   <a href="https://data.example.org/search">Search the catalog</a>
// </cartulary-search>
//
// A search of one catalog for other sites. It asks one origin, `base`, without credentials; puts every text on the page
// as `textContent`, so that it runs under `require-trusted-types-for 'script'`; and brings its styles as a sheet of its own
// shadow root, so that it runs under a strict `style-src`. The site's `filter` is shown and cannot be taken off; it is
// a choice of the site and not access control: whoever can read the catalog can search it without it.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; container-type: inline-size; font: var(--cartulary-font, inherit); color: var(--cartulary-ink, inherit); overflow-wrap: anywhere; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
h2, h3, p, ol, ul, fieldset { margin: 0; padding: 0; border: 0; min-width: 0; font: inherit; }
ol, ul { list-style: none; }
a { color: var(--cartulary-link, LinkText); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--cartulary-accent, Highlight); outline-offset: 2px; }
.line { display: flex; gap: .5em; margin: .25em 0 .5em; }
input[type=search] { flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--cartulary-field, Field); border: 1px solid var(--cartulary-edge, currentColor); border-radius: var(--cartulary-radius, 4px); padding: .45em .6em; }
button { font: inherit; color: var(--cartulary-on-accent, ButtonText); background: var(--cartulary-accent, ButtonFace); border: 1px solid var(--cartulary-edge, currentColor); border-radius: var(--cartulary-radius, 4px); padding: .45em 1em; cursor: pointer; }
label, legend, .quiet { font-size: .9em; opacity: .85; }
fieldset { display: flex; flex-wrap: wrap; gap: .1em 1em; padding: .2em 0; }
fieldset label { display: inline-flex; gap: .4em; align-items: center; opacity: 1; padding: .2em 0; }
h2 { font-weight: 600; padding: .6em 0 .3em; border-bottom: 2px solid currentColor; }
h3 { font-size: 1.1em; }
li { padding: .7em 0; border-bottom: 1px solid var(--cartulary-line, color-mix(in srgb, currentColor 25%, transparent)); }
mark { background: var(--cartulary-mark, Mark); color: var(--cartulary-mark-ink, MarkText); }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.busy { opacity: .6; }
.badges li { display: inline; border: 0; padding: 0; } .badges li + li::before { content: " · "; }
.more { padding: .8em 0 0; }
@container (max-width: 20em) { .line { flex-wrap: wrap; } }
`);

const WORDS = {
  "availability": "How do I get it?", "license": "Licence", "openness": "Licence, how open", "sensitivity": "Sensitivity",
  "sharing": "How it is shared", "publisher": "Publisher", "theme": "Theme", "format": "Format", "place": "Place",
  "NOASSERTION": "not stated", "NONE": "no licence",
};
const plain = (code) => WORDS[code] ?? (/^[a-z]+(-[a-z]+)*$/.test(code) ? code.replaceAll("-", " ") : code);
const title = (field) => WORDS[field] ?? field[0].toUpperCase() + field.slice(1);
// As a query writes a value: in quotes unless it is one plain word.
const quoted = (value) => (/^[\w.+/-]+$/u.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`);
const counted = (count) => `${count.toLocaleString("en")} ${count === 1 ? "dataset" : "datasets"}`;
const LIMIT = 10;
let number = 0;

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

class CartularySearch extends HTMLElement {
  static observedAttributes = ["filter", "facets", "heading"];
  #base = null;
  #shadow = null;
  #chosen = new Map();
  #query = "";
  #shown = 0;
  #request = null;
  #saying = 0;

  connectedCallback() {
    if (this.#shadow) return;
    // Closed over one base: whatever the page changes later, no other origin is asked.
    let base;
    try { base = new URL(this.getAttribute("base") ?? ""); } catch { return; }
    if (base.protocol !== "https:" && base.protocol !== "http:") return;
    this.#base = base.origin + base.pathname.replace(/\/$/, "");
    this.#shadow = this.attachShadow({ mode: "open" });
    this.#shadow.adoptedStyleSheets = [sheet];
    this.#build();
    this.#search(false);
  }

  disconnectedCallback() { this.#request?.abort(); }

  attributeChangedCallback(name, before, after) {
    if (!this.#shadow || before === after) return;
    if (name === "facets") this.#chosen.clear();
    this.#build();
    this.#search(false);
  }

  get #facets() {
    return (this.getAttribute("facets") ?? "").split(",").map((name) => name.trim()).filter((name) => /^[a-z-]+$/.test(name)).slice(0, 6);
  }

  #build() {
    const id = `cartulary-${++number}`, filter = this.getAttribute("filter");
    const box = make("input", { type: "search", id, part: "input", name: "q", autocomplete: "off", maxlength: "2000", enterkeyhint: "search" });
    box.value = this.#query;
    const form = make("form", { role: "search", part: "form", action: this.#base + "/search" },
      make("label", { for: id, part: "label" }, this.getAttribute("heading") || "Search for datasets"),
      make("div", { class: "line" }, box, make("button", { part: "button" }, "Search")));
    if (filter) form.append(make("p", { class: "quiet", part: "filter" }, "This site shows: ", make("span", { dir: "auto" }, filter)));
    this.facetList = make("div", { part: "facets" });
    form.append(this.facetList);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#query = box.value;
      this.#search(true);
    });
    form.addEventListener("change", (event) => {
      if (event.target.type !== "checkbox") return;
      const { name, value, checked } = event.target, values = this.#chosen.get(name) ?? new Set();
      values[checked ? "add" : "delete"](value);
      this.#chosen.set(name, values);
      this.#query = box.value;
      this.#search(true);
    });
    this.heading = make("h2", { part: "count", tabindex: "-1" });
    this.live = make("p", { class: "vh", role: "status" });
    this.list = make("ol", { part: "results" });
    this.more = make("p", { class: "more" });
    this.rest = make("p", { class: "more quiet" });
    this.#shadow.replaceChildren(form, this.heading, this.live, this.list, this.more, this.rest);
  }

  #filters() {
    const filters = [];
    if (this.getAttribute("filter")) filters.push(this.getAttribute("filter"));
    for (const [name, values] of this.#chosen) if (values.size) filters.push(`${name}:${[...values].map(quoted).join(",")}`);
    return filters;
  }

  async #search(spoken, offset = 0) {
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    const url = new URL(this.#base + "/api/v1/search");
    url.searchParams.set("q", this.#query);
    for (const filter of this.#filters()) url.searchParams.append("filters", filter);
    for (const facet of offset ? [] : this.#facets) url.searchParams.append("facets", facet);
    url.searchParams.set("limit", LIMIT);
    if (offset) url.searchParams.set("offset", offset);
    this.list.classList.add("busy");
    const whole = make("a", { part: "all", href: this.#whole() }, "Search in the whole catalog");
    this.rest.replaceChildren(whole);
    try {
      const reply = await fetch(url, { credentials: "omit", mode: "cors", signal: request.signal, referrerPolicy: "no-referrer" });
      const answer = await reply.json();
      if (request !== this.#request) return;
      if (!reply.ok) return this.#fail(String(answer.detail ?? answer.title ?? "This query cannot be run"), spoken);
      this.#show(answer, spoken, offset);
    } catch (problem) {
      if (problem.name !== "AbortError") this.#fail("The catalog cannot be reached at the moment", spoken);
    } finally {
      if (request === this.#request) this.list.classList.remove("busy");
    }
  }

  #whole() {
    const url = new URL(this.#base + "/search");
    const query = [this.#query, ...this.#filters()].filter(Boolean).join(" ");
    if (query) url.searchParams.set("q", query);
    return url.href;
  }

  #fail(message, spoken) {
    this.heading.textContent = message;
    this.list.replaceChildren();
    this.more.replaceChildren();
    if (spoken) this.#say(message);
  }

  #show(answer, spoken, offset) {
    this.heading.textContent = counted(answer.total);
    const hits = answer.items.map((item) => this.#hit(item));
    if (offset) this.list.append(...hits); else this.list.replaceChildren(...hits);
    this.#shown = offset + hits.length;
    if (!offset) this.#showFacets(answer.facets ?? {});
    this.more.replaceChildren();
    if (this.#shown < answer.total && hits.length) {
      const button = make("button", { type: "button", part: "button" }, "Show more");
      button.addEventListener("click", () => this.#search(true, this.#shown));
      this.more.append(button);
    }
    if (offset) this.list.children[offset]?.querySelector("a")?.focus();
    if (spoken) this.#say(offset ? `${this.#shown} of ${counted(answer.total)}` : counted(answer.total));
  }

  #say(text) {
    clearTimeout(this.#saying);
    this.live.textContent = "";
    this.#saying = setTimeout(() => { this.live.textContent = text; }, 500);
  }

  #hit(item) {
    const link = make("a", { href: `${this.#base}/dataset/${encodeURIComponent(item.id)}`, dir: "auto", part: "title" });
    link.textContent = item.title;
    const hit = make("li", { part: "hit" }, make("h3", {}, link));
    const by = [item.publisher, item.modified ?? item.issued].filter(Boolean).join(" · ");
    if (by) hit.append(make("p", { class: "quiet", dir: "auto" }, by));
    if (item.snippet) {
      const snippet = make("p", { part: "snippet", dir: "auto" });
      item.snippet.split("**").forEach((piece, index) => snippet.append(index % 2 ? make("mark", {}, piece) : piece));
      hit.append(snippet);
    }
    const badges = [item.availability, item.sensitivity === "unspecified" ? "" : item.sensitivity, item.license === "NOASSERTION" ? "no licence stated" : item.license];
    hit.append(make("ul", { class: "badges quiet", part: "badges", "aria-label": "Terms" }, ...badges.filter(Boolean).map((badge) => make("li", {}, plain(badge)))));
    return hit;
  }

  #showFacets(facets) {
    const focused = this.#shadow.activeElement, key = focused?.type === "checkbox" ? [focused.name, focused.value] : null;
    this.facetList.replaceChildren(...this.#facets.filter((name) => facets[name]).map((name) => {
      const values = facets[name].values.filter((value) => value.count || value.selected).slice(0, 8);
      return make("fieldset", { part: "facet" }, make("legend", {}, title(name)), ...values.map((value) => {
        const box = make("input", { type: "checkbox", name, value: value.value });
        box.checked = this.#chosen.get(name)?.has(value.value) ?? false;
        return make("label", {}, box, make("span", { dir: "auto" }, plain(value.value)), make("span", { class: "quiet" }, String(value.count)));
      }));
    }));
    if (key) [...this.facetList.querySelectorAll("input")].find((box) => box.name === key[0] && box.value === key[1])?.focus();
  }
}

customElements.define("cartulary-search", CartularySearch);
