import type { HidFirmware } from '../../../shared/domain/hid-firmware.ts';
import { Sequencer } from '../../platform/sequencer.ts';
import type { DeviceQueue, FirmwareAnswer } from '../hid-firmware/read-firmware.ts';
import { ProbeFailure } from '../probe.ts';
import type { DeviceChild } from './device-child.ts';
import type { DeviceAnswers, DeviceQuestion } from './device-protocol.ts';
import type { CollectionReading, DeviceReading, HubReading, SilentHub } from './device-reading.ts';

/** The tree comes from Windows' memory; a thousand nodes take a tenth of this. */
const TREE_DEADLINE_MS = 3000;
/** A hub asks its devices for strings, and one asleep takes some hundred milliseconds. */
const HUB_DEADLINE_MS = 1000;
const COLLECTION_DEADLINE_MS = 500;
/** A week of the log takes some tens of milliseconds. */
const EVENTS_DEADLINE_MS = 800;
/** Whoever is not asked by then counts as silent: better half an answer than none. */
const BUDGET_MS = 3500;

export type UsbReading = Pick<DeviceReading, 'nodes' | 'hubs' | 'silentHubs' | 'powerPlan' | 'eventLog'>;
export type HidReading = Pick<DeviceReading, 'nodes' | 'collections'>;

/** How long one question took. */
export interface Timing {
  readonly ask: DeviceQuestion['ask'];
  /** Path of the hub or collection; null for the tree, the event log and the firmware of all devices. */
  readonly path: string | null;
  readonly milliseconds: number;
  readonly answered: boolean;
}

interface SharedTree {
  readonly tree: Promise<DeviceAnswers['tree']>;
  readonly takers: Set<'usb' | 'hid'>;
}

/** Looks at the devices of a Windows PC, one question after the other; whoever hangs costs its own deadline. */
export class DeviceLook {
  readonly #child: Pick<DeviceChild, 'ask' | 'close'>;
  readonly #sequence = new Sequencer();
  #shared: SharedTree | null = null;
  #timings: Timing[] = [];

  constructor(child: Pick<DeviceChild, 'ask' | 'close'>) {
    this.#child = child;
  }

  /** @throws ProbeFailure, and the reason of the signal. */
  async usb(signal: AbortSignal): Promise<UsbReading> {
    const begun = performance.now();
    const { nodes, hubs, powerPlan } = await this.#tree('usb', signal);
    const answered: HubReading[] = [];
    const silent: SilentHub[] = [];
    for (const { path, instance } of hubs) {
      const answer =
        performance.now() - begun > BUDGET_MS
          ? 'no-answer'
          : await this.#ask({ ask: 'hub', path, instance: instance ?? '' }, HUB_DEADLINE_MS, signal);
      if (answer === 'no-answer') silent.push({ path, instance, reason: 'no-answer' });
      else if ('reason' in answer.value) silent.push(answer.value);
      else answered.push(answer.value);
    }
    const events =
      performance.now() - begun > BUDGET_MS
        ? 'no-answer'
        : await this.#ask({ ask: 'events' }, EVENTS_DEADLINE_MS, signal);
    return {
      nodes,
      hubs: answered,
      silentHubs: silent,
      powerPlan,
      eventLog: events === 'no-answer' ? { events: [], since: null, unread: 'no-answer' } : events.value,
    };
  }

  /**
   * @param isTried whether a collection is opened, by its instance id. Others are only looked at.
   * @throws ProbeFailure, and the reason of the signal.
   */
  async hid(
    isTried: (instance: string, nodes: DeviceReading['nodes']) => boolean,
    signal: AbortSignal,
  ): Promise<HidReading> {
    const begun = performance.now();
    const { nodes, collections } = await this.#tree('hid', signal);
    const answered: CollectionReading[] = [];
    for (const { path, instance } of collections) {
      const tried = isTried(instance, nodes);
      const answer =
        performance.now() - begun > BUDGET_MS
          ? 'no-answer'
          : await this.#ask({ ask: 'collection', path, instance, isTried: tried }, COLLECTION_DEADLINE_MS, signal);
      answered.push(
        answer === 'no-answer' ? { ...UNREAD, path, instance, opened: tried ? 'no-answer' : null } : answer.value,
      );
    }
    return { nodes, collections: answered };
  }

  /**
   * Which devices there are and what is wrong with them; null where there was no answer.
   * @throws ProbeFailure, and the reason of the signal.
   */
  async conditions(signal: AbortSignal): Promise<string | null> {
    const answer = await this.#sequence.run(() => this.#child.ask({ ask: 'conditions' }, TREE_DEADLINE_MS, signal));
    return answer === 'no-answer' ? null : answer.value;
  }

  /** The firmware of devices, by path; who is missing has not answered. @throws the reason of the signal. */
  async firmware(
    queues: readonly DeviceQueue[],
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, HidFirmware>> {
    try {
      // A thread that hangs in a driver ends with its process only.
      const answer = await this.#ask({ ask: 'firmware', queues }, deadlineMs, signal, (all) => all.some(isSilent));
      return answersByPath(answer === 'no-answer' ? [] : answer.value);
    } catch {
      // What is known of the devices does not depend on their firmware.
      signal.throwIfAborted();
      return new Map();
    }
  }

  /** Of the questions of the last look, in their order. */
  get timings(): readonly Timing[] {
    return this.#timings;
  }

  /** @param isSpent whether the process must end after that answer, before anything else is asked. */
  #ask<Question extends Exclude<DeviceQuestion, { ask: 'conditions' }>>(
    question: Question,
    deadlineMs: number,
    signal: AbortSignal,
    isSpent: (value: DeviceAnswers[Question['ask']]) => boolean = () => false,
  ) {
    return this.#sequence.run(async () => {
      const begun = performance.now();
      const answer = await this.#child.ask(question, deadlineMs, signal);
      if (answer !== 'no-answer' && isSpent(answer.value)) this.#child.close();
      const milliseconds = Math.round((performance.now() - begun) * 100) / 100;
      const path = 'path' in question ? question.path : null;
      if (question.ask === 'tree') this.#timings = [];
      this.#timings.push({ ask: question.ask, path, milliseconds, answered: answer !== 'no-answer' });
      return answer;
    });
  }

  /** Both probes of one check share a tree; the next check reads it anew. */
  #tree(taker: 'usb' | 'hid', signal: AbortSignal): Promise<DeviceAnswers['tree']> {
    if (this.#shared === null || this.#shared.takers.has(taker))
      this.#shared = { tree: this.#readTree(signal), takers: new Set() };
    this.#shared.takers.add(taker);
    return this.#shared.tree;
  }

  async #readTree(signal: AbortSignal): Promise<DeviceAnswers['tree']> {
    const answer = await this.#ask({ ask: 'tree' }, TREE_DEADLINE_MS, signal);
    if (answer === 'no-answer') throw new ProbeFailure('deadline', `no answer within ${TREE_DEADLINE_MS} ms`);
    return answer.value;
  }
}

const isSilent = ({ firmware }: FirmwareAnswer): boolean =>
  firmware.status === 'unread' && firmware.reason === 'no-answer';
const answersByPath = (answers: readonly FirmwareAnswer[]) =>
  new Map(answers.map(({ path, firmware }) => [path, firmware]));

const UNREAD = {
  vendorId: null,
  productId: null,
  usagePage: null,
  usage: null,
  manufacturer: null,
  product: null,
  serial: null,
} as const;
