import { serveParent } from '../../platform/child-program.ts';
import { messageOf } from '../../platform/message-of.ts';
import { NativeLibraryMissing } from '../../platform/native-library.ts';
import { answerQuestion } from './answer-question.ts';
import { type DeviceReply, type DeviceRequest, READY } from './device-protocol.ts';
import { loadWindowsApi, type WindowsApi } from './windows-api.ts';

/**
 * The process that asks Windows about its devices. It is apart from the program because a call can hang in a driver for ever, or
 * crash, and neither can be undone in a process that has to go on.
 */
const begin = loadWindowsApi();

async function reply(
  ask: (api: WindowsApi) => ReturnType<typeof answerQuestion> | null,
): Promise<DeviceReply['answer']> {
  try {
    return { value: await ask(await begin) };
  } catch (cause) {
    return { failed: cause instanceof NativeLibraryMissing ? 'library' : 'error', detail: messageOf(cause) };
  }
}

serveParent(
  (request, send) => {
    const { id, question } = request as DeviceRequest;
    void reply((api) => answerQuestion(api, question)).then((answered) =>
      send({ id, answer: answered } satisfies DeviceReply),
    );
  },
  (send) => void reply(() => null).then((answered) => send({ id: READY, answer: answered } satisfies DeviceReply)),
);
