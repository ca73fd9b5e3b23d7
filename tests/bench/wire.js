// Asks a server for the same thing over and over, on connections that are kept alive: as little work as can be, because client and server share
// the machine.
import { connect } from "node:net";

/** Opens so many connections. Resolves to a function that posts once on one that is free, and resolves to the body of the answer, a 200. */
export async function connections({ hostname, port, pathname, host }, count, { body, ...fields }) {
  const head = [`POST ${pathname} HTTP/1.1`, `host: ${host}`, `content-length: ${body.length}`, ...Object.entries(fields).map((field) => field.join(": "))];
  const request = `${head.join("\r\n")}\r\n\r\n${body}`;
  const free = await Promise.all(Array.from({ length: count }, () => opened(hostname, port)));
  return async () => {
    const socket = free.pop();
    const answer = await exchange(socket, request);
    free.push(socket);
    return answer;
  };
}

function opened(hostname, port) {
  return new Promise((done, fail) => {
    const socket = connect({ host: hostname, port, noDelay: true }, () => done(socket)).once("error", fail);
    socket.setEncoding("latin1").unref();
  });
}

/** One request and the body of its answer, whose length is told beforehand. */
function exchange(socket, request) {
  return new Promise((done, fail) => {
    let text = "";
    const take = (part) => {
      text += part;
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1]);
      if (Number.isNaN(length)) return settle(() => fail(new Error(`An answer without a length: ${text.slice(0, end)}`)));
      if (text.length < end + 4 + length) return;
      settle(() => (text.startsWith("HTTP/1.1 200") ? done(text.slice(end + 4)) : fail(new Error(text))));
    };
    const gone = () => settle(() => fail(new Error("The connection is gone.")));
    const settle = (end) => {
      socket.off("data", take).off("close", gone);
      end();
    };
    socket.on("data", take).once("close", gone);
    socket.write(request);
  });
}
