import { expect, test } from 'vitest';
import { startShell } from './running-shell.ts';

const ADMINISTRATOR = '482913';

test.each(['lock-screen', 'suspend', 'user-did-resign-active'])(
  'whoever is signed in is no longer when the system says %s, and nothing else changes',
  async (event) => {
    await using shell = await startShell();
    await shell.ask('page', 'connect');
    const call = (procedure: string, input?: object) => shell.ask('page', 'call', procedure, input);
    const choice = { mode: 'pins', pins: { administrator: ADMINISTRATOR }, idleMinutes: 5 };
    expect(await call('roles.set', choice)).toMatchObject({ ok: true });
    // Locking what nobody has opened does no harm.
    await shell.ask('system', event);
    expect(await call('roles.signIn', { pin: ADMINISTRATOR })).toMatchObject({ value: { signedIn: 'administrator' } });
    await shell.ask('system', event);
    await expect
      .poll(() => call('roles.state'))
      .toMatchObject({ value: { mode: 'pins', signedIn: null, withPin: ['administrator'] } });
  },
);
