import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Answers one request in the place of the mirror. @returns false: the mirror answers. */
export type Interference = (request: IncomingMessage, response: ServerResponse, bytes: Uint8Array | null) => boolean;

/** A web server with a publication on it, on this machine. */
export interface Mirror {
  readonly address: string;
  files: ReadonlyMap<string, Uint8Array>;
  interfere: Interference | null;
  /** Paths asked for, oldest first. */
  readonly asked: string[];
  readonly headers: IncomingMessage['headers'][];
}

export async function startMirror(files: ReadonlyMap<string, Uint8Array>): Promise<Mirror> {
  const server = createServer((request, response) => {
    const name = (request.url ?? '').replace(/^\/vr\//, '');
    mirror.asked.push(name);
    mirror.headers.push(request.headers);
    const bytes = mirror.files.get(name) ?? null;
    response.on('error', () => undefined);
    if (mirror.interfere?.(request, response, bytes) === true) return;
    response.statusCode = bytes === null ? 404 : 200;
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const mirror: Mirror = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/vr`,
    files,
    interfere: null,
    asked: [],
    headers: [],
  };
  return mirror;
}
