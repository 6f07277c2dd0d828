import type { SubcommandEntry } from './command.ts';
import { withSubcommands } from './with-subcommands.ts';

const SUBCOMMANDS = {
  new: { min: 0, max: 0, load: async () => (await import('./request/new-request.ts')).newRequest },
  list: { min: 0, max: 0, load: async () => (await import('./request/list-requests.ts')).listRequests },
  show: { min: 1, max: 1, load: async () => (await import('./request/show-request.ts')).showRequest },
  export: { min: 2, max: 2, load: async () => (await import('./request/exchange-files.ts')).exportRequest },
  import: { min: 1, max: 1, load: async () => (await import('./request/exchange-files.ts')).importUpdates },
  'accept-loss': { min: 0, max: 0, load: async () => (await import('./request/accept-loss.ts')).acceptLoss },
  retry: { min: 0, max: 1, load: async () => (await import('./request/retry.ts')).retry },
} as const satisfies Record<string, SubcommandEntry>;

/** `vrlab request new | list | show | export | import | retry` */
export const request = withSubcommands('request', SUBCOMMANDS, (call) => call);
