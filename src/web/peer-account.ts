import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/** Whose program is at the other end of a loopback connection; `unknown` where the system does not report it. */
export type PeerAccount = 'own' | 'other' | 'unknown';

/** The kernel's tables of TCP sockets. A browser may use an IPv6 socket for an IPv4 address. */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/** Columns of a line after its number: local address, remote address, state, queues, timer, retransmits, account. */
const ACCOUNT_COLUMN = 7;

const wordInHex = (bytes: Uint8Array): string => {
  const { buffer } = Uint8Array.from(bytes);
  return new Uint32Array(buffer)[0]!.toString(16).toUpperCase().padStart(8, '0');
};

/** An IPv4 address and port as the tables write them: whole words in the byte order of this machine. */
function spellings(address: string, port: number): string[] {
  const ipv4 = wordInHex(Uint8Array.from(address.split('.').map(Number)));
  const mapped = `${'0'.repeat(16)}${wordInHex(Uint8Array.of(0, 0, 255, 255))}${ipv4}`;
  const portInHex = port.toString(16).toUpperCase().padStart(4, '0');
  return [`${ipv4}:${portInHex}`, `${mapped}:${portInHex}`];
}

/**
 * Asks the kernel which account owns the other end of a connection between 127.0.0.0/8 addresses. Linux only: Windows shows
 * no account beside a socket, nor the arguments of a program to other ordinary accounts.
 */
export async function peerAccount({
  localAddress,
  localPort,
  remoteAddress,
  remotePort,
}: Socket): Promise<PeerAccount> {
  if (process.platform !== 'linux' || localAddress === undefined || remoteAddress === undefined) return 'unknown';
  // Seen from the other end, what is local here is remote.
  const [here, there] = [spellings(remoteAddress, remotePort!), spellings(localAddress, localPort!)];
  for (const table of TABLES) {
    const lines = await readFile(table, 'latin1').then(
      (text) => text.split('\n').slice(1),
      () => [],
    );
    for (const line of lines) {
      const columns = line.trim().split(/\s+/);
      if (here.includes(columns[1] ?? '') && there.includes(columns[2] ?? ''))
        return Number(columns[ACCOUNT_COLUMN]) === process.getuid?.() ? 'own' : 'other';
    }
  }
  return 'unknown';
}
