// The search of a catalog that lies on a file host: Pagefind's index in place of a server. Every other page of such a site
// is whole without JavaScript; this one then points to the list of all datasets.
const root = document.documentElement;
root.classList.add("js");
const form = document.getElementById("search"), box = document.getElementById("q");
const SIZE = 20;
const site = new URL("../", import.meta.url);

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
  const search = document.getElementById("q");
  if (!search) return;
  event.preventDefault();
  search.focus();
});

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Pieces of an excerpt, which Pagefind writes as HTML with `<mark>`; put on the page as text. */
function excerpt(html) {
  const text = (part) => part.replace(/&(lt|gt|amp|quot|#39|#x27);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&", quot: '"' }[name] ?? "'"));
  return html.split(/<\/?mark>/).map((part, index) => (index % 2 ? make("mark", {}, text(part)) : text(part)));
}

function hit(data, number) {
  const { title, publisher, modified, availability, sensitivity } = data.meta;
  const badges = [availability, sensitivity].filter(Boolean).map((badge) => make("li", { class: "badge" }, badge));
  return make("li", { class: "hit" },
    make("h3", {}, make("a", { href: new URL(data.raw_url ?? data.url, site).href, dir: "auto" }, title)),
    make("p", { class: "by", dir: "auto" }, [publisher, modified].filter(Boolean).join(" · ")),
    make("p", { class: "snippet", dir: "auto" }, ...excerpt(data.excerpt)),
    make("ul", { class: "badges" }, ...badges));
}

let speaking;
function say(text) {
  const live = document.getElementById("live");
  clearTimeout(speaking);
  live.textContent = "";
  speaking = setTimeout(() => { live.textContent = text; }, 500);
}

if (form) {
  const results = document.getElementById("results"), count = document.getElementById("count");
  const list = make("ol", { class: "hits" }), more = make("p", { class: "take" });
  results.append(list, more);
  const boxes = () => [...document.querySelectorAll("#filters input[type=checkbox]")];
  let pagefind, asked = 0;

  function state() {
    const parameters = new URLSearchParams(location.search);
    box.value = parameters.get("q") ?? "";
    document.getElementById("sort").value = parameters.get("sort") ?? "";
    for (const [name, value] of parameters) {
      // A value that the page does not list, as a link from a list of its own has it.
      const list = document.querySelector(`#facet-${CSS.escape(name)} ul`);
      if (!list || boxes().some((each) => each.name === name && each.value === value)) continue;
      list.append(make("li", {}, make("label", {}, make("input", { type: "checkbox", name, value }), make("span", { dir: "auto" }, value), " ", make("b"))));
    }
    for (const each of boxes()) {
      each.checked = parameters.getAll(each.name).includes(each.value);
      if (each.checked) each.closest("details").open = true;
    }
  }

  function keep() {
    const parameters = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (value) parameters.append(key, value);
    history.pushState(null, "", "?" + parameters);
  }

  async function search(spoken) {
    const number = ++asked, filters = {};
    for (const each of boxes()) if (each.checked) (filters[each.name] ??= { any: [] }).any.push(each.value);
    const by = document.getElementById("sort").value;
    const sort = by === "title" ? { title: "asc" } : by ? { modified: by.startsWith("-") ? "asc" : "desc" } : undefined;
    root.classList.add("busy");
    const answer = await pagefind.search(box.value.trim() || null, { filters, sort });
    if (number !== asked) return;
    count.textContent = answer.results.length === 1 ? "1 dataset" : `${answer.results.length.toLocaleString("en")} datasets`;
    for (const each of boxes()) {
      const found = (filters[each.name] ? answer.totalFilters : answer.filters)?.[each.name]?.[each.value] ?? 0;
      each.closest("label").querySelector("b").textContent = String(found);
    }
    list.replaceChildren();
    await show(answer.results, 0, number);
    root.classList.remove("busy");
    if (spoken) say(count.textContent);
  }

  async function show(found, from, number) {
    const page = await Promise.all(found.slice(from, from + SIZE).map((each) => each.data()));
    if (number !== asked) return;
    list.append(...page.map((data, index) => hit(data, from + index)));
    more.replaceChildren();
    if (from + SIZE < found.length) {
      const button = make("button", { type: "button", class: "small" }, "Show more");
      button.addEventListener("click", async () => {
        await show(found, from + SIZE, number);
        list.children[from + SIZE]?.querySelector("a").focus();
      });
      more.append(button);
    }
  }

  const again = () => { keep(); search(true); };
  form.addEventListener("submit", (event) => { event.preventDefault(); again(); });
  form.addEventListener("change", (event) => { if (event.target !== box) again(); });
  addEventListener("popstate", () => { state(); search(true); });
  state();
  try {
    pagefind = await import(new URL("pagefind/pagefind.js", site).href);
    await pagefind.options({ excerptLength: 35 });
    await pagefind.filters();  // else the first answer has no counts
    await search(false);
  } catch {
    count.textContent = "The search index is missing";
    results.append(make("p", { class: "note" }, "Run: python3 -m pagefind --site ", make("code", {}, "DIR"), "; the list of all datasets works without it."));
  }
}
