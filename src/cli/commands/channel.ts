import type { ChannelSetup } from '../../core/delivery/index.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { Arguments } from '../arguments.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** `vrlab channel list | set FILE | test NAME | remove ID`: how requests leave this PC. */
export const channel: Command = async (given, terminal) => {
  const [verb, named = ''] = given.files;
  return await withApp(given, terminal, async (app) => {
    const setup = await app.channels();
    if (verb === 'test') return await sendTest(setup, named, given, terminal);
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

async function sendTest(setup: ChannelSetup, name: string, given: Arguments, terminal: Terminal): Promise<number> {
  const tested = await setup.test(name, new AbortController().signal);
  if (!tested.ok) {
    terminal.problem(tested.problem);
    return BAD_USAGE;
  }
  const test = tested.value;
  if (given.options['json'] === undefined) {
    const { t, labelled } = terminal.wording;
    terminal.print(terminal.say(`channel.${test.result}`, { title: name }));
    if (test.result !== 'arrived') {
      const title = t(`requests:delivery.reason.${test.reason}.title`);
      terminal.print(test.detail === '' ? title : labelled(title, test.detail));
      terminal.print(t(`requests:delivery.reason.${test.reason}.next`));
    }
  } else terminal.print(JSON.stringify({ schema: 'vrlab.channel-test/1', ...test }, null, 1));
  return test.result === 'arrived' ? 0 : 1;
}
