import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import type { LiveState } from '../../src/shared/domain/check-run.ts';
import { onLinuxLabPc } from '../support/pc/linux-lab-pc.ts';
import { MockedMachine, noKernelEvents } from '../support/pc/mocked-machine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT, VRLAB } from '../support/vrlab.ts';
import { describedWorld } from '../worlds/generator/world-folders.ts';

const INDEX = ['1-2', '1-2.3', '1-2.3.1', '1-2.3.2', '1-2.3.5', '2-2', '2-2.1'];

/** `vrlab watch --json` on the mocked machine, as an iterator over its states. */
function watching(machine: MockedMachine) {
  const command = [...machine.inside, process.execPath, VRLAB, 'watch', '--json', '--data', temporaryFolder()];
  const child = spawn(command[0]!, command.slice(1), {
    cwd: ROOT,
    env: { ...process.env, ...onLinuxLabPc(), ...machine.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = readline.createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    child,
    async until(wanted: (state: LiveState) => boolean): Promise<LiveState> {
      for (;;) {
        const line = await lines.next();
        if (line.done === true) throw new Error('vrlab watch ended');
        const state = JSON.parse(line.value) as LiveState;
        if (wanted(state)) return state;
      }
    },
  };
}

it('shows a plug at once, judges it when it has settled, and sees the unplug', async ({ skip }) => {
  const reason = noKernelEvents();
  skip(reason !== null, reason ?? '');
  await using machine = await MockedMachine.start();
  const world = describedWorld('index-complete');
  await machine.plug({ ...world, devices: {} }, []);
  const watch = watching(machine);
  const before = await watch.until((state) => state.verdict !== null);
  expect(before).toMatchObject({ watching: 'active', verdict: 'not-ready', devices: [] });

  await machine.plug(world, INDEX);
  const seen = await watch.until(
    (state) => state.settling && state.devices.some(({ model }) => model === 'valve-index'),
  );
  expect(seen.change?.attached).toContain('Valve VR Radio & HMD Mic');
  expect(seen.findings).toBeNull();
  const settled = await watch.until((state) => !state.settling);
  expect(settled).toMatchObject({ verdict: 'ready', devices: [{ model: 'valve-index', speed: 'super' }] });

  // Pulling the SuperSpeed half is what a worn cable does.
  await machine.unplug(world, ['2-2', '2-2.1']);
  const worn = await watch.until((state) => !state.settling && state.verdict === 'not-ready');
  expect(worn.findings?.find(({ check }) => check === 'headset-usb-speed')?.cause).toBe('usb2-link');

  await machine.unplug(world, ['1-2', '1-2.3', '1-2.3.1', '1-2.3.2', '1-2.3.5']);
  const gone = await watch.until((state) => !state.settling && state.devices.length === 0);
  expect(gone.change?.detached.length).toBeGreaterThan(0);

  const ended = new Promise((resolve) => watch.child.once('exit', resolve));
  watch.child.kill('SIGINT');
  expect(await ended).toBe(2);
});

it.each([['watch'], ['check', '--watch']])(
  '%s %s shows the current state and ends where the system gives no events',
  async (...command) => {
    const child = spawn(
      process.execPath,
      [VRLAB, ...command, '--world', 'tests/worlds/pico-4', '--data', temporaryFolder()],
      {
        cwd: ROOT,
        env: { ...process.env, PATH: '/nonexistent' },
        stdio: 'pipe',
      },
    );
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(0);
    expect(text).toContain('系统不提供插拔通知');
    expect(text).toContain('PICO 4');
  },
);
