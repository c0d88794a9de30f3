// Elements by text only: nothing that a service says is ever read as markup.
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

export const byId = (id) => document.getElementById(id);

export function table(caption, columns, rows) {
  if (rows.length === 0) {
    return element("p", { className: "quiet" }, `No ${caption}.`);
  }
  const head = element("tr", {}, ...columns.map((column) => element("th", { scope: "col" }, column)));
  return element(
    "table",
    { ariaLabel: caption },
    element("thead", {}, head),
    element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells))),
  );
}

export const cell = (...content) => element("td", {}, ...content);
export const rowHead = (...content) => element("th", { scope: "row" }, ...content);
export const state = (name) => cell(element("span", { className: `state state-${name}` }, name));
export const time = (instant) =>
  instant ? element("time", { dateTime: instant }, new Date(instant).toLocaleTimeString()) : "";

const STEPS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

export function bytes(count) {
  const step = count > 0 ? Math.min(Math.floor(Math.log2(count) / 10), STEPS.length - 1) : 0;
  return `${Number((count / 1024 ** step).toFixed(1))} ${STEPS[step]}`;
}
