import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came in under one key. */
export interface Arrival {
  times: number;
  readonly bodies: Set<string>;
}

/** A service desk on a loopback port that recognises repetitions by their key. */
export class Receiver {
  readonly arrivals = new Map<string, Arrival>();
  /** Before it answers; may throw to cut the connection. */
  onArrival: (key: string) => void | Promise<void> = () => undefined;
  readonly #server = createServer((request, response) => void this.#receive(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const key = String(request.headers['webhook-id']);
      const arrival = this.arrivals.get(key) ?? { times: 0, bodies: new Set() };
      this.arrivals.set(key, arrival);
      arrival.times += 1;
      arrival.bodies.add(Buffer.concat(chunks).toString());
      await this.onArrival(key);
      response.setHeader('content-type', 'application/json').end('{"ok":true}');
    } catch {
      request.socket.destroy();
    }
  }
}
