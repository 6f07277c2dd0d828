import type { Subcommand, SubcommandCall, SubcommandEntry } from '../with-subcommands.ts';

export type RequestCall = SubcommandCall;
export type RequestSubcommand = Subcommand;

export const SUBCOMMANDS = {
  new: { least: 0, most: 0, load: async () => (await import('./new-request.ts')).newRequest },
  list: { least: 0, most: 0, load: async () => (await import('./list-requests.ts')).listRequests },
  show: { least: 1, most: 1, load: async () => (await import('./show-request.ts')).showRequest },
  export: { least: 2, most: 2, load: async () => (await import('./exchange-files.ts')).exportRequest },
  import: { least: 1, most: 1, load: async () => (await import('./exchange-files.ts')).importUpdates },
  'accept-loss': { least: 0, most: 0, load: async () => (await import('./accept-loss.ts')).acceptLoss },
  retry: { least: 0, most: 1, load: async () => (await import('./retry.ts')).retry },
} as const satisfies Record<string, SubcommandEntry>;
