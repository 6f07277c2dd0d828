/** What a kept picture may measure: pixels a side, and bytes. Base64 of it fits the contract. */
export const PHOTO_LIMITS = { side: 1600, bytes: 700_000 } as const;
