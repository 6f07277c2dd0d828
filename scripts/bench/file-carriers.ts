import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { os, type RouterClient } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/websocket';
import { WebSocket, WebSocketServer } from 'ws';
import { createChromiumPrinter } from '../../src/core/reports/chromium-printer.ts';
import { createReportDocuments } from '../../src/core/reports/inspection/report-documents.ts';
import { succeed } from '../../src/shared/domain/result.ts';
import { createI18n } from '../../src/shared/i18n.ts';
import { INSPECTION_TEXTS } from '../../src/shared/locales/inspections.ts';
import { createWording } from '../../src/shared/wording.ts';
import { inspectionRecord, inspectionReport } from '../../tests/support/inspection/inspection-report.ts';
import { noiseJpeg } from '../../tests/support/inspection/noise-jpeg.ts';
import { valueOf } from '../../tests/support/value-of.ts';
import { type Figure, known, quantile } from './figure.ts';

const TIMES = 5;
const SEATS = 40;
const PHOTOS = 400;

/** The printed report of a lab: its photos make the bytes. */
async function printedReport(): Promise<Buffer> {
  const texts = createI18n('zh-CN', INSPECTION_TEXTS);
  const photos = Array.from({ length: PHOTOS }, () => ({ width: 640, height: 480 }));
  const jpeg = await noiseJpeg();
  const documents = createReportDocuments({
    printer: createChromiumPrinter(),
    words: (language) => createWording(texts, language),
  });
  const material = {
    report: inspectionReport({ seats: SEATS, photos }),
    record: inspectionRecord(),
    photo: (id: string) => Promise.resolve(succeed(Buffer.concat([jpeg, Buffer.from(id)]))),
  };
  return Buffer.from(valueOf(await documents.make(material, 'pdf', new AbortController().signal)));
}

const routerOf = (bytes: Buffer) => ({
  base64: os.handler(() => ({ base64: bytes.toString('base64') })),
  file: os.handler(() => ({ file: new File([new Uint8Array(bytes)], 'report.pdf') })),
});
type Client = RouterClient<ReturnType<typeof routerOf>>;

const FORMS: Readonly<Record<'base64' | 'File', (client: Client) => Promise<number>>> = {
  base64: async (client) => Buffer.from((await client.base64()).base64, 'base64').length,
  File: async (client) => (await (await client.file()).file.arrayBuffer()).byteLength,
};

async function timed(carrier: string, client: Client, sent: () => number): Promise<Figure[]> {
  const times = { base64: [] as number[], File: [] as number[] };
  const carried = { base64: 0, File: 0 };
  for (let time = 0; time < TIMES; time += 1)
    for (const form of ['base64', 'File'] as const) {
      const before = sent();
      const begun = performance.now();
      await FORMS[form](client);
      times[form].push(performance.now() - begun);
      carried[form] = sent() - before;
    }
  return (['base64', 'File'] as const).flatMap((form) => [
    known(`report as ${form} over the ${carrier}, median`, quantile(times[form], 0.5), 'ms'),
    ...(carried[form] > 0 ? [known(`report as ${form} over the ${carrier}`, carried[form] / 1e6, 'MB')] : []),
  ]);
}

/** A report with its photos over both carriers of the contract, as base64 in JSON and as `File`. For ADR 20. */
export async function fileCarriers(): Promise<Figure[]> {
  const bytes = await printedReport();
  const pages = bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const router = routerOf(bytes);

  const http = createServer();
  let sent = 0;
  const sockets = new WebSocketServer({ server: http });
  const overSocket = new SocketHandler(router);
  sockets.on('connection', (peer) => {
    const send = peer.send.bind(peer) as (data: string | Uint8Array) => void;
    const counting = {
      send(data: string | Uint8Array) {
        sent += typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;
        send(data);
      },
    };
    peer.on('message', (data) => void overSocket.message(counting as never, Buffer.from(data as Buffer).toString()));
  });
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  const socket = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  socket.binaryType = 'arraybuffer';
  await new Promise((resolve) => socket.once('open', resolve));

  const { port1, port2 } = new MessageChannel();
  new PortHandler(router).upgrade(port1);
  port1.start();
  port2.start();

  try {
    return [
      known('pages of the report', pages, 'pages'),
      known('bytes of the report', bytes.length / 1e6, 'MB'),
      ...(await timed('socket', createORPCClient<Client>(new SocketLink({ websocket: socket as never })), () => sent)),
      ...(await timed('port', createORPCClient<Client>(new PortLink({ port: port2 })), () => 0)),
    ];
  } finally {
    socket.close();
    port1.close();
    sockets.close();
    http.close();
  }
}
