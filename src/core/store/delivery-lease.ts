import type { DeliveryReason, DeliveryState } from '../../shared/domain/delivery.ts';

/** A delivery that this process, and nobody else, may try now. */
export interface LeasedDelivery {
  readonly id: string;
  /** Names this lease: what came of the try is only taken from its holder. */
  readonly lease: string;
  /** The message as it was stored, JSON. */
  readonly body: string;
  readonly mayHaveArrived: boolean;
  /** Of its own in a row; what failed for the whole lane does not count. */
  readonly failures: number;
  /** How long the receiver has answered with trouble. */
  readonly failingMs: number;
  /** Null at the first try. */
  readonly sinceLastTryMs: number | null;
  /** Failures of the lane in a row. */
  readonly laneStep: number;
}

/** What is written about a delivery after a try. */
export interface DeliveryAfterwards {
  readonly state: DeliveryState;
  /** From now on; null: when it was due before. */
  readonly pauseMs: number | null;
  readonly mayHaveArrived: boolean;
  readonly failures: number;
  readonly failingMs: number;
  readonly reason: DeliveryReason | null;
  readonly detail: string | null;
}

/** Why a lane waits. */
export interface LaneTrouble {
  readonly result: string;
  readonly reason: DeliveryReason;
  readonly detail: string | null;
}

export interface LaneAfterwards {
  readonly step: number;
  /** May be ended early by a kick. */
  readonly pauseMs: number;
  /** May not. */
  readonly closedMs: number;
  readonly trouble: LaneTrouble | null;
}

export interface LeaseTerms {
  readonly channel: string;
  readonly idempotent: boolean;
  /** From one try to the next. */
  readonly spacingMs: number;
  readonly leaseMs: number;
  /** No waiting delivery is due later than this, whatever the clock says: queued ones, and those that may have arrived. */
  readonly longestPauseMs: { readonly queued: number; readonly maybe: number };
  /** Wall clock, milliseconds since 1970. */
  readonly now: number;
}

/** `null`: nothing waits. */
export type LeaseAnswer = { readonly leased: LeasedDelivery } | { readonly waitMs: number | null };

/** Taking turns in one lane: at most one try of a delivery at any time, by whichever process. */
export interface DeliveryLeases {
  take(terms: LeaseTerms): LeaseAnswer;
  /** @returns false when somebody else has taken the delivery over meanwhile; then it is theirs to say. */
  record(
    leased: LeasedDelivery,
    channel: string,
    after: DeliveryAfterwards,
    lane: LaneAfterwards,
    now: number,
  ): boolean;
}
