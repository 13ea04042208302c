"use strict";
/* What a figure rests on, beside the text; figures by source; a citation to copy.

   Whatever is shown stands in the page already: entries are cloned, words come from attributes in the page's language,
   and which source a figure rests on from the evidence that the page carries. Without this script the same links lead
   to the entries themselves. */
(() => {
  const root = document.documentElement;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const evidence = JSON.parse(find("#evidence").textContent);
  const panel = find(".panel");
  const shown = find(".shown", panel);
  const citation = find(".citation", panel);
  const says = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

  // --- what rests on which sources

  const anchors = new Map();
  for (const kind of ["facts", "derivations", "statements", "sources"])
    for (const [key, record] of Object.entries(evidence[kind])) anchors.set(record.anchor, [kind, key]);

  const sourcesOf = (kind, key) => {
    const record = evidence[kind] && evidence[kind][key];
    if (!record) return [];
    if (kind === "sources") return [key];
    if (kind === "facts") return [...record.claims, ...record.set_aside].map((claim) => evidence.claims[claim].source);
    if (kind === "statements") return record.cites.map((cite) => cite.source);
    return record.inputs.flatMap((input) => ["facts", "sources", "derivations"].flatMap((of) => sourcesOf(of, input)));
  };
  const known = new Map();
  const restsOn = (anchor) => {
    if (!known.has(anchor)) known.set(anchor, new Set(anchors.has(anchor) ? sourcesOf(...anchors.get(anchor)) : []));
    return known.get(anchor);
  };
  const anchorOf = (ref) => (evidence.facts[ref] || evidence.derivations[ref] || {}).anchor;
  const target = (link) => decodeURIComponent((link.getAttribute("href") || "").slice(1));
  const entryAt = (anchor) => {
    const element = anchor && document.getElementById(anchor);
    return element && element.classList.contains("entry") ? element : null;
  };

  // --- the panel

  const trail = [];
  let opener = null;
  let quiet = false; // after Escape, until something is chosen again

  const groupOf = (entry) => {
    let element = entry;
    while (element && !/^H[34]$/.test(element.tagName)) element = element.previousElementSibling;
    return says(element);
  };
  const cited = (entry) => {
    const part = (name) => says(find(`.${name}`, entry));
    const [kind, key] = anchors.get(entry.id) || [];
    const what = [kind === "facts" ? groupOf(entry) : "", part("name"), part("condition")].filter(Boolean).join(", ");
    const formula = kind === "derivations" && evidence[kind][key].kind !== "count" ? ` (${part("basis")})` : "";
    const figure = part("value") ? `${what}: ${part("value")}${formula}` : what;
    const edition = `${says(find(".kicker .running"))}, ${says(find(".kicker .edition"))}`;
    const sources = [...restsOn(entry.id)].map((key) => {
      const source = document.getElementById(evidence.sources[key].anchor);
      return [says(find(".name", source)), says(find(".record", source)).replace(/\.$/, ""), evidence.sources[key].url]
        .filter(Boolean)
        .join(", ");
    });
    return `${figure}. ${edition}. ${citation.dataset.sources}: ${sources.join("; ")}.`;
  };
  const draw = (entry) => {
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("tabindex");
    const group = document.createElement("p");
    group.className = "group";
    group.textContent = groupOf(entry);
    shown.replaceChildren(group, copy);
    find(".whole", panel).setAttribute("href", `#${entry.id}`);
    find(".back", panel).hidden = trail.length < 2;
    find(".copied", panel).textContent = "";
    citation.textContent = cited(entry);
    filter();
  };
  const empty = (is) => {
    panel.classList.toggle("empty", is);
    root.classList.toggle("opened", !is);
    find(".hint", panel).hidden = !is;
    find(".tools", panel).hidden = is;
    find(".close", panel).hidden = is;
    if (is) shown.replaceChildren();
  };
  const open = (entry, from, enter) => {
    if (!panel.contains(from)) {
      trail.length = 0;
      opener = from;
      all(".open").forEach((link) => link.classList.remove("open"));
      from.classList.add("open");
    }
    if (trail[trail.length - 1] !== entry) trail.push(entry);
    empty(false);
    draw(entry);
    panel.scrollTop = 0;
    if (enter) find("#panel-title").focus({ preventScroll: true });
    if (opener && !panel.contains(from)) opener.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    const inside = panel.contains(document.activeElement);
    empty(true);
    find(".back", panel).hidden = true;
    all(".open").forEach((link) => link.classList.remove("open"));
    quiet = true;
    if (inside && opener && opener.focus) opener.focus();
    trail.length = 0;
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const label = event.target.closest(".chart svg [data-ref]");
    const link = label || event.target.closest("a[href^='#']");
    if (!link || link.classList.contains("skip")) return;
    if (link.classList.contains("whole")) return close();
    const entry = entryAt(label ? anchorOf(label.dataset.ref) : target(link));
    if (!entry) return;
    event.preventDefault();
    quiet = false;
    open(entry, link, !label);
  });
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest("main a[href^='#']");
    const entry = link && !quiet && link.matches(":focus-visible") ? entryAt(target(link)) : null;
    if (entry && link !== opener) open(entry, link, false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.classList.contains("empty")) close();
  });
  find(".close", panel).addEventListener("click", close);
  find(".back", panel).addEventListener("click", () => {
    trail.pop();
    draw(trail[trail.length - 1]);
    find("#panel-title").focus({ preventScroll: true });
  });

  // --- the citation

  const select = () => {
    const range = document.createRange();
    range.selectNodeContents(citation);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  const copyBySelection = () => {
    select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  };
  find(".copy", panel).addEventListener("click", async () => {
    const told = find(".copied", panel);
    let done = false;
    try {
      await navigator.clipboard.writeText(citation.textContent);
      done = true;
    } catch {
      done = copyBySelection(); // no clipboard without a secure origin, or no leave for it
    }
    if (!done) select();
    told.textContent = done ? told.dataset.copied : told.dataset.select;
  });

  // --- figures by source

  const choice = find("#by-source");
  const output = find(".filter output");
  for (const entry of all(".evidence .entry[id^='s-']"))
    choice.append(new Option(says(find(".name", entry)), anchors.get(entry.id)[1]));

  const filter = () => {
    const source = choice.value;
    const rests = (link) => restsOn(target(link)).has(source);
    document.body.classList.toggle("filtered", source !== "");
    for (const link of all("a.n")) link.classList.toggle("rests", source !== "" && rests(link));
    for (const row of all("main tbody tr")) {
      const links = all("a[href^='#']", row);
      row.classList.toggle("other", source !== "" && links.length > 0 && !links.some(rests));
    }
    for (const entry of all("main .entry"))
      entry.classList.toggle("other", source !== "" && !restsOn(entry.id).has(source));
    const [found, figures] = [all("main a.n.rests").length, all("main a.n").length];
    const text = source ? `${output.dataset.found} ${found} / ${figures}` : "";
    if (output.textContent !== text) output.textContent = text;
  };
  choice.addEventListener("change", filter);

  // --- what is folded, and what scrolls

  const unfold = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = place && place.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      place.scrollIntoView();
    }
  };
  const more = (box) => box.classList.toggle("more", box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
  const reach = () => {
    // what scrolls sideways can be scrolled with the keyboard; what does not is no stop on the way
    for (const box of all(".wide, .table")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
      more(box);
    }
  };
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details.behind:not([open])");
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });
  addEventListener("hashchange", unfold);
  addEventListener("resize", reach);
  for (const box of all(".wide, .table")) box.addEventListener("scroll", () => more(box), { passive: true });
  for (const fold of all("details.behind")) fold.addEventListener("toggle", reach);

  if (getComputedStyle(find(".sheet")).gridTemplateColumns.split(" ").length === 1) find(".side details").open = false;
  find(".filter").hidden = false;
  empty(true);
  panel.hidden = false;
  unfold();
  reach();
  document.fonts.ready.then(reach); // the page's own fonts are not as wide as those it was first laid out in
})();
