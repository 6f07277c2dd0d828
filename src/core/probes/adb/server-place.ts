import type { NetConnectOpts } from 'node:net';

/** Where adb servers listen unless somebody has said otherwise. */
const USUAL_PORT = 5037;

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|::1)$/i;

/**
 * Where the adb server of this PC listens, by the variables that Google's adb reads.
 * @returns null where they name another PC or a kind of socket that only that adb knows: nothing is asked there.
 */
export function serverPlace(env: Readonly<Record<string, string | undefined>>): NetConnectOpts | null {
  const named = env['ADB_SERVER_SOCKET'];
  if (named !== undefined && named !== '') return placeNamed(named);
  const port = env['ANDROID_ADB_SERVER_PORT'];
  return port === undefined || port === '' ? onPort(String(USUAL_PORT)) : onPort(port);
}

function placeNamed(socket: string): NetConnectOpts | null {
  const [, file] = /^localfilesystem:(\/.+)$/.exec(socket) ?? [];
  if (file !== undefined) return { path: file };
  const [, host = '127.0.0.1', port] = /^tcp:(?:\[?([^\]]+?)\]?:)?(\d+)$/.exec(socket) ?? [];
  return port === undefined || !LOOPBACK.test(host) ? null : onPort(port, host === 'localhost' ? '127.0.0.1' : host);
}

function onPort(text: string, host = '127.0.0.1'): NetConnectOpts | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? { host, port } : null;
}
