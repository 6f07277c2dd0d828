import { SUBCOMMANDS } from './request/subcommands.ts';
import { withSubcommands } from './with-subcommands.ts';

/** `vrlab request new | list | show | export | import | retry` */
export const request = withSubcommands('request', SUBCOMMANDS, (call) => call);
