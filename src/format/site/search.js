"use strict";
// The search of the site: words that must all be found in a role, its title before its lines.
(() => {
  const MOST = 100;
  const input = document.getElementById("q");
  const found = document.getElementById("found");
  const count = document.getElementById("count");

  document.addEventListener("keydown", (event) => {
    const writing = event.target instanceof HTMLInputElement;
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
  if (!found || typeof rolebookIndex === "undefined") return;

  // Capitals and accents do not count. Every character stays one, so that places in it are those of the text.
  const fold = (text) =>
    Array.from(text, (c) => {
      const plain = c.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      return plain.length === c.length ? plain : c;
    }).join("");
  const says = (what, value) => rolebookIndex.says[what].replace("#", () => value);
  const lines = rolebookIndex.lines.map(fold);
  const roles = rolebookIndex.roles.map((role) => ({
    title: fold(role[0]),
    facts: fold(role.slice(2, 5).join("\n")),
    role,
  }));

  const search = (text) => {
    const words = fold(text).split(/\s+/).filter((word) => word !== "");
    if (words.length === 0) return null;
    const inLines = words.map((word) => {
      const hits = new Set();
      lines.forEach((line, n) => {
        if (line.includes(word)) hits.add(n);
      });
      return hits;
    });
    const hits = [];
    roles.forEach((entry, order) => {
      let score = 0;
      const shown = new Set();
      for (let n = 0; n < words.length; n += 1) {
        const line = entry.role[5].find((number) => inLines[n].has(number));
        if (line !== undefined) shown.add(line);
        if (entry.title.includes(words[n])) score += entry.title.startsWith(words[n]) ? 5 : 4;
        else if (entry.facts.includes(words[n])) score += 2;
        else if (line !== undefined) score += 1;
        else return;
      }
      hits.push({ score, order, role: entry.role, lines: [...shown] });
    });
    hits.sort((a, b) => b.score - a.score || a.order - b.order);
    return { hits, words };
  };

  // Text stays text: nothing that was written somewhere becomes markup.
  const marked = (text, words) => {
    const folded = fold(text);
    const holder = document.createElement("span");
    let at = 0;
    while (at < text.length) {
      let next = null;
      for (const word of words) {
        const start = folded.indexOf(word, at);
        if (start >= 0 && (next === null || start < next.start)) {
          next = { start, end: start + word.length };
        }
      }
      if (next === null) break;
      holder.append(text.slice(at, next.start));
      const mark = document.createElement("mark");
      mark.append(text.slice(next.start, next.end));
      holder.append(mark);
      at = next.end;
    }
    holder.append(text.slice(at));
    return holder;
  };

  const show = () => {
    const result = search(input.value);
    document.body.classList.toggle("searching", result !== null);
    found.replaceChildren();
    found.hidden = result === null;
    if (result === null) {
      count.textContent = "";
      return;
    }
    const { hits, words } = result;
    count.textContent = hits.length === 0 ? says("nothing") : says("found", hits.length);
    if (hits.length > MOST) count.textContent += ` ${says("first", MOST)}`;
    for (const hit of hits.slice(0, MOST)) {
      const [title, page, family, department, grade] = hit.role;
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = page;
      link.append(marked(title, words));
      const facts = document.createElement("small");
      const parts = [department, family === title ? "" : family, grade === "" ? "" : says("grade", grade)];
      facts.append(` ${parts.filter((part) => part !== "").join(" · ")}`);
      item.append(link, facts);
      for (const line of hit.lines) {
        const text = document.createElement("p");
        text.append(marked(rolebookIndex.lines[line], words));
        item.append(text);
      }
      found.append(item);
    }
  };

  const links = () => [...found.querySelectorAll("a")];
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value !== "") {
      input.value = "";
      show();
      input.focus();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const all = links();
    const here = all.indexOf(document.activeElement);
    if (here < 0 && document.activeElement !== input) return;
    const next = here + (event.key === "ArrowDown" ? 1 : -1);
    if (next >= all.length) return;
    event.preventDefault();
    (next < 0 ? input : all[next]).focus();
  });
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = links()[0];
    if (first) first.focus();
  });
  input.addEventListener("input", show);
  input.value = new URLSearchParams(location.search).get("q") || input.value;
  show();
})();
