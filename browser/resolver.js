// A name server on loopback that knows a few names, and can keep an answer back until a test has seen that it is waited for.

import { createSocket } from "node:dgram";

const TYPES = { A: 1, MX: 15, TXT: 16 };
const NO_SUCH_NAME = 3;

export class Resolver {
  // `records` are lists of name, type and value; questions whose name `isHeld` likes are answered after `release`.
  static async start(records, isHeld = () => false) {
    const resolver = new Resolver();
    Object.assign(resolver, { records, isHeld, held: [], socket: createSocket("udp4") });
    resolver.socket.on("message", (question, asker) => resolver.receive(question, asker));
    await new Promise((ready) => resolver.socket.bind(0, "127.0.0.1", ready));
    resolver.address = `127.0.0.1:${resolver.socket.address().port}`;
    return resolver;
  }

  receive(question, asker) {
    const send = () => this.socket.send(this.answer(question), asker.port, asker.address);
    if (this.isHeld(asked(question).name)) this.held.push(send); else send();
  }

  release() {
    this.isHeld = () => false;
    this.held.splice(0).forEach((send) => send());
  }

  answer(question) {
    const { name, type, end } = asked(question);
    const known = this.records.filter((record) => record[0] === name);
    const answers = known.filter((record) => TYPES[record[1]] === type).map((record) => encoded(record));
    const head = Buffer.alloc(12);
    head.writeUInt16BE(question.readUInt16BE(0), 0);
    // An answer, asked for and given with recursion.
    head.writeUInt16BE(0x8180 | (known.length ? 0 : NO_SUCH_NAME), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(answers.length, 6);
    return Buffer.concat([head, question.subarray(12, end), ...answers]);
  }

  stop() {
    this.socket.close();
  }
}

// What a message asks, and where its question ends.
function asked(message) {
  const labels = [];
  let at = 12;
  while (message[at] > 0) {
    labels.push(message.toString("latin1", at + 1, at + 1 + message[at]));
    at += 1 + message[at];
  }
  return { name: labels.join(".").toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

function named(name) {
  return Buffer.concat([...name.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])]);
}

function encoded([, type, value]) {
  const data = {
    A: () => Buffer.from(value.split(".").map(Number)),
    MX: () => Buffer.concat([Buffer.from([0, 10]), named(value)]),
    TXT: () => Buffer.from([value.length, ...Buffer.from(value)]),
  }[type]();
  // The name is that of the question.
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(TYPES[type], 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
