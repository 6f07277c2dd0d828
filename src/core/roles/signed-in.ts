import { mayDo, type PinRole, type Role } from '../../shared/domain/role.ts';

/** Who is signed in at this PC, until nobody has touched it for a while. One for the program: its windows are on one screen. */
export class SignedIn {
  #role: PinRole | null = null;
  #idleMs = 0;
  #timer: NodeJS.Timeout | undefined;
  /** By both clocks: one of them stands still while the PC sleeps, the other may be set. */
  #until = { steady: 0, wall: 0 };
  /** Requests whose number somebody knew. */
  readonly #numbers = new Set<string>();
  readonly #onLocked: (role: PinRole | null) => void;

  /** @param onLocked with whoever was signed in; called also when only numbers are forgotten. */
  constructor(onLocked: (role: PinRole | null) => void) {
    this.#onLocked = onLocked;
  }

  get role(): PinRole | null {
    this.#lockWhenIdle();
    return this.#role;
  }

  signIn(role: PinRole, idleMinutes: number): void {
    this.#role = role;
    this.#begin(idleMinutes);
  }

  /** Somebody knew the number of this request, or has just filed it. */
  knowsNumber(request: string, idleMinutes: number): void {
    this.#lockWhenIdle();
    this.#numbers.add(request);
    this.#begin(idleMinutes);
  }

  /** Somebody is there: the time starts again. */
  touch(): void {
    this.#lockWhenIdle();
    if (this.#idleMs > 0) this.#wait();
  }

  may(needed: Role): boolean {
    const { role } = this;
    return role !== null && mayDo(role, needed);
  }

  mayAsFiler(request: string): boolean {
    this.#lockWhenIdle();
    return this.#numbers.has(request);
  }

  lock(): void {
    const role = this.#role;
    if (this.#idleMs === 0) return;
    clearTimeout(this.#timer);
    this.#role = null;
    this.#idleMs = 0;
    this.#numbers.clear();
    this.#onLocked(role);
  }

  #begin(idleMinutes: number): void {
    this.#idleMs = idleMinutes * 60_000;
    this.#wait();
  }

  #wait(): void {
    this.#until = { steady: performance.now() + this.#idleMs, wall: Date.now() + this.#idleMs };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.lock(), this.#idleMs);
    this.#timer.unref();
  }

  #lockWhenIdle(): void {
    if (this.#idleMs === 0) return;
    if (performance.now() >= this.#until.steady || Date.now() >= this.#until.wall) this.lock();
  }
}
