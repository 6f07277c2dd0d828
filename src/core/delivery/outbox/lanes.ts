import type { Channel } from '../channel.ts';
import { Lane, type LaneParts } from './lane.ts';

/** The lanes of the channels there are. */
export class Lanes {
  readonly #parts: LaneParts;
  #lanes: ReadonlyMap<string, Lane> = new Map();
  #started = false;

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  get channels(): Channel[] {
    return [...this.#lanes.values()].map(({ channel }) => channel);
  }

  get ids(): string[] {
    return [...this.#lanes.keys()];
  }

  start(): void {
    this.#started = true;
    for (const lane of this.#lanes.values()) lane.start();
  }

  wake(): void {
    for (const lane of this.#lanes.values()) lane.wake();
  }

  /** Ends when every try that is under way has been recorded; they can be started again. */
  async stop(): Promise<void> {
    this.#started = false;
    const { channels } = this;
    await this.replace([]);
    await this.replace(channels);
  }

  /**
   * A lane whose channel is the very same object goes on. New ones begin with the next `start`.
   * @returns ids of channels that were there with other settings.
   */
  async replace(channels: readonly Channel[]): Promise<string[]> {
    const before = this.#lanes;
    const goesOn = (channel: Channel) => before.get(channel.id)?.channel === channel;
    this.#lanes = new Map(
      channels.map((channel) => [
        channel.id,
        goesOn(channel) ? before.get(channel.id)! : new Lane(channel, this.#parts),
      ]),
    );
    const ending = [...before].filter(([id, lane]) => this.#lanes.get(id) !== lane);
    await Promise.all(ending.map(([, lane]) => lane.stop()));
    return ending.map(([id]) => id).filter((id) => this.#lanes.has(id));
  }

  get started(): boolean {
    return this.#started;
  }
}
