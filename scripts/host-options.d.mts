export const HOST_OPTIONS: readonly string[];
