// Runs under Windows' own Node: reads one world after the other with the product's probe, and writes what it read.
// Arguments: file for the answers, file with the worlds' files as JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import koffi from 'koffi';
import { answerQuestion } from '../../src/core/probes/windows/answer-question.ts';
import { DeviceLook } from '../../src/core/probes/windows/device-look.ts';
import { loadWindowsApi } from '../../src/core/probes/windows/windows-api.ts';

const [answerFile = '', listFile = ''] = process.argv.slice(2);
const worlds = JSON.parse(readFileSync(listFile, 'utf8')) as string[];
const load = koffi.load('cfgmgr32.dll').func('bool WindowsBenchLoad(str16 file)');
const api = await loadWindowsApi();
const { signal } = new AbortController();
const answers: unknown[] = [];
for (const file of worlds) {
  if (load(file) !== true) throw new Error(`${file} was not read`);
  const look = new DeviceLook({
    ask: (question) => Promise.resolve({ value: answerQuestion(api, question) as never }),
    close: () => undefined,
  });
  const begun = performance.now();
  const usb = await look.usb(signal);
  const hid = await look.hid(() => true, signal);
  const milliseconds = performance.now() - begun;
  await look.conditions(signal);
  const conditionsMilliseconds = performance.now() - begun - milliseconds;
  answers.push({ milliseconds, conditionsMilliseconds, ...usb, collections: hid.collections });
}
writeFileSync(answerFile, JSON.stringify(answers));
process.exit(0);
