/** Runs one piece of work after the other, in the order they came. One that fails keeps none of the next. */
export class Sequencer {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what the work returns; rejects as it does. */
  run<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
