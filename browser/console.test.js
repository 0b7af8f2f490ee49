// The console as people use it: with and without a script, by mouse and on a telephone, in both languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Server } from "./server.js";
import * as windows from "./window.js";
import { faultsOfAccess } from "./window.js";

const REPLY = "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown in virtual mailbox table";
const MAIL = [
  "From: Mail Delivery System <MAILER-DAEMON@out.example.cn>",
  "To: ann@example.cn",
  "Subject: Undelivered Mail Returned to Sender",
  "Date: Sun, 29 Nov 2026 08:00:00 +0000",
  "MIME-Version: 1.0",
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  "",
  "--b",
  "Content-Type: text/plain",
  "",
  "I could not deliver your mail.",
  "--b",
  "Content-Type: message/delivery-status",
  "",
  "Reporting-MTA: dns; out.example.cn",
  "",
  "Final-Recipient: rfc822; carol@example.com",
  "Action: failed",
  "Status: 5.2.2",
  "Diagnostic-Code: smtp; 552 5.2.2 <carol@example.com>: mailbox full",
  "",
  "--b--",
  "",
].join("\r\n");

const PAGES = ["/", "/overview", "/incidents", "/recipients", "/knowledge", "/knowledge/user-unknown", "/quarantine", "/settings", "/api"];

let browser;
let server;

before(async () => {
  browser = await windows.launch();
  server = await Server.start("--demo");
});

after(async () => {
  await browser?.close();
  await server?.remove();
});

const open = ({ server: own = server, ...options } = {}) => windows.open(browser, own, options);

test("a pasted reply is explained", async () => {
  const { page, faults, done } = await open();
  await page.goto("/");
  await page.fill("textarea", REPLY);
  await page.click("#ask button[type=submit]");
  await page.waitForSelector("mark");
  assert.match(await page.textContent("main"), /does not exist/i);
  assert.equal(await page.textContent("mark"), "unknown in virtual mailbox table");
  assert.deepEqual(await windows.faultsOfAccessWithoutPolicy(browser, server, page), []);
  assert.deepEqual(faults, []);
  await done();
});

test("the same in Chinese, and without a script", async () => {
  const { page, done } = await open({ locale: "zh-CN", javaScriptEnabled: false });
  await page.goto("/");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  await page.fill("textarea", REPLY);
  await page.click("#ask button[type=submit]");
  assert.match(await page.textContent("main"), /不存在/);
  await done();
});

test("the language can be changed, and stays", async () => {
  const { page, done } = await open();
  await page.goto("/knowledge");
  await page.click(".languages a");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  await page.goto("/");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  await done();
});

test("a dropped file is explained", async () => {
  const { page, faults, done } = await open();
  await page.goto("/");
  await page.evaluate((mail) => {
    const bag = new DataTransfer();
    bag.items.add(new File([mail], "bounce.eml", { type: "message/rfc822" }));
    document.dispatchEvent(new DragEvent("drop", { dataTransfer: bag, bubbles: true, cancelable: true }));
  }, MAIL);
  await page.waitForSelector("mark");
  assert.match(await page.textContent("main"), /carol@example\.com/);
  assert.deepEqual(faults, []);
  await done();
});

test("several files are explained at once, without a script too", async () => {
  const { page, done } = await open({ javaScriptEnabled: false });
  await page.goto("/");
  const file = (name, address) => ({ name, mimeType: "message/rfc822", buffer: Buffer.from(MAIL.replaceAll("carol", address)) });
  await page.setInputFiles("input[type=file]", [file("one.eml", "carol"), file("two.eml", "dave")]);
  await page.click("#ask button[type=submit]");
  const told = await page.textContent("main");
  assert.match(told, /carol@example\.com/);
  assert.match(told, /dave@example\.com/);
  await done();
});

for (const scheme of ["light", "dark"]) {
  test(`nobody is kept out of any page (${scheme})`, async () => {
    const { page, done } = await open({ bypassCSP: true, colorScheme: scheme });
    for (const path of PAGES) {
      const response = await page.goto(path);
      assert.equal(response.status(), 200, path);
      assert.deepEqual(await faultsOfAccess(page), [], path);
    }
    await done();
  });
}

test("no page is wider than a telephone, and none breaks the policy", async () => {
  for (const lang of ["en", "zh-CN"]) {
    const { page, faults, done } = await open({ viewport: { width: 375, height: 800 }, locale: lang });
    for (const path of PAGES) {
      await page.goto(path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 375, `${path} in ${lang} is ${width} pixels wide`);
    }
    assert.deepEqual(faults, []);
    await done();
  }
});

test("an address is released", async () => {
  const listed = await fetch(`${server.url}/v1/suppressions?limit=1`).then((response) => response.json());
  const address = listed.items[0].address;
  for (const javaScriptEnabled of [true, false]) {
    const { page, done } = await open({ javaScriptEnabled });
    await page.goto(`/recipients?address=${encodeURIComponent(address)}`);
    if (javaScriptEnabled) {
      await page.fill("input[name=note]", "asked by phone");
      await page.click("form[id^=release] button[type=submit]");
      await page.waitForSelector("[role=status]");
    }
    assert.equal(await page.locator("form[id^=release]").count(), 0);
    assert.match(await page.textContent("main"), /asked by phone/);
    await done();
  }
});

test("whoever has to sign in is let in by the right password only", async () => {
  const own = await Server.withUser("ann", "correct horse battery");
  const { page, faults, done } = await open({ server: own });
  try {
    await page.goto("/overview");
    assert.ok(await page.locator("input[type=password]").isVisible(), "the overview is not for everybody");
    const signIn = async (password) => {
      await page.fill("input[name=name]", "ann");
      await page.fill("input[type=password]", password);
      await page.click("form:has(input[type=password]) button[type=submit]");
      await page.waitForLoadState();
    };
    await signIn("wrong horse battery");
    assert.ok(await page.locator("input[type=password]").isVisible());
    await signIn("correct horse battery");
    await page.goto("/overview");
    assert.equal(await page.locator("input[type=password]").count(), 0);
    const cookies = await page.context().cookies();
    assert.ok(cookies.some((cookie) => cookie.httpOnly && cookie.sameSite !== "None"));
    assert.deepEqual(faults, []);
  } finally {
    await done();
    await own.remove();
  }
});
