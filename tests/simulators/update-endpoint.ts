import { createHash } from 'node:crypto';
import { type LoopbackOptions, type LoopbackServer, startServer } from './loopback-server.ts';

/** Where a service desk lays out status updates: any web server that knows ETags. */
export interface UpdateEndpoint extends LoopbackServer {
  /** The signed file that lies there now. */
  content: Uint8Array;
}

/** @param token asked for as a bearer token; null: anybody may read. */
export async function startUpdateEndpoint(
  content: Uint8Array,
  token: string | null = null,
  options: LoopbackOptions = {},
): Promise<UpdateEndpoint> {
  const server = await startServer(({ headers }) => {
    if (token !== null && headers.authorization !== `Bearer ${token}`) return { status: 401 };
    const body = Buffer.from(endpoint.content).toString('utf8');
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    return headers['if-none-match'] === etag ? { status: 304, headers: { etag } } : { headers: { etag }, body };
  }, options);
  const endpoint: UpdateEndpoint = Object.assign(server, { content });
  return endpoint;
}
