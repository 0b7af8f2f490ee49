// What the tests share: a browser, windows whose faults are the test's, and the tester of accessibility.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browserPath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));

export async function launch() {
  assert.ok(browserPath, "these tests need Chromium (Debian: chromium)");
  return chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
}

// A window whose faults are the test's: a refused script or style, an error in ours.
export async function open(browser, server, options = {}) {
  const context = await browser.newContext({ baseURL: server.url, locale: "en", ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  return { page, context, faults, done: () => context.close() };
}

// What would keep somebody out of this page. The window has to let foreign scripts in (`bypassCSP`).
export async function faultsOfAccess(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const serious = found.violations.filter((violation) => ["serious", "critical"].includes(violation.impact));
  return serious.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

// The same for a window that lets none in: the tester comes by another one that shows the same document.
export async function faultsOfAccessWithoutPolicy(browser, server, page, options = {}) {
  const { page: other, done } = await open(browser, server, { bypassCSP: true, ...options });
  await other.goto(page.url().startsWith(server.url) ? page.url() : "/");
  // What a script has done to the document is in it; it is not to be done again, or at all.
  await other.setContent((await page.content()).replace(/<script[^>]*><\/script>/g, ""));
  const found = await faultsOfAccess(other);
  await done();
  return found;
}
