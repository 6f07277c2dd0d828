/** A name nobody would think of: long, without a place to break, and with characters that few fonts have. */
export const LONG = '𬭎㛃䶮'.repeat(12) + 'VeryLongNameOfAHeadsetThatNobodyHasEverSeen'.repeat(3);
