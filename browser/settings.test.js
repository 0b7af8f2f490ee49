// The page of settings: what it shows to whom, and what can be done there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Server } from "./server.js";
import * as windows from "./window.js";

let browser;
let server;
let password = "correct horse battery";

before(async () => {
  browser = await windows.launch();
  server = await Server.withUser("ann", password);
});

after(async () => {
  await browser?.close();
  await server?.remove();
});

// The session that most tests share, because nobody may try passwords as often as there are tests.
let shared;

// A window in which Ann signed in.
async function signedIn(options = {}) {
  shared ??= await newSession();
  const opened = await windows.open(browser, server, { ...options, storageState: shared });
  await opened.page.goto("/settings");
  return opened;
}

async function newSession() {
  const { page, context, done } = await windows.open(browser, server);
  await signIn(page);
  const state = await context.storageState();
  await done();
  return state;
}

async function signIn(page) {
  await page.goto("/sign-in?to=/settings");
  await page.fill("input[name=name]", "ann");
  await page.fill("input[type=password]", password);
  await page.click("#sign-in button[type=submit]");
  await page.waitForURL("**/settings");
}

const asked = (token) => fetch(`${server.url}/v1/incidents`, { headers: { authorization: `Bearer ${token}` } });

for (const javaScriptEnabled of [true, false]) {
  test(`a token is made, used and withdrawn (${javaScriptEnabled ? "with" : "without"} a script)`, async () => {
    const permissions = ["clipboard-read", "clipboard-write"];
    const { page, faults, done } = await signedIn({ javaScriptEnabled, permissions });
    await page.fill("#token-name", "billing");
    await page.uncheck("#scope-check");
    await page.click("#new-token-form button[type=submit]");
    const token = await page.textContent("#new-token");
    assert.equal((await asked(token)).status, 200);
    const copies = page.locator("[data-copy]");
    assert.equal(await copies.isVisible(), javaScriptEnabled);
    if (javaScriptEnabled) {
      await copies.click();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), token);
    }
    await page.goto("/settings");
    assert.ok(!(await page.content()).includes(token), "the secret is shown once");
    const row = page.locator("#tokens li", { hasText: "billing" });
    await row.locator("summary").click();
    await row.locator("button[type=submit]").click();
    await page.waitForURL("**/settings?done=token");
    assert.equal(await row.count(), 0);
    assert.deepEqual(faults, []);
    await done();
  });
}

test("a password is changed, and only this browser stays signed in", async () => {
  const other = await signedIn();
  const { page, context, faults, done } = await windows.open(browser, server);
  await signIn(page);
  const send = async (present, fresh) => {
    await page.fill("#present", present);
    await page.fill("#new", fresh);
    await page.fill("#again", fresh);
    await page.click("#password button[type=submit]");
    await page.waitForSelector("[role=alert], [role=status]");
  };
  await send("wrong horse battery", "battery staple horse");
  assert.ok(await page.locator("[role=alert]").isVisible());
  await send(password, "battery staple horse");
  password = "battery staple horse";
  assert.match(await page.textContent("[role=status]"), /changed/);
  assert.match(await page.textContent("#account"), /This browser/);
  shared = await context.storageState();
  await other.page.goto("/settings");
  assert.ok(await other.page.locator("#sign-in").isVisible(), "the other browser has to sign in again");
  assert.deepEqual(faults, []);
  await other.done();
  await done();
});

test("another session is ended, and a colleague is let in", async () => {
  const other = await windows.open(browser, server);
  await signIn(other.page);
  const { page, done } = await signedIn();
  await page.click("#end-sessions button");
  await page.waitForURL("**/settings?done=session");
  await other.page.goto("/settings");
  assert.ok(await other.page.locator("#sign-in").isVisible());
  await page.fill("#user-name", "王芳");
  await page.fill("#user-password", "another horse battery");
  await page.click("#new-user button[type=submit]");
  await page.waitForURL("**/settings?done=user");
  assert.equal(await page.locator("#users li").count(), 2);
  const row = page.locator("#users li", { hasText: "王芳" });
  await row.locator("summary").click();
  await row.locator("button[type=submit]").click();
  await page.waitForURL("**/settings?done=user-removed");
  assert.equal(await page.locator("#users li").count(), 1);
  await other.done();
  await done();
});

test("nobody is kept out of the settings, and they fit on a telephone", async () => {
  for (const options of [
    { colorScheme: "light" },
    { colorScheme: "dark", locale: "zh-CN" },
    { viewport: { width: 375, height: 800 } },
    { viewport: { width: 375, height: 800 }, locale: "zh-CN", javaScriptEnabled: false },
  ]) {
    const told = JSON.stringify(options);
    const { page, faults, done } = await signedIn(options);
    await page.fill("#token-name", `for ${told}`.slice(0, 60));
    await page.click("#new-token-form button[type=submit]");
    await page.waitForSelector("#new-token");
    if (options.viewport) {
      const width = await page.locator("html").evaluate((html) => html.scrollWidth);
      assert.ok(width <= 375, `${width} pixels wide: ${told}`);
    }
    const { javaScriptEnabled, ...others } = options;
    assert.deepEqual(await windows.faultsOfAccessWithoutPolicy(browser, server, page, others), [], told);
    assert.deepEqual(faults, [], told);
    await done();
  }
});

test("the colours are those that were chosen", async () => {
  const { page, done } = await signedIn({ colorScheme: "light" });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.click("#account a[href*='scheme=dark']");
  assert.equal(await page.getAttribute("html", "data-scheme"), "dark");
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.click("#account a[href*='scheme=system']");
  assert.equal(await ground(), light);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await ground(), dark);
  await done();
});
