// What the inventory looks like.
import { bytes, cell, element, rowHead, state, table, time } from "./dom.js";

const MAY_START = new Set(["stopped"]);
const MAY_STOP = new Set(["running"]);

const named = (object) => rowHead(object.name ?? object.hostname, " ", element("small", {}, object.id.slice(0, 8)));
const why = (problem) => (problem ? element("div", {}, `${problem.code}: ${problem.detail}`) : undefined);

function button(text, object, isPossible, action) {
  const made = element("button", { type: "button", disabled: !isPossible, ariaLabel: `${text} ${object.name}` }, text);
  made.addEventListener("click", async () => {
    made.disabled = true;
    await action();
  });
  made.dataset.key = `${text} ${object.id}`;
  return made;
}

export function vmTable(vms, nodes, { start, stop }) {
  const host = new Map(nodes.map((node) => [node.id, node.hostname]));
  return table(
    "virtual machines",
    ["Name", "State", "CPUs", "Memory", "Node", "Addresses", "Actions"],
    vms.map((vm) => {
      const actions = cell(
        button("Start", vm, MAY_START.has(vm.state), () => start(vm)),
        " ",
        button("Stop", vm, MAY_STOP.has(vm.state), () => stop(vm, "graceful")),
        " ",
        button("Power off", vm, MAY_STOP.has(vm.state), () => stop(vm, "forced")),
      );
      actions.className = "actions";
      const shown = state(vm.state);
      shown.append(why(vm.problem) ?? "");
      return [
        named(vm),
        shown,
        cell(`${vm.vcpus}`),
        cell(bytes(vm.memoryBytes)),
        cell(host.get(vm.nodeId) ?? vm.nodeId ?? "–"),
        cell(vm.ports.map((port) => port.ip).join(", ") || "–"),
        actions,
      ];
    }),
  );
}

export function nodeTable(nodes) {
  return table(
    "nodes",
    ["Name", "State", "CPUs", "Memory", "Accelerator", "Last seen"],
    nodes.map((node) => [
      named(node),
      state(node.state),
      cell(`${node.cpus}`),
      cell(bytes(node.memoryBytes)),
      cell(node.capabilities?.accelerator ?? "–"),
      cell(time(node.lastSeen)),
    ]),
  );
}

export function operationTable(operations) {
  const newestFirst = [...operations].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  return table(
    "operations",
    ["Operation", "State", "Done", "Last step", "Started", "Ended"],
    newestFirst.slice(0, 20).map((operation) => {
      const shown = state(operation.state);
      shown.append(why(operation.problem) ?? "");
      return [
        rowHead(operation.kind, " ", element("small", {}, operation.target.id.slice(0, 8))),
        shown,
        cell(`${operation.percent} %`),
        cell(operation.steps.at(-1)?.name ?? "–"),
        cell(time(operation.startedAt)),
        cell(time(operation.endedAt)),
      ];
    }),
  );
}

export function eventItem(told) {
  return element(
    "li",
    {},
    time(told.time),
    " ",
    element("strong", {}, told.type ?? "event"),
    " ",
    element("small", {}, `${told.subject ?? ""} by ${told.actor ?? "–"}, correlation ${told.correlationId ?? "–"}`),
  );
}

export function problemCard(problem) {
  const close = element("button", { type: "button", ariaLabel: "Dismiss this problem" }, "Dismiss");
  const card = element(
    "div",
    { className: "problem" },
    element(
      "div",
      {},
      element("strong", {}, problem.title ?? problem.message),
      element("p", {}, problem.detail ?? ""),
      element("small", {}, [problem.code, problem.correlationId && `correlation ${problem.correlationId}`]
        .filter(Boolean).join(" · ")),
    ),
    close,
  );
  close.addEventListener("click", () => card.remove());
  return card;
}
