// The answer page while checks go on, and what can be copied from it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { Resolver } from "./resolver.js";
import { Server } from "./server.js";
import * as windows from "./window.js";

const UNAUTHENTICATED = readFileSync(new URL("../examples/gmail-unauthenticated.eml", import.meta.url), "utf8");
const BLOCKED = "554 5.7.1 <bob@example.com>: Client host [192.0.2.44] blocked using zen.spamhaus.org";
const RECORDS = [
  ["example.cn", "TXT", "v=spf1 ip4:198.51.100.7 -all"],
  ["example.cn", "MX", "mx.example.cn"],
  ["mx.example.cn", "A", "192.0.2.7"],
  ["example.com", "MX", "mx.example.com"],
];

let browser;

before(async () => {
  browser = await windows.launch();
});

after(() => browser?.close());

async function explain(page, text, { withChecks = false } = {}) {
  await page.goto("/");
  await page.fill("textarea", text);
  if (withChecks) await page.check("#checks");
  await page.click("#ask button[type=submit]");
  await page.waitForURL("**/explain/*");
}

test("steps are ticked one by one while checks end, and letters tell what was found", async () => {
  const resolver = await Resolver.start(RECORDS, (name) => name.startsWith("_dmarc."));
  const server = await Server.asking(resolver);
  const { page, faults, done } = await windows.open(browser, server);
  try {
    await explain(page, UNAUTHENTICATED, { withChecks: true });
    await page.click("label[for=reader-admin]");
    // What is known is told while something else is still waited for.
    await page.waitForSelector(".for-admin [data-state=to-do]");
    assert.ok((await page.locator("[data-state=waiting]").count()) > 0, "nothing is waited for any more");
    assert.ok(await page.locator(".checks .waiting").isVisible());
    await page.locator(".letter summary").first().click();
    const before = await page.textContent(".letters");

    resolver.release();
    await page.waitForFunction(() => document.getElementById("told").textContent !== "");
    assert.equal(await page.locator("[data-state=waiting]").count(), 0);
    assert.match(await page.textContent(".checks"), /v=spf1 ip4:198\.51\.100\.7 ip4:192\.0\.2\.77 -all/);
    assert.ok(await page.locator(".letter").first().evaluate((letter) => letter.open), "what was opened stays open");
    // The letter waits for whoever is in it to leave.
    await page.locator("label[for=reader-admin]").click();
    await page.waitForFunction((before) => document.querySelector(".letters").textContent !== before, before);
    assert.deepEqual(faults, []);
  } finally {
    await done();
    await server.remove();
    resolver.stop();
  }
});

test("an answer is filled in without a script too", async () => {
  const resolver = await Resolver.start(RECORDS);
  const server = await Server.asking(resolver);
  const { page, done } = await windows.open(browser, server, { javaScriptEnabled: false });
  try {
    await explain(page, UNAUTHENTICATED, { withChecks: true });
    // The page asks for itself again until everything is known.
    await page.waitForSelector(".checks .standing");
    assert.ok(await page.locator(".for-sender [data-state], .for-admin [data-state]").count());
  } finally {
    await done();
    await server.remove();
    resolver.stop();
  }
});

test("letters, links and records are copied where copying works", async () => {
  const resolver = await Resolver.start(RECORDS);
  const server = await Server.asking(resolver);
  const permissions = ["clipboard-read", "clipboard-write"];
  const { page, faults, done } = await windows.open(browser, server, { permissions });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  try {
    await explain(page, BLOCKED);
    const letter = page.locator(".letter").first();
    await letter.locator("summary").click();
    await letter.locator("[data-copy]").click();
    assert.equal(await copied(), await letter.locator("pre").textContent());
    assert.match(await copied(), /192\.0\.2\.44/);
    assert.ok(await letter.locator("dd a").count(), "whom to write to is a link");
    await page.click("[data-copy-link]");
    const link = await copied();
    assert.ok(link.startsWith(`${server.url}/e/`), link);
    assert.equal((await page.request.get(link)).status(), 200);

    await explain(page, UNAUTHENTICATED, { withChecks: true });
    await page.waitForSelector(".checks .standing");
    await page.locator(".record [data-copy]").first().click();
    assert.equal(await copied(), "v=spf1 ip4:198.51.100.7 ip4:192.0.2.77 -all");
    assert.deepEqual(await windows.faultsOfAccessWithoutPolicy(browser, server, page), []);
    assert.deepEqual(faults, []);
  } finally {
    await done();
    await server.remove();
    resolver.stop();
  }
});

test("without a script letters are read, and nothing offers to copy them", async () => {
  const server = await Server.start();
  const { page, done } = await windows.open(browser, server, { javaScriptEnabled: false, viewport: { width: 375, height: 800 } });
  try {
    await explain(page, BLOCKED);
    await page.locator(".letter summary").first().click();
    assert.ok(await page.locator(".letter pre").first().isVisible());
    assert.match(await page.locator(".letter pre").first().textContent(), /192\.0\.2\.44/);
    assert.ok(!(await page.locator("[data-copy], [data-copy-link]").first().isVisible()));
    const width = await page.locator("html").evaluate((html) => html.scrollWidth);
    assert.ok(width <= 375, `${width} pixels wide`);
    assert.deepEqual(await windows.faultsOfAccessWithoutPolicy(browser, server, page), []);
  } finally {
    await done();
    await server.remove();
  }
});
