/** Something that happens again and again; whoever was busy meanwhile hears of it once. */
export class Change {
  #next = Promise.withResolvers<void>();

  happened(): void {
    this.#next.resolve();
    this.#next = Promise.withResolvers();
  }

  /** Resolves at the next change from now on, or when the signal is aborted. */
  next(signal: AbortSignal): Promise<void> {
    const { promise } = this.#next;
    if (signal.aborted) return Promise.resolve();
    const ended = Promise.withResolvers<void>();
    const end = () => ended.resolve();
    signal.addEventListener('abort', end);
    return Promise.race([promise, ended.promise]).finally(() => signal.removeEventListener('abort', end));
  }
}
