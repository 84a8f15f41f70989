// What JavaScript betters; every page is whole without it. No markup is made from text here: nodes are created, moved
// from answers of this server that the browser has parsed as documents, or given `textContent` (trusted types are on).
const root = document.documentElement;
root.classList.add("js");
const $ = (selector, within = document) => within.querySelector(selector);

/** An element with attributes and children; children are nodes or texts. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Says a text once, after the last change, to those who listen rather than look. */
let saying;
function say(text) {
  const live = $("#live");
  if (!live) return;
  clearTimeout(saying);
  live.textContent = "";
  saying = setTimeout(() => { live.textContent = text.trim(); }, 500);
}

// `/` goes to the search box, as long as nothing is being typed.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
  const box = $("#q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// MARK: Filters apply at once

const form = $("#search");

/** The address of the form as it stands, without what is empty. */
function address(extra) {
  const parameters = new URLSearchParams();
  for (const [key, value] of new FormData(form)) if (value) parameters.append(key, value);
  if (extra) parameters.append(...extra);
  const query = parameters.toString();
  return form.action.split("?")[0] + (query ? "?" + query : "");
}

/** What would find a control again in another answer. */
function trace(element) {
  if (!element?.closest?.("#filters, #results")) return null;
  const facet = element.closest(".facet")?.id;
  return { id: element.id, name: element.name, value: element.type === "checkbox" ? element.value : null, tag: element.tagName, facet };
}

function retrace(mark) {
  if (!mark) return;
  const found = (mark.id && document.getElementById(mark.id))
    || [...form.elements].find((e) => mark.name && e.name === mark.name && e.tagName === mark.tag && (mark.value === null || e.value === mark.value))
    || (mark.facet && $("summary", document.getElementById(mark.facet) ?? form));
  found?.focus({ preventScroll: true });
  if (found?.type === "search") found.setSelectionRange(found.value.length, found.value.length);
}

let request;
/** Takes results and filters from the page at `url`; leaves to the browser what cannot be had. */
function load(url, { push = true, focus = trace(document.activeElement) } = {}) {
  request?.abort();
  const loading = (request = new XMLHttpRequest());
  loading.open("GET", url);
  loading.responseType = "document";
  loading.timeout = 15000;
  root.classList.add("busy");
  loading.onload = () => {
    const page = loading.response;
    const results = page && $("#results", page), filters = page && $("#filters", page);
    if (!results || !filters) return location.assign(url);
    const opened = new Map([...document.querySelectorAll("#filters details")].map((d) => [d.id, d.open]));
    for (const details of filters.querySelectorAll("details")) if (opened.get(details.id)) details.open = true;
    $("#results").replaceWith(document.adoptNode(results));
    $("#filters").replaceWith(document.adoptNode(filters));
    document.title = page.title;
    $("h1").textContent = $("h1", page).textContent;
    // The server brings the address into its one form; that is the one to share.
    if (push) history.pushState(null, "", loading.responseURL || url);
    root.classList.remove("busy");
    retrace(focus);
    say($("#count").textContent);
  };
  loading.onerror = loading.ontimeout = () => location.assign(url);
  loading.send();
}

if (form) {
  let typing;
  form.addEventListener("change", (event) => {
    if (event.target.matches("#filters input[type=checkbox], #sort, #filters select, #me-country")) load(address());
  });
  form.addEventListener("input", (event) => {
    if (!event.target.matches(".find")) return;
    clearTimeout(typing);
    typing = setTimeout(() => load(address(), { push: false }), 300);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const by = event.submitter;
    // "Show more" has no place of its own any more: go to the first value that it brought.
    const focus = by?.name ? { facet: by.closest(".facet")?.id, tag: "", name: "" } : trace(document.activeElement);
    load(address(by?.name ? [by.name, by.value] : null), { focus });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".chips a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const url = new URL(link.href);
    for (const box of document.querySelectorAll("#filters input[type=checkbox]")) box.checked = url.searchParams.getAll(box.name).includes(box.value);
    load(link.href, { focus: { id: "count" } });
  });
  addEventListener("popstate", () => {
    const parameters = new URLSearchParams(location.search);
    $("#q").value = parameters.get("q") ?? "";
    load(location.href, { push: false, focus: null });
  });
}

// MARK: Suggestions, as a combobox

for (const box of document.querySelectorAll("input[data-complete]")) combobox(box);

function combobox(box) {
  const list = make("ul", { id: box.id + "-list", role: "listbox", class: "combo", "aria-label": "Suggestions", hidden: "" });
  box.closest(".ask").append(list);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) box.setAttribute(key, value);
  let items = [], range = [0, 0], at = -1, timer, asked = 0;
  const bytes = (text) => new TextEncoder().encode(text).length;

  function close() {
    list.hidden = true;
    items = [];
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function show(answer) {
    ({ suggestions: items, range } = answer);
    list.replaceChildren(...items.map((item, index) => make("li", { role: "option", id: `${list.id}-${index}`, "aria-selected": "false" },
      make("span", { dir: "auto" }, item.text), make("b", {}, item.count === null ? item.kind : String(item.count)))));
    at = -1;
    const line = box.closest(".line");
    list.hidden = !items.length;
    list.style.setProperty("top", `${line.offsetTop + line.offsetHeight}px`);
    box.setAttribute("aria-expanded", String(!!items.length));
    box.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = (at + step + items.length + 1) % (items.length + 1);
    if (at === items.length) at = step > 0 ? -1 : items.length - 1;
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    const option = list.children[at];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  /** Puts a suggestion in place of its range, which counts bytes of UTF-8. */
  function take(index) {
    const text = new TextEncoder().encode(box.value), decode = (part) => new TextDecoder().decode(part);
    const before = decode(text.slice(0, range[0])), after = decode(text.slice(range[1]));
    const item = items[index];
    box.value = before + item.text + after;
    const caret = (before + item.text).length;
    box.setSelectionRange(caret, caret);
    close();
    if (item.kind === "field") return ask();
    box.form.requestSubmit();
  }

  async function ask() {
    const number = ++asked, text = box.value;
    if (text.trim().length < 2) return close();
    const url = new URL(box.dataset.complete, location.href);
    url.search = new URLSearchParams({ q: text, at: bytes(text.slice(0, box.selectionStart ?? text.length)), limit: 8 });
    try {
      const answer = await fetch(url, { credentials: "same-origin" });
      if (answer.ok && number === asked && document.activeElement === box) show(await answer.json());
    } catch { close(); }
  }

  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask(); else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(at);
    } else if (event.key === "Enter") {
      asked++;
      clearTimeout(timer);
      close();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  box.addEventListener("blur", () => { asked++; close(); });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const index = [...list.children].indexOf(event.target.closest("li"));
    if (index >= 0) take(index);
  });
}

