import type * as Koffi from 'koffi';

/** What the probe asks of the event log. */
export interface WindowsEventLogApi {
  /**
   * Events of a channel as XML, without the texts of their publishers.
   * @param query XPath. @returns the error code of Windows where the channel cannot be read.
   */
  events(
    channel: string,
    query: string,
    order: 'newest-first' | 'oldest-first',
    most: number,
  ): readonly string[] | { readonly error: number };
}

/** Of winevt.h. */
const CHANNEL_PATH = 1;
const FORWARD = 0x100;
const REVERSE = 0x200;
const EVENT_XML = 1;
const BATCH = 64;
const NEXT_TIMEOUT_MS = 500;
const USUAL_BYTES = 8192;
/** An event is at most 64 KB. */
const MAX_BYTES = 1 << 18;
const HANDLE_BYTES = 8;

type Call<Result> = (...args: (number | bigint | Buffer | string | null)[]) => Result;

/** @throws where the library is missing. */
export function bindEventLog(koffi: Pick<typeof Koffi, 'load'>): WindowsEventLogApi {
  const load = <Result>(library: string, prototype: string) =>
    koffi.load(library).func(prototype) as unknown as Call<Result>;
  const open = load<number | bigint>(
    'wevtapi.dll',
    'int64 EvtQuery(int64 session, str16 path, str16 query, uint32 flags)',
  );
  const next = load<boolean>(
    'wevtapi.dll',
    'bool EvtNext(int64 results, uint32 size, void *events, uint32 timeout, uint32 flags, void *returned)',
  );
  const render = load<boolean>(
    'wevtapi.dll',
    'bool EvtRender(int64 context, int64 event, uint32 flags, uint32 size, void *buffer, void *used, void *properties)',
  );
  const close = load<boolean>('wevtapi.dll', 'bool EvtClose(int64 object)');
  const lastError = load<number>('kernel32.dll', 'uint32 GetLastError()');

  function xmlOf(event: bigint): string | null {
    for (let room = USUAL_BYTES; ;) {
      const [buffer, used, properties] = [Buffer.alloc(room), Buffer.alloc(4), Buffer.alloc(4)];
      const isDone = render(0, event, EVENT_XML, room, buffer, used, properties);
      const needed = used.readUInt32LE(0);
      if (isDone) return buffer.toString('utf16le', 0, Math.min(needed, room)).split('\0', 1)[0]!;
      if (needed <= room || needed > MAX_BYTES) return null;
      room = needed;
    }
  }

  return {
    events(channel, query, order, most) {
      const results = open(0, channel, query, CHANNEL_PATH | (order === 'newest-first' ? REVERSE : FORWARD));
      if (Number(results) === 0) return { error: lastError() };
      const found: string[] = [];
      try {
        while (found.length < most) {
          const [handles, returned] = [Buffer.alloc(BATCH * HANDLE_BYTES), Buffer.alloc(4)];
          const wanted = Math.min(BATCH, most - found.length);
          if (!next(results, wanted, handles, NEXT_TIMEOUT_MS, 0, returned)) break;
          const count = Math.min(returned.readUInt32LE(0), wanted);
          for (let at = 0; at < count; at += 1) {
            const event = handles.readBigInt64LE(at * HANDLE_BYTES);
            const xml = xmlOf(event);
            close(event);
            if (xml !== null) found.push(xml);
          }
          if (count === 0) break;
        }
        return found;
      } finally {
        close(results);
      }
    },
  };
}
