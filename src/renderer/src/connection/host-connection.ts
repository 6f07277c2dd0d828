import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import type { ContractClient } from '../../../shared/contract.ts';
import { questionInAnswer, questionInError, SignInPrompt } from './sign-in-prompt.ts';

/** One connection to the host, until it is lost. */
export interface OpenLink {
  readonly link: ClientLink<ClientContext>;
  /** Settles when the other end has closed. */
  readonly lost: Promise<void>;
  /** False as soon as it is being closed: what is sent from then on gets nowhere. */
  readonly isOpen: () => boolean;
}

interface ConnectionTransport {
  /** Rejects when no host answers. */
  readonly open: () => Promise<OpenLink>;
  /** Whether a host serves this page although it refuses the connection. */
  readonly hostResponds: () => Promise<boolean>;
}

/** `host-ended`: no host answers; `other-start`: the program was restarted under another address. */
type LossReason = 'host-ended' | 'other-start';

export type ConnectionState =
  | { readonly phase: 'connecting' }
  /** @property count of connections so far; streams are opened again whenever it changes. */
  | { readonly phase: 'open'; readonly count: number }
  /** @property retryAt epoch ms; null during an attempt, and where automatic attempts cannot succeed. */
  | { readonly phase: 'lost'; readonly reason: LossReason; readonly retryAt: number | null; readonly trying: boolean };

/** A call that was under way when the connection broke: whether it was carried out is unknown. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** A connection that lasted longer than this counts as stable. */
const STEADY_MS = 2000;
const RETRY_AFTER_MS = [1000, 2000, 4000, 8000, 15_000] as const;

/**
 * The connection of the page to its host, restored whenever it is lost. The client stays the same: calls made meanwhile wait
 * for the next connection, so nothing that was typed is lost.
 */
export class HostConnection {
  readonly client: ContractClient;
  readonly signIn = new SignInPrompt();
  readonly #transport: ConnectionTransport;
  readonly #watchers = new Set<() => void>();
  #state: ConnectionState = { phase: 'connecting' };
  #openedSoFar = 0;
  /** Resolved while connected; replaced at each loss. */
  #current: PromiseWithResolvers<OpenLink> = Promise.withResolvers();
  #retryNow: (() => void) | null = null;

  constructor(transport: ConnectionTransport) {
    this.#transport = transport;
    this.client = createORPCClient({ call: (path, input, options) => this.#callSignedIn(path, input, options) });
    void this.#stayConnected();
  }

  readonly state = (): ConnectionState => this.#state;
  /** For `useSyncExternalStore`. */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  };
  /** Attempts to connect at once. */
  readonly retry = (): void => this.#retryNow?.();

  /** Makes the call again once somebody has signed in for it; else it is answered as the host did. */
  async #callSignedIn(...call: Parameters<ClientLink<ClientContext>['call']>): Promise<unknown> {
    for (let again = false; ; again = true) {
      const answer = await this.#call(...call).then(
        (value) => ({ value, question: questionInAnswer(value) }),
        (cause: unknown) => ({ cause, question: questionInError(cause) }),
      );
      if (answer.question !== null && (await this.signIn.ask({ ...answer.question, again }))) continue;
      if ('cause' in answer) throw answer.cause;
      return answer.value;
    }
  }

  async #call(path: readonly string[], input: unknown, options: Parameters<ClientLink<ClientContext>['call']>[2]) {
    const { link, isOpen } = await this.#opened(options.signal);
    try {
      return await link.call(path, input, options);
    } catch (cause) {
      // The link of a port rejects calls earlier in the `close` event than this hears of it: let the rest of the event run first.
      await new Promise((heard) => setTimeout(heard));
      throw isOpen() ? cause : new ConnectionLost('the connection was lost', { cause });
    }
  }

  /** The connection that is open, or the next one. */
  async #opened(signal: AbortSignal | undefined): Promise<OpenLink> {
    for (;;) {
      const opened = await unlessAborted(this.#current.promise, signal);
      if (opened.isOpen()) return opened;
      await unlessAborted(opened.lost, signal);
    }
  }

  #show(state: ConnectionState): void {
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }

  async #stayConnected(): Promise<never> {
    for (let failed = 0; ;) {
      const opened = await this.#transport.open().catch(() => null);
      if (opened === null) await this.#waitToRetry(failed++, await this.#findLossReason());
      else {
        const since = Date.now();
        this.#current.resolve(opened);
        this.#show({ phase: 'open', count: ++this.#openedSoFar });
        await opened.lost;
        this.#current = Promise.withResolvers();
        // A single loss is repaired at once and never shown. A host that keeps dropping connections is contacted with pauses.
        if (Date.now() - since > STEADY_MS) failed = 0;
        else if (failed++ > 0) await this.#waitToRetry(failed - 2, 'host-ended');
      }
    }
  }

  /** Only a host that refuses a new connection is one of another start; dropping an accepted one proves nothing. */
  async #findLossReason(): Promise<LossReason> {
    return (await this.#transport.hostResponds()) ? 'other-start' : 'host-ended';
  }

  async #waitToRetry(failed: number, reason: LossReason): Promise<void> {
    const afterMs = reason === 'other-start' ? null : (RETRY_AFTER_MS[failed] ?? RETRY_AFTER_MS.at(-1)!);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#retryNow = resolve;
    const timer = afterMs === null ? undefined : setTimeout(resolve, afterMs);
    this.#show({ phase: 'lost', reason, retryAt: afterMs === null ? null : Date.now() + afterMs, trying: false });
    await promise;
    clearTimeout(timer);
    this.#retryNow = null;
    this.#show({ phase: 'lost', reason, retryAt: null, trying: true });
  }
}

function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
