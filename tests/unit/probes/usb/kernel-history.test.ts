import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIncidents } from '../../../../src/core/probes/usb/count-incidents.ts';
import { readJournal } from '../../../../src/core/probes/usb/journal.ts';
import { agedMessages, incidentsIn } from '../../../../src/core/probes/usb/kernel-history.ts';
import { historyOf } from '../../../../src/core/probes/usb/linux-history.ts';
import { usbHistorySchema } from '../../../../src/shared/domain/usb-history.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const HOUR = 3_600_000;
/** Messages one minute apart, the last an hour ago. */
const saying = (...texts: string[]) =>
  incidentsIn(texts.map((text, at) => ({ ageMs: HOUR + (texts.length - at) * 60_000, text })));
const briefly = (...texts: string[]) =>
  saying(...texts).incidents.map(({ key, usbId, event }) => `${key} ${usbId} ${event}`);

describe('what happened to USB devices, by the words of the kernel', () => {
  it.each([
    ['usb 1-2: USB disconnect, device number 4', '1-2 null disconnects'],
    ['usb 3-2.3.1: reset full-speed USB device number 9 using xhci_hcd', '3-2.3.1 null resets'],
    ['usb 4-2: reset SuperSpeed Plus Gen 2x1 USB device number 3 using xhci_hcd', '4-2 null resets'],
    ['usb 2-1: reset SuperSpeed USB device number 3 using xhci_hcd', '2-1 null resets'],
    ['usb usb2-port3: over-current condition', '2-3 null overcurrents'],
    ['usb 1-2: device descriptor read/64, error -71', '1-2 null failedStarts'],
    ['usb usb1-port5: unable to enumerate USB device', '1-5 null failedStarts'],
    ['usb 2-1: Not enough bandwidth for new device state.', '2-1 null bandwidthRefusals'],
    ['usb 1-2: New USB device found, idVendor=28de, idProduct=2300, bcdDevice= 1.01', '1-2 28de:2300 connects'],
  ])('%s', (text, wanted) => {
    expect(briefly(text)).toEqual([wanted]);
  });

  it('says which device it was, as long as it is the one that was found there', () => {
    expect(
      briefly(
        'usb 1-2: New USB device found, idVendor=28de, idProduct=2300, bcdDevice= 1.01',
        'usb 1-2: USB disconnect, device number 4',
        'usb 1-2: device descriptor read/64, error -71',
      ),
    ).toEqual(['1-2 28de:2300 connects', '1-2 28de:2300 disconnects', '1-2 null failedStarts']);
  });

  it('a dead controller is told once', () => {
    const { deaths } = saying(
      'xhci_hcd 0000:02:00.0: xHCI host not responding to stop endpoint command.',
      'xhci_hcd 0000:02:00.0: xHCI host controller not responding, assume dead',
      'xhci_hcd 0000:02:00.0: HC died; cleaning up',
    );
    expect(deaths.map(({ name }) => name)).toEqual(['0000:02:00.0']);
  });

  it('other messages are none', () => {
    expect(briefly('usb 1-2: new high-speed USB device number 9 using xhci_hcd', 'EXT4-fs (sda1): mounted')).toEqual(
      [],
    );
  });
});

it('counts by place, device and day, messages about one attempt once, and nothing that is older than a week', () => {
  const at = (hours: number, event: 'failedStarts' | 'disconnects') => ({
    ageMs: hours * HOUR,
    key: '1-2',
    usbId: null,
    event,
  });
  const attempt = [0, 1, 2, 3].map((second) => ({ ...at(2, 'failedStarts'), ageMs: 2 * HOUR - second * 1000 }));
  const { places } = countIncidents([
    ...attempt,
    at(1, 'failedStarts'),
    at(23.9, 'disconnects'),
    at(24.1, 'disconnects'),
    at(169, 'disconnects'),
    at(-2, 'disconnects'),
  ]);
  expect(places).toEqual([
    { key: '1-2', usbId: null, daysAgo: 0, counts: { failedStarts: 2, disconnects: 1 } },
    { key: '1-2', usbId: null, daysAgo: 1, counts: { disconnects: 1 } },
  ]);
});

it('the clock of the kernel stands still while the PC sleeps: what was said before is as old as it can be', () => {
  const texts = [
    'usb 1-2: USB disconnect, device number 4',
    'PM: suspend exit',
    'usb 1-2: USB disconnect, device number 5',
  ];
  const aged = agedMessages(
    texts.map((text, index) => ({ at: 100 + index, text })),
    200,
    50_000,
  );
  expect(aged.map(({ ageMs }) => Math.round(ageMs / 1000))).toEqual([50_100, 99, 98]);
});

it('a record with times in the future says so', () => {
  const history = historyOf('journal', [{ ageMs: -HOUR, text: 'usb 1-2: USB disconnect, device number 4' }], HOUR);
  expect(history).toMatchObject({ places: [], unread: 'from-the-future' });
});

describe('the journal', () => {
  const { signal } = new AbortController();
  const NOW = Date.parse('2026-12-01T08:00:00Z');
  const printing = (text: string) => {
    const file = path.join(temporaryFolder(), 'journal.txt');
    writeFileSync(file, text);
    return ['cat', file];
  };

  it('is read from its end: the messages of USB, and how far it reaches', async () => {
    const journal = await readJournal(
      signal,
      NOW,
      printing(
        `${NOW / 1000 - 60}.5 lab-pc kernel: usb 1-2: USB disconnect, device number 4\nhalf a line\n` +
          `${NOW / 1000 - 90}.0 lab-pc kernel: usb 1-2: device descriptor read/64, error -71\n` +
          `${NOW / 1000 - 7200}.0 lab-pc kernel: Linux version 6.12\n`,
      ),
    );
    expect(journal).toMatchObject({ oldestMs: 2 * HOUR, isComplete: true });
    expect(journal?.messages.map(({ text }) => text)).toEqual([
      'usb 1-2: device descriptor read/64, error -71',
      'usb 1-2: USB disconnect, device number 4',
    ]);
  });

  it('is none where nothing comes, the program is missing, or it never ends', async () => {
    expect(await readJournal(signal, NOW, printing(''))).toBeNull();
    expect(await readJournal(signal, NOW, ['/nonexistent/journalctl'])).toBeNull();
    expect(await readJournal(signal, NOW, ['sleep', '30'])).toBeNull();
  });
});

it('whatever the kernel says, the history is valid', () => {
  const words = fc.constantFrom(
    'usb 1-2',
    'usb usb1-port3',
    ': ',
    'USB disconnect, device number',
    'over-current',
    'HC died; cleaning up',
    'New USB device found, idVendor=28de, idProduct=2300',
    '\u0000',
    'hub 1-2:1.0',
  );
  const message = fc.record({
    ageMs: fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    text: fc.oneof(
      fc.string(),
      fc.array(words).map((some) => some.join('')),
    ),
  });
  fc.assert(
    fc.property(fc.array(message), fc.double({ noNaN: true, noDefaultInfinity: true }), (messages, oldest) => {
      expect(usbHistorySchema.safeParse(historyOf('journal', messages, oldest)).error).toBeUndefined();
    }),
  );
});
