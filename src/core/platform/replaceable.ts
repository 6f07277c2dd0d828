/** An object in use that a newer one can take the place of. */
export interface Replaceable<Value extends object> {
  /** Every property of it is that of the newest object. Handed out once, it never has to be handed out again. */
  readonly view: Value;
  readonly replace: (next: Value) => void;
}

const newest = new WeakMap<object, () => object>();

/** @param first has every property that a later object has. */
export function replaceable<Value extends object>(first: Value): Replaceable<Value> {
  let now = first;
  const view = {} as Value;
  for (const name of Object.keys(first) as (keyof Value)[])
    Object.defineProperty(view, name, { enumerable: true, get: () => now[name] });
  newest.set(view, () => now);
  return { view, replace: (next) => void (now = next) };
}

/** The newest object itself, for work that must not see two of them. Of an object that is no such view: that object. */
export const asOfNow = <Value extends object>(view: Value): Value => (newest.get(view)?.() ?? view) as Value;
