// What a page needs in the browser itself and Streamlit does not do. Served by web.py, which gives it its words:
// by language, the first of them the language of an address that names none.
(() => {
  const words = JSON.parse(document.currentScript.dataset.words);
  const languages = Object.keys(words);

  // Streamlit keeps whether its menu was open, and opens it again when the page is loaded anew. Beside the page that
  // is well; on a phone it lies over the page, so there it starts closed. This runs before Streamlit looks.
  try {
    const kept = Object.keys(localStorage).filter((key) => key.startsWith("stSidebarCollapsed-"));
    if (matchMedia("(max-width: 768px)").matches) kept.forEach((key) => localStorage.removeItem(key));
  } catch {
    // Without storage nothing was kept.
  }

  // Streamlit changes the language without loading the page anew; the document says which one it is.
  const say = () => {
    const asked = new URLSearchParams(location.search).get("lang");
    document.documentElement.lang = languages.includes(asked) ? asked : languages[0];
  };
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...given) {
      original.apply(this, given);
      say();
    };
  }
  addEventListener("popstate", say);
  say();

  // Names that only a screen reader tells, and that Streamlit has in English alone.
  const name = () => {
    const told = words[document.documentElement.lang];
    const set = (element, text) => {
      if (element.getAttribute("aria-label") !== text) element.setAttribute("aria-label", text);
    };
    document.querySelectorAll("[data-testid=stTopNav]").forEach((nav) => set(nav, told.pages));
    document.querySelectorAll(".rc-overflow-item-rest button").forEach((more) => set(more, told.more));
    document.querySelectorAll("[data-testid=stFileUploaderDropzone]").forEach((zone) => {
      zone.querySelectorAll("button").forEach((button) => {
        const file = button.closest("[data-testid=stFileChip]");
        set(button, file ? told.remove : `${told.choose}: ${zone.getAttribute("aria-label")}`);
      });
    });
    document.querySelectorAll("[data-testid=stExpandSidebarButton]").forEach((open) => set(open, told.menu));
    document.querySelectorAll("[data-testid=stSidebarCollapseButton] button").forEach((close) => set(close, told.close));
    document.querySelectorAll("section[data-testid=stSidebar]").forEach((side) => set(side, told.menu));
    // Sixteen buttons with one and the same word: each says whose it is.
    document.querySelectorAll("[class*=st-key-line-]").forEach((line) => {
      const more = line.querySelector("[data-testid=stPopoverButton]:not([aria-label])");
      const measure = line.querySelector("input[aria-label]");
      if (more && measure) set(more, `${more.querySelector("p")?.textContent}: ${measure.getAttribute("aria-label")}`);
    });
    const skip = document.querySelector("[data-testid=stSkipToContent]");
    if (skip && skip.textContent !== told.skip) skip.textContent = told.skip;
  };
  // What Streamlit says in English on every page: an address without a page, or a lost connection.
  const MESSAGES = { "Page not found": "no_page", "Connection error": "no_connection" };
  const translate = () => {
    const told = words[document.documentElement.lang];
    document.querySelectorAll("[role=dialog] > h2").forEach((title) => {
      const message = MESSAGES[title.textContent];
      if (!message) return;
      title.textContent = told[message];
      title.nextElementSibling.textContent = told[`${message}_told`];
      title.parentElement.querySelector("button").setAttribute("aria-label", told.close_message);
    });
    const status = document.querySelector("[data-testid=stConnectionStatus] label");
    if (status?.textContent === "Connecting") status.textContent = told.connecting;
  };
  // Tables that do not fit, ours and Streamlit's: the style sheet says so, and fades the side where there is more.
  const TABLES = ".koers-wide > .koers-scroll, [data-testid=stTable] > div";
  const mark = (table) => {
    const more = [];
    const beyond = table.scrollWidth - table.clientWidth;
    if (beyond > 1) {
      more.push("wide");
      if (table.scrollLeft > 1) more.push("left");
      if (table.scrollLeft < beyond - 1) more.push("right");
    }
    const told = table.parentElement;
    if (!more.length) told.removeAttribute("data-koers-wide");
    else if (told.dataset.koersWide !== more.join(" ")) told.dataset.koersWide = more.join(" ");
  };
  // Tells at once what has just come into sight, and then whenever it or what is in it gets another width.
  const sizes = new ResizeObserver((changes) => {
    for (const table of changes.map((change) => change.target.closest(TABLES))) if (table) mark(table);
  });
  const seen = new WeakSet();
  const tables = () => {
    document.querySelectorAll(`:is(${TABLES}), :is(${TABLES}) > table`).forEach((part) => {
      if (!seen.has(part)) sizes.observe(part);
      seen.add(part);
    });
  };
  addEventListener("scroll", (event) => event.target.matches?.(TABLES) && mark(event.target), true);

  let waiting = false;
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      name();
      translate();
      tables();
    });
  });
  observer.observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["lang"] });

  // <button data-koers="copy" data-field="id of an input" data-done="text" >, and with "print" or "side"
  const copy = async (button) => {
    const field = document.getElementById(button.dataset.field);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // without https there is no clipboard, save on this machine
    }
    document.getElementById(button.dataset.told).textContent = button.dataset.done;
  };
  // To the measures, which on a phone are in the menu, below the names of all pages.
  const side = () => {
    document.querySelector("[data-testid=stExpandSidebarButton]")?.click();
    const reach = (tries) => {
      const measures = document.querySelector("[data-testid=stSidebar] [class*=st-key-side-]");
      if (measures?.getBoundingClientRect().left >= 0) measures.scrollIntoView(); // the menu has slid in
      else if (tries) setTimeout(reach, 50, tries - 1);
    };
    reach(40);
  };
  addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-koers]");
    if (button?.dataset.koers === "copy") copy(button);
    if (button?.dataset.koers === "print") print();
    if (button?.dataset.koers === "side") side();
    // A page that is left must not leave its panel open over the next one.
    if (event.target.closest?.("[data-testid=stPopoverBody] [data-testid=stPageLink] a")) {
      event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    }
  });
})();
