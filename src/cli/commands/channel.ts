import type { Result } from '../../shared/domain/result.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** `vrlab channel list | set FILE | remove ID`: how requests leave this PC. */
export const channel: Command = async (given, terminal) => {
  const [verb, named = ''] = given.files;
  return await withApp(given, terminal, async (app) => {
    const setup = await app.channels();
    const done: Result<unknown> =
      verb === 'set'
        ? await setup.set(named)
        : verb === 'remove'
          ? await setup.remove(named)
          : { ok: true, value: null };
    const channels = done.ok ? await setup.list() : done;
    if (!channels.ok) {
      terminal.problem(channels.problem);
      return BAD_USAGE;
    }
    if (given.options['json'] !== undefined)
      terminal.print(JSON.stringify({ schema: 'vrlab.channel-list/1', channels: channels.value }, null, 1));
    else {
      if (channels.value.length === 0) terminal.print(terminal.say('channel.none'));
      for (const { settings, secret } of channels.value) {
        const kind = terminal.wording.t(`requests:channels.kind.${settings.kind}`);
        const state = terminal.say(settings.enabled ? 'channel.on' : 'channel.off');
        const complete = secret ? '' : `  ${terminal.say('channel.noSecret')}`;
        terminal.print(`${settings.id}  ${kind}  ${settings.title}  ${state}${complete}`);
      }
      if (!setup.encrypted) terminal.note(terminal.say('channel.unencrypted'));
    }
    return 0;
  });
};
