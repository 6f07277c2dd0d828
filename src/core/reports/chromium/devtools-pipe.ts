import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

/** Chrome DevTools Protocol over `--remote-debugging-pipe`: JSON texts, each ended by a zero byte. */
export interface DevToolsPipe {
  /** @throws Error with the browser's message where it refuses the command. Never settles when the browser ends. */
  send(method: string, params?: object, session?: string): Promise<Record<string, unknown>>;
  /** Calls the listener for every event of this name until the browser ends. */
  on(event: string, listener: (params: Record<string, unknown>) => void): void;
}

const messageSchema = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ message: z.string() }).optional(),
});
type Message = z.infer<typeof messageSchema>;

export function openDevToolsPipe(commands: Writable, answers: Readable): DevToolsPipe {
  const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  const listeners = new Map<string, ((params: Record<string, unknown>) => void)[]>();
  let last = 0;
  let failure: Error | null = null;

  function take({ id, method, params = {}, result = {}, error }: Message): void {
    if (method !== undefined) for (const listener of listeners.get(method) ?? []) listener(params);
    const question = id === undefined ? undefined : waiting.get(id);
    if (question === undefined) return;
    waiting.delete(id!);
    if (error === undefined) question.resolve(result);
    else question.reject(new Error(error.message));
  }

  function giveUp(reason: Error): void {
    failure ??= reason;
    for (const question of waiting.values()) question.reject(failure);
    waiting.clear();
  }

  let rest: Buffer[] = [];
  answers.on('data', (bytes: Buffer) => {
    let from = 0;
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, from)) {
      const text = Buffer.concat([...rest, bytes.subarray(from, end)]).toString('utf8');
      rest = [];
      from = end + 1;
      try {
        take(messageSchema.parse(JSON.parse(text)));
      } catch (cause) {
        giveUp(new Error('the browser answers what is no message', { cause }));
      }
    }
    if (from < bytes.length) rest.push(bytes.subarray(from));
  });

  return {
    send(method, params = {}, session) {
      if (failure !== null) return Promise.reject(failure);
      const id = ++last;
      const question = Promise.withResolvers<Record<string, unknown>>();
      waiting.set(id, question);
      const message = { id, method, params, ...(session !== undefined && { sessionId: session }) };
      commands.write(`${JSON.stringify(message)}\0`);
      return question.promise;
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
  };
}
