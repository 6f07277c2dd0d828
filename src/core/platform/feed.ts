interface Follower<Value> {
  readonly take: (value: Value) => void;
  readonly end: () => void;
}

/** Values for whoever follows at the time: the one way in which this program streams. */
export class Feed<Value> {
  readonly #followers = new Set<Follower<Value>>();

  push(value: Value): void {
    for (const follower of this.#followers) follower.take(value);
  }

  /** Whoever follows gets what waits for it, and then the end. */
  end(): void {
    for (const follower of this.#followers) follower.end();
  }

  /**
   * Every value pushed after this call, in order. Ends with the feed; at once when the signal is aborted.
   * @param latestOnly a follower that was busy gets only the last of the values it missed.
   */
  follow(signal?: AbortSignal, latestOnly = false): AsyncGenerator<Value> {
    const followers = this.#followers;
    const waiting: Value[] = [];
    let ended = false;
    let changed = Promise.withResolvers<void>();
    const follower: Follower<Value> = {
      take(value) {
        if (latestOnly) waiting.length = 0;
        waiting.push(value);
        changed.resolve();
      },
      end() {
        ended = true;
        followers.delete(follower);
        changed.resolve();
      },
    };
    followers.add(follower);
    signal?.addEventListener('abort', follower.end, { once: true });
    if (signal?.aborted === true) follower.end();
    return (async function* () {
      try {
        for (;;) {
          if (signal?.aborted === true) return;
          if (waiting.length > 0) yield waiting.shift()!;
          else if (ended) return;
          else {
            await changed.promise;
            changed = Promise.withResolvers();
          }
        }
      } finally {
        follower.end();
        signal?.removeEventListener('abort', follower.end);
      }
    })();
  }
}
