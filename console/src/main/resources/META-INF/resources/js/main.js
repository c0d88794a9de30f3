// The page: signs in, shows the inventory, follows what happens.
import { Api } from "./api.js";
import { byId } from "./dom.js";
import { Feed } from "./feed.js";
import { Session } from "./oidc.js";
import { eventItem, nodeTable, operationTable, problemCard, vmTable } from "./views.js";

const MOST_EVENTS = 100;
// Events come in bursts: one reading of the lists for each burst.
const SETTLE_MILLIS = 250;
// Also without events: node states and the feeds of other services do not pass through the one that is followed.
const REFRESH_MILLIS = 15_000;

function tell(problem) {
  const card = problemCard(problem);
  const same = [...byId("problems").children].find((shown) => shown.textContent === card.textContent);
  (same ?? byId("problems").appendChild(card)).scrollIntoView({ block: "nearest" });
}

const told = (action) => (...given) => Promise.resolve().then(() => action(...given)).catch(tell);

class Inventory {
  #api;
  #feed;
  #settling;

  constructor(api) {
    this.#api = api;
  }

  show() {
    byId("inventory").hidden = false;
    byId("feed").addEventListener("change", () => this.follow());
    setInterval(() => this.refreshSoon(), REFRESH_MILLIS);
    this.follow();
    return this.refresh();
  }

  refreshSoon() {
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      told(() => this.refresh())();
    }, SETTLE_MILLIS);
  }

  // Each list stands alone: what one may not see does not hide the others.
  async refresh() {
    const read = (kind) => this.#api.list(`/api/compute/v1/${kind}`);
    const [vms, nodes, operations] = await Promise.allSettled([read("vms"), read("nodes"), read("operations")]);
    const actions = {
      start: told((vm) => this.#change(vm, "start", {})),
      stop: told((vm, mode) => this.#change(vm, "stop", { mode })),
    };
    this.#put("vms", vms, (items) => vmTable(items, nodes.value ?? [], actions));
    this.#put("nodes", nodes, nodeTable);
    this.#put("operations", operations, operationTable);
  }

  #put(id, read, view) {
    if (read.status === "rejected") {
      tell(read.reason);
      return;
    }
    const focused = document.activeElement?.dataset?.key;
    byId(id).replaceChildren(view(read.value));
    if (focused) {
      byId(id).querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  async #change(vm, verb, body) {
    try {
      await this.#api.write(`/api/compute/v1/vms/${encodeURIComponent(vm.id)}/${verb}`, body);
    } finally {
      this.refreshSoon();
    }
  }

  follow() {
    this.#feed?.close();
    byId("events").replaceChildren();
    this.#feed = new Feed(this.#api, byId("feed").value, {
      event: (event) => this.#happened(event),
      state: (text) => { byId("feed-state").textContent = text; },
      problem: tell,
    });
    told(() => this.#feed.follow())();
  }

  #happened(event) {
    byId("events").prepend(eventItem(event));
    while (byId("events").children.length > MOST_EVENTS) {
      byId("events").lastElementChild.remove();
    }
    this.refreshSoon();
  }
}

async function begin() {
  const session = new Session(await (await fetch("/config.json")).json());
  byId("sign-in").addEventListener("click", told(() => session.signIn()));
  byId("sign-out").addEventListener("click", told(() => session.signOut()));
  const isSignedIn = await session.complete().catch((problem) => {
    tell(problem);
    return false;
  });
  byId("sign-in").hidden = isSignedIn;
  byId("welcome").hidden = isSignedIn;
  byId("sign-out").hidden = !isSignedIn;
  if (isSignedIn) {
    byId("who").textContent = session.user;
    await new Inventory(new Api(session)).show();
  }
}

told(begin)();
