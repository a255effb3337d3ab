// @ts-check
// What the page can do besides being read: search, filters, sorting, groups, and ticks that are saved as a file. It
// sends nothing and keeps nothing.

/** @type {(id: string) => HTMLElement} */
const by = (id) => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no ${id}`);
  return found;
};
/** @type {(id: string) => HTMLInputElement} */
// @ts-expect-error: these ids are those of inputs
const inputBy = (id) => by(id);

const body = document.querySelector("#all tbody");
const format = new Intl.NumberFormat("en");
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** @type {(count: number, one: string, many?: string) => string} */
const counted = (count, one, many = `${one}s`) =>
  `${format.format(count)} ${count === 1 ? one : many}`;

const lines = [...document.querySelectorAll("table.rows tbody tr")].map((row) => ({
  row: /** @type {HTMLTableRowElement} */ (row),
  product: row.querySelector(".name b")?.textContent ?? "",
  text: "",
  isShown: true,
}));
/** @type {(row: HTMLTableRowElement) => string} */
const lineOf = (row) => row.querySelector(".line")?.textContent ?? "";
const changes = lines.filter(({ row }) => body?.contains(row));

// Ticks: a row of the plan has one tick, also where it has several lines.

/** @type {Map<number, { from: boolean, send: boolean, boxes: HTMLInputElement[] }>} */
const ticks = new Map();

const showTicks = () => {
  let kept = 0;
  let left = 0;
  let released = 0;
  for (const { from, send } of ticks.values()) {
    if (send) kept += 1;
    if (from && !send) left += 1;
    if (!from && send) released += 1;
  }
  const more = [
    left > 0 && `${counted(left, "row")} left out`,
    released > 0 && `${counted(released, "held row")} released`,
  ].filter((part) => part !== false);
  by("ticked").textContent = [
    `${format.format(kept)} of ${counted(ticks.size, "row")} ticked`,
    ...more,
  ].join(", ");
};

/** @type {(line: number, send: boolean) => void} */
const setTick = (line, send) => {
  const tick = ticks.get(line);
  if (tick === undefined) return;
  tick.send = send;
  for (const box of tick.boxes) {
    box.checked = send;
    box.closest("tr")?.classList.toggle("left", !send);
  }
};

const addTicks = () => {
  for (const { row } of lines) {
    const { tick } = row.dataset;
    if (tick === undefined) continue;
    const line = lineOf(row);
    const number = Number(line);
    const from = tick === "yes";
    const known = ticks.get(number) ?? { from, send: from, boxes: [] };
    const box = document.createElement("input");
    box.type = "checkbox";
    box.autocomplete = "off";
    box.checked = from;
    box.setAttribute(
      "aria-label",
      `Send ${row.closest("table")?.querySelector("th")?.textContent?.toLowerCase()} ${line}`,
    );
    box.addEventListener("change", () => {
      setTick(number, box.checked);
      showTicks();
    });
    const cell = document.createElement("td");
    cell.className = "tick";
    cell.append(box);
    row.prepend(cell);
    row.classList.toggle("left", !from);
    known.boxes.push(box);
    ticks.set(number, known);
  }
  if (ticks.size === 0) return;
  for (const head of document.querySelectorAll("table.rows")) {
    const rows = head.querySelectorAll("tbody tr");
    if (![...rows].some((row) => row.querySelector(".tick"))) continue;
    const title = document.createElement("th");
    title.scope = "col";
    title.className = "tick";
    title.textContent = "Send";
    head.querySelector("thead tr")?.prepend(title);
    for (const row of rows) {
      if (row.querySelector(".tick")) continue;
      const cell = document.createElement("td");
      cell.className = "tick";
      row.prepend(cell);
    }
  }
  by("choice").hidden = false;
  by("choose").hidden = false;
  showTicks();
  by("tick").addEventListener("click", () => tickShown(true));
  by("untick").addEventListener("click", () => tickShown(false));
  by("save").addEventListener("click", save);
};

/** @type {(send: boolean) => void} */
const tickShown = (send) => {
  for (const { row, isShown } of changes) if (isShown) setTick(Number(lineOf(row)), send);
  showTicks();
};

const save = () => {
  const plan = by("choice").dataset["plan"];
  const rows = [...ticks]
    .toSorted(([one], [other]) => one - other)
    .map(([line, { send }]) => `${plan},${line},${send ? "yes" : "no"}`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([`${["plan,line,send", ...rows].join("\n")}\n`], { type: "text/csv" }),
  );
  link.download = "decisions.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  by("then").hidden = false;
};

// Search, filters, sorting and groups.

let order = changes;
const filters = ["field", "way", "status"].map((name) => ({
  name,
  select: /** @type {HTMLSelectElement | null} */ (document.getElementById(name)),
}));

const apply = () => {
  const search = inputBy("search").value.trim().toLowerCase();
  const isGrouped = document.querySelector("#group:checked") !== null;
  let shown = 0;
  const rows = new Set();
  for (const change of changes) {
    const { row } = change;
    if (search !== "" && change.text === "") {
      const cells = [...row.cells].map(({ textContent }) => textContent ?? "");
      change.text = cells.join(" ").toLowerCase();
    }
    change.isShown =
      change.text.includes(search) &&
      filters.every(
        ({ name, select }) => (select?.value ?? "") === "" || row.dataset[name] === select?.value,
      );
    row.hidden = !change.isShown;
    if (!change.isShown) continue;
    shown += 1;
    rows.add(lineOf(row));
  }
  const all = counted(changes.length, "change");
  by("found").textContent =
    shown === changes.length
      ? `${all} shown`
      : `${format.format(shown)} of ${all} shown, in ${counted(rows.size, "row")}`;
  body?.replaceChildren(...(isGrouped ? grouped() : order.map(({ row }) => row)));
};

const grouped = () => {
  /** @type {Map<string, typeof changes>} */
  const groups = new Map();
  for (const change of order) {
    const group = groups.get(change.product);
    if (group === undefined) groups.set(change.product, [change]);
    else group.push(change);
  }
  const width = by("all").querySelectorAll("thead th").length;
  return [...groups].flatMap(([product, some]) => {
    const shown = some.filter(({ isShown }) => isShown).length;
    const row = document.createElement("tr");
    row.className = "group";
    row.hidden = shown === 0;
    const title = document.createElement("th");
    title.scope = "rowgroup";
    title.colSpan = width;
    title.textContent = `${product || "No name"}: ${counted(shown, "change")}`;
    row.append(title);
    return [row, ...some.map(({ row }) => row)];
  });
};

/** @type {(row: HTMLTableRowElement, at: number, kind: string) => string | number} */
const keyOf = (row, at, kind) => {
  const text = row.cells[at]?.textContent ?? "";
  if (kind === "percent")
    return text === "" ? Number.NEGATIVE_INFINITY : Number(text.replaceAll(/[+,%]/g, ""));
  return kind === "number" ? Number(text) : text;
};

/** @type {(head: HTMLTableCellElement) => void} */
const sortBy = (head) => {
  const isUp = head.getAttribute("aria-sort") !== "ascending";
  for (const other of by("all").querySelectorAll("thead th")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
  const keys = new Map(
    changes.map((change) => [
      change,
      keyOf(change.row, head.cellIndex, head.dataset["sort"] ?? ""),
    ]),
  );
  const sorted = changes.toSorted((one, other) => {
    const [a = "", b = ""] = [keys.get(one), keys.get(other)];
    return typeof a === "number" && typeof b === "number"
      ? a === b
        ? 0
        : a - b
      : collator.compare(String(a), String(b));
  });
  order = isUp ? sorted : sorted.toReversed();
  apply();
};

const addTools = () => {
  const tools = by("tools");
  for (const head of by("all").querySelectorAll("thead th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(/** @type {HTMLTableCellElement} */ (head)));
    head.append(button);
  }
  tools.hidden = false;
  by("all").classList.add("sortable");
  tools.addEventListener("input", apply);
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("reset", () => {
    order = changes;
    for (const head of by("all").querySelectorAll("thead th")) head.removeAttribute("aria-sort");
    setTimeout(apply);
  });
  apply();
};

if (document.getElementById("choice") !== null) addTicks();
if (body) addTools();
