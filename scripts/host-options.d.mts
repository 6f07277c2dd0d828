export const HOST_OPTIONS: readonly string[];
export const HOST_ENVIRONMENT: Readonly<Record<string, string>>;
