import assert from "node:assert/strict";
import test from "node:test";

import { addressBar, createKnown, createNews, onRestated, restate, shareable, stateIn } from "../../explainers/components/frontend/parts/address.js";

test("the address bar holds the state and nothing of the state before", () => {
  const here = { pathname: "/push_and_pull", search: "?f=seed&x=1_2_3", hash: "" };
  assert.equal(addressBar(here, "f=polar&cover=1"), "/push_and_pull?f=polar&cover=1");
});

test("the address bar keeps the place on the page", () => {
  const here = { pathname: "/", search: "", hash: "#in-code" };
  assert.equal(addressBar(here, "f=polar"), "/?f=polar#in-code");
});

test("the address bar keeps what says how the app is embedded, each time", () => {
  const here = {
    pathname: "/",
    search: "?f=seed&embed=true&other=1&embed_options=show_padding&embed_options=dark_theme",
    hash: "",
  };
  assert.equal(
    addressBar(here, "f=polar"),
    "/?f=polar&embed=true&embed_options=show_padding&embed_options=dark_theme",
  );
});

test("the address bar keeps what a teacher's link says of the page, and links to share do not", () => {
  const said = "ask=Where+to%3F&hide=menu_words&lock=point&present=1";
  const here = { origin: "https://host", pathname: "/kinks", search: `?case=abs&${said}`, hash: "" };
  assert.equal(addressBar(here, "case=relu"), `/kinks?case=relu&${said}`);
  assert.equal(stateIn(here), "case=abs");
  assert.equal(shareable(here, "case=relu"), "https://host/kinks?case=relu");
});

test("the address bar settles: what it holds asks for no change", () => {
  for (const search of ["", "?embed=true", "?f=polar&embed=true&embed_options=a%20b"]) {
    const here = { pathname: "/", search, hash: "#x" };
    const once = new URL(addressBar(here, "f=arm&x=1_2"), "https://host");
    assert.equal(addressBar(once, "f=arm&x=1_2"), `/${once.search}${once.hash}`);
  }
});

test("a link to share is the state on this page, without the frame", () => {
  const here = { origin: "https://host", pathname: "/push_and_pull", search: "?embed=true", hash: "#a" };
  assert.equal(shareable(here, "f=polar"), "https://host/push_and_pull?f=polar");
});

test("a link to share leads to the app, not into the page that serves it", () => {
  const cloud = "https://name.streamlit.app";
  assert.equal(
    shareable({ origin: cloud, pathname: "/~/+/push_and_pull" }, "f=polar"),
    `${cloud}/push_and_pull?f=polar`,
  );
  assert.equal(shareable({ origin: cloud, pathname: "/~/+/" }, "f=polar"), `${cloud}/?f=polar`);
  assert.equal(shareable({ origin: cloud, pathname: "/a/~/+/b" }, "f=polar"), `${cloud}/a/~/+/b?f=polar`);
});

test("the state in an address is all but what belongs to the frame", () => {
  assert.equal(stateIn({ search: "?f=%3Dx1%2Bx2&x=1_2&embed=true&embed_options=dark_theme" }), "f=%3Dx1%2Bx2&x=1_2");
  assert.equal(stateIn({ search: "?embed=true" }), "");
});

test("sliders restate what is sent anew, not the first, which may be older than the link’s", () => {
  const isNews = createNews();
  const sent = ["g=fold", "g=fold", "g=fold&penalty=1", "g=fold&penalty=1", "g=fold", "", ""];
  assert.deepEqual(sent.map(isNews), [false, false, true, false, true, true, false]);
});

test("what is restated stands until Python sends something else, whatever is drawn again", () => {
  const known = createKnown();
  assert.equal(known.send("g=fold"), "g=fold");
  assert.equal(known.restate("g=fold&penalty=1"), "g=fold&penalty=1");
  assert.equal(known.send("g=fold"), "g=fold&penalty=1");
  assert.equal(known.send("g=cubic&penalty=1"), "g=cubic&penalty=1");
  assert.equal(known.send("g=fold"), "g=fold");
});

test("a state that is restated reaches the link until that is gone", () => {
  const page = Object.assign(globalThis, { document: new EventTarget() });
  const life = new AbortController();
  /** @type {string[]} */
  const heard = [];
  onRestated((query) => heard.push(query), life.signal);
  restate("g=fold&steps=9");
  life.abort();
  restate("g=fold&steps=10");
  assert.deepEqual(heard, ["g=fold&steps=9"]);
  Reflect.deleteProperty(page, "document");
});
