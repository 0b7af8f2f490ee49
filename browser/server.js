// A server of its own for a test: started on a free port, with its data in a folder that goes with it.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const program = process.env.TUIXIN || join(root, "target/debug/tuixin");

export class Server {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "tuixin-"));
    this.settings = { TUIXIN_CHECKS_ENABLED: "false", TUIXIN_SERVER_REQUESTS_PER_SECOND: "0" };
  }

  // Starts a server and waits until it says where it listens.
  static async start(...options) {
    const server = new Server();
    await server.run(...options);
    return server;
  }

  // One at which somebody may sign in.
  static async withUser(name, password) {
    const server = new Server();
    server.command(["user", "add", name], `${password}\n`);
    await server.run();
    return server;
  }

  // One that looks things up at a resolver of the test's, and connects to nobody.
  static async asking(resolver) {
    const server = new Server();
    Object.assign(server.settings, {
      TUIXIN_CHECKS_ENABLED: "true",
      TUIXIN_CHECKS_NAMESERVERS: resolver.address,
      TUIXIN_CHECKS_CONNECT: "false",
    });
    await server.run();
    return server;
  }

  async run(...options) {
    const args = ["--lang", "en", "serve", "--data-dir", this.folder, "--listen", "127.0.0.1:0", ...options];
    const env = { ...process.env, ...this.settings };
    this.process = spawn(program, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    this.said = "";
    this.url = await new Promise((found, failed) => {
      this.process.stderr.on("data", (bytes) => {
        this.said += bytes;
        const url = this.said.match(/http:\/\/127\.0\.0\.1:\d+/);
        if (url) found(url[0]);
      });
      this.process.on("exit", (code) => failed(new Error(`the server ended with ${code}: ${this.said}`)));
    });
  }

  // Runs a command on the same data.
  command(args, input = "") {
    const env = { ...process.env, TUIXIN_DATA_DIR: this.folder };
    const done = spawnSync(program, ["--lang", "en", ...args], { env, input, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`${args.join(" ")}: ${done.stderr}`);
    return done.stdout;
  }

  async stop() {
    const ended = new Promise((over) => this.process.on("exit", over));
    this.process.kill("SIGTERM");
    await ended;
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
