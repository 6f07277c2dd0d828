import { connect, type NetConnectOpts, type Socket } from 'node:net';

/** What a server answered to one question of the host protocol. Garbage and silence are answers, too. */
export type ServerAnswer =
  | { readonly kind: 'okay' | 'refused'; readonly text: string }
  | { readonly kind: 'nobody' | 'garbled' | 'silent' };

export interface ServerDeadlines {
  /** A program that listens on loopback accepts at once; Windows tries a closed port again for a second. */
  readonly connectMs: number;
  readonly answerMs: number;
}
export const SERVER_DEADLINES: ServerDeadlines = { connectMs: 400, answerMs: 3000 };

/**
 * Asks an adb server one question (`host:version`) and takes its answer: four letters, four hex digits, as many bytes of text.
 * Never rejects; a cancelled question is `silent`.
 */
export async function askServer(
  place: NetConnectOpts,
  question: string,
  signal: AbortSignal,
  { connectMs, answerMs }: ServerDeadlines = SERVER_DEADLINES,
): Promise<ServerAnswer> {
  const answered = Promise.withResolvers<ServerAnswer>();
  const end = (answer: ServerAnswer) => answered.resolve(answer);
  const socket: Socket = connect(place);
  const stop = () => end({ kind: 'silent' });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  let timer = setTimeout(() => end({ kind: 'nobody' }), connectMs);
  let [read, connected] = [Buffer.alloc(0), false];
  socket.on('connect', () => {
    connected = true;
    clearTimeout(timer);
    timer = setTimeout(stop, answerMs);
    socket.write(framed(question));
  });
  socket.on('data', (chunk) => {
    read = Buffer.concat([read, chunk]);
    const answer = answerIn(read);
    if (answer !== null) end(answer);
  });
  socket.on('end', () => end({ kind: 'garbled' }));
  socket.on('error', () => end({ kind: connected ? 'garbled' : 'nobody' }));
  try {
    return await answered.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
}

/** A question as the host protocol writes it. */
export function framed(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(bytes.length.toString(16).padStart(4, '0')), bytes]);
}

/** @returns null while more has to come. */
function answerIn(read: Buffer): ServerAnswer | null {
  const word = read.toString('latin1', 0, 4);
  if (!['OKAY', 'FAIL'].some((known) => known.startsWith(word))) return { kind: 'garbled' };
  if (read.length < 8) return null;
  const digits = read.toString('latin1', 4, 8);
  if (!/^[\da-f]{4}$/i.test(digits)) return { kind: 'garbled' };
  const end = 8 + Number.parseInt(digits, 16);
  if (read.length < end) return null;
  return { kind: word === 'OKAY' ? 'okay' : 'refused', text: read.toString('utf8', 8, end) };
}

export type FoundServer =
  | { readonly kind: 'server'; readonly version: number }
  /** `foreign`: something else listens there; `silent`: it listens and says nothing, as a server does that hangs. */
  | { readonly kind: 'nobody' | 'foreign' | 'silent' };

/** Finds out what listens at a place where an adb server may. */
export async function findServer(
  place: NetConnectOpts,
  signal: AbortSignal,
  deadlines: ServerDeadlines = SERVER_DEADLINES,
): Promise<FoundServer> {
  const answer = await askServer(place, 'host:version', signal, deadlines);
  if (answer.kind === 'nobody' || answer.kind === 'silent') return { kind: answer.kind };
  if (answer.kind !== 'okay' || !/^[\da-f]{1,8}$/i.test(answer.text)) return { kind: 'foreign' };
  return { kind: 'server', version: Number.parseInt(answer.text, 16) };
}
