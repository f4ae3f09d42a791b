// The panes: the side list, the divider between text and document, and on narrow screens one of both at a time.
import { get } from "./dom";
import { keepSettings, type Settings } from "./settings";

const WIDE = matchMedia("(min-width: 1200px)");
const NARROW = matchMedia("(max-width: 759px)");
const LEAST = 20;
const MOST = 80;

export function arrangePanes(settings: Settings): void {
  arrangeSide(settings);
  arrangeSplit(settings);
  arrangeTabs();
  arrangeProblems();
}

function arrangeSide(settings: Settings): void {
  const button = get("side-button");
  const side = get("side");
  const show = (visible: boolean) => {
    side.hidden = !visible;
    button.ariaExpanded = String(visible);
  };
  const arrange = () => show(!NARROW.matches && (settings.side ?? WIDE.matches));
  arrange();
  NARROW.addEventListener("change", arrange);
  button.addEventListener("click", () => {
    show(Boolean(side.hidden));
    if (NARROW.matches) return;
    settings.side = !side.hidden;
    keepSettings(settings);
  });
  side.addEventListener("keydown", (event) => {
    if (NARROW.matches && event.key === "Escape") button.click();
  });
  side.addEventListener("click", (event) => {
    if (NARROW.matches && (event.target as Element).closest("li button")) show(false);
  });
}

function arrangeSplit(settings: Settings): void {
  const split = get("split");
  const work = document.querySelector<HTMLElement>(".work");
  const set = (share: number) => {
    settings.split = Math.min(Math.max(share, LEAST), MOST);
    split.ariaValueNow = String(Math.round(settings.split));
    work?.style.setProperty("--split", `${settings.split}fr`);
    work?.style.setProperty("--rest", `${100 - settings.split}fr`);
  };
  set(settings.split);
  split.addEventListener("pointerdown", (event) => {
    split.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  split.addEventListener("pointermove", (event) => {
    if (!split.hasPointerCapture(event.pointerId)) return;
    const left = get("write").getBoundingClientRect().left;
    set(((event.clientX - left) / (get("look").getBoundingClientRect().right - left)) * 100);
  });
  split.addEventListener("pointerup", () => keepSettings(settings));
  split.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
    if (by === undefined) return;
    set(settings.split + by);
    keepSettings(settings);
    event.preventDefault();
  });
}

/** Shows the text or the document where there is no room for both. */
export function showPane(which: "write" | "look"): void {
  document.body.dataset["pane"] = which;
  for (const each of ["write", "look"] as const) {
    const tab = get(`tab-${each}`);
    tab.ariaSelected = String(each === which);
    tab.tabIndex = each === which ? 0 : -1;
  }
}

function arrangeTabs(): void {
  showPane("write");
  for (const [each, other] of [["write", "look"], ["look", "write"]] as const) {
    get(`tab-${each}`).addEventListener("click", () => showPane(each));
    get(`tab-${each}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      showPane(other);
      get(`tab-${other}`).focus();
    });
  }
}

/** The list of messages can be folded; on narrow screens it begins so. */
function arrangeProblems(): void {
  const list = get("problem-list");
  const show = (visible: boolean) => {
    list.hidden = !visible;
    get("problems-head").ariaExpanded = String(visible);
  };
  show(!NARROW.matches);
  get("problems-head").addEventListener("click", () => show(Boolean(list.hidden)));
}
