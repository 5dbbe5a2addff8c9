/**
 * A room on a page: the way in, a student's view, or a teacher's. Streamlit brings the figure and
 * what a teacher could ask; what happens in a room comes by the room's own stream.
 */

import { html, set, show } from "../parts/dom.js";
import { received } from "../parts/format.js";
import { createFrames } from "../parts/frames.js";
import { mounted } from "../parts/mount.js";
import { forget, keep, kept, tidy } from "./keep.js";
import { createLobby } from "./lobby.js";
import { createStudent } from "./student.js";
import { listen } from "./talk.js";
import { createTeacher } from "./teacher.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {{ element: HTMLElement, draw: () => void, wells: () => Element[] }} View */

/** The code's name in the address of a room. */
export const CODE = "c";
/** The secret's name in the part of a teacher's link that no server gets: only the browser reads it. */
const TEACHER = "teacher";

export default mounted(createRoom);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/mount.js").Send} _
 * @param {Data} sent
 */
function createRoom(parent, _, sent) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".room"));
  let data = received(sent);
  let scope = new AbortController();
  /** The secret that a link has taken the place of. */
  let before = "";
  const notice = html("p", { class: "notice", role: "status" });
  const other = html("button", { type: "button", class: "other" }, words.OTHER_CODE);
  other.addEventListener("click", () => leave(""), { signal });
  const place = html("div", {});
  show(other, false);
  root.replaceChildren(notice, other, place);
  /** @type {View | null} */
  let view = null;
  /** @type {ReturnType<typeof createLobby> | null} */
  let lobby = null;
  const frames = createFrames(() => view?.draw());
  const sizes = new ResizeObserver(frames.schedule);
  signal.addEventListener("abort", () => {
    scope.abort();
    sizes.disconnect();
    frames.stop();
  });
  tidy();
  if (data.code) {
    takeSecret(data.code);
    enter(data.code);
  } else wait("");

  return { root, update, destroy: () => abort.abort() };

  /** @param {Data} next */
  function update(next) {
    data = received(next);
    lobby?.update(data);
    frames.schedule(); // legends have the colours of another theme
  }

  /** The way in. @param {string} said why somebody is here again */
  function wait(said) {
    begin();
    lobby = createLobby(data, { join: enter, opened, tried: () => tell(""), arranged, signal: scope.signal });
    put(lobby);
    tell(said);
  }

  /** @param {string} opened @param {string} secret */
  function opened(opened, secret) {
    keep(opened, { ...kept(opened), secret });
    enter(opened);
  }

  /** @param {string} code */
  function enter(code) {
    begin();
    address(`?${CODE}=${code}`);
    const { secret } = kept(code);
    const own = { arranged, signal: scope.signal };
    const inside = secret ? createTeacher(code, secret, data.posed, own) : createStudent(code, own);
    tell(words.CONNECTING);
    addEventListener("online", () => void inside.settle(), { signal: scope.signal });
    let here = false;
    listen(code, secret, {
      took(told) {
        if (!here) put(inside);
        here = true;
        show(other, false);
        tell("");
        inside.take({ ...told, question: received(told.question) });
      },
      back() {
        if (here) tell("");
        void inside.settle();
      },
      lost(problem) {
        show(other, !here);
        tell(words.lost(problem));
      },
      ended() {
        forget(code);
        leave(words.ENDED);
      },
      refused(problem) {
        if (problem === "none") forget(code);
        // A link that somebody made up takes nobody's own room away.
        if (problem === "secret") keep(code, { ...kept(code), secret: before });
        leave(problem === "none" ? words.GONE : words.problem(problem));
      },
    }, scope.signal);
  }

  /** @param {string} said */
  function leave(said) {
    address("");
    wait(said);
  }

  function begin() {
    scope.abort();
    scope = new AbortController();
    view = null;
    lobby = null;
    show(other, false);
    place.replaceChildren();
  }

  /** @param {View} next */
  function put(next) {
    view = next;
    place.replaceChildren(next.element);
    arranged();
  }

  function arranged() {
    sizes.disconnect();
    sizes.observe(root);
    for (const well of view?.wells() ?? []) sizes.observe(well);
    frames.schedule();
  }

  /** @param {string} text */
  function tell(text) {
    set(notice, "text", text);
  }

  /** A teacher's link is taken out of the address: it is this browser's from now on. @param {string} code */
  function takeSecret(code) {
    const found = new RegExp(`^#${TEACHER}=([\\w-]{10,64})$`).exec(location.hash);
    if (!found) return;
    const { secret: known } = kept(code);
    if (known !== found[1]) before = known;
    keep(code, { ...kept(code), secret: found[1] });
  }

  /** @param {string} query */
  function address(query) {
    history.replaceState(history.state, "", location.pathname + query);
  }
}
