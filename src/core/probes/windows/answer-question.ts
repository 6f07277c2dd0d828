import type { FirmwareAnswer } from '../hid-firmware/read-firmware.ts';
import type { DeviceAnswers, DeviceQuestion } from './device-protocol.ts';
import { listCollections, readCollection } from './read-collection.ts';
import { listHubs, readHub } from './read-hub.ts';
import { readConditions, readNodes } from './read-nodes.ts';
import { readEventLog } from './read-event-log.ts';
import { readPowerPlan } from './read-power.ts';
import type { WindowsApi } from './windows-api.ts';

/** Answers in this process. May hang in a driver: only a process that can be killed may call it. */
export function answerQuestion(
  api: WindowsApi,
  question: DeviceQuestion,
): DeviceAnswers[DeviceQuestion['ask']] | Promise<DeviceAnswers['firmware']> {
  if (question.ask === 'firmware') return readAll(question.queues);
  if (question.ask === 'conditions') return readConditions(api);
  if (question.ask === 'tree')
    return {
      nodes: readNodes(api),
      hubs: listHubs(api),
      collections: listCollections(api),
      powerPlan: readPowerPlan(api),
    };
  if (question.ask === 'events') return readEventLog(api);
  return question.ask === 'hub'
    ? readHub(api, question.path, question.instance)
    : readCollection(api, question, question.isTried);
}

/** Through node-hid, as on every system; loaded only where there is somebody to ask. */
async function readAll(queues: Extract<DeviceQuestion, { ask: 'firmware' }>['queues']): Promise<FirmwareAnswer[]> {
  const [{ loadOpenShared }, { readFirmware }] = await Promise.all([
    import('../hid-firmware/open-shared.ts'),
    import('../hid-firmware/read-firmware.ts'),
  ]);
  const answers: FirmwareAnswer[] = [];
  await readFirmware(queues, await loadOpenShared(), (answer) => answers.push(answer));
  return answers;
}