// MARK: A table that filters, a text to copy

for (const filter of document.querySelectorAll("form[data-filter]")) {
  const table = document.getElementById(filter.dataset.filter), box = $("input[type=search]", filter);
  // What the server has filtered already cannot be had back here.
  if (!table || box.value) continue;
  const rows = [...table.querySelectorAll("tbody tr:not(.table-title)")], count = document.getElementById(table.getAttribute("aria-describedby"));
  const texts = rows.map((row) => row.textContent.toLowerCase()), total = count.textContent;
  const whole = !$(".note", filter.closest("section"));
  box.addEventListener("input", () => {
    const text = box.value.trim().toLowerCase();
    let found = 0;
    rows.forEach((row, index) => { row.hidden = !texts[index].includes(text); found += !row.hidden; });
    for (const body of table.tBodies) {
      const title = $(".table-title", body);
      if (title) title.hidden = ![...body.rows].some((row) => row !== title && !row.hidden);
    }
    count.textContent = text ? `${found} of ${total}` : total;
    say(count.textContent);
  });
  if (whole) filter.addEventListener("submit", (event) => event.preventDefault());
}

for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = make("button", { type: "button", class: "small" }, "Copy");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent.trim());
    button.textContent = "Copied";
    say("Copied");
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  text.after(button);
}
