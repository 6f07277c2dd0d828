import { ipcRenderer } from 'electron';
import { PORT_ANSWER, PORT_REQUEST } from '../shared/port-messages.ts';

/** The few browser names used here; the DOM library belongs to the renderer's project alone. */
declare const window: {
  readonly location: { readonly origin: string };
  addEventListener(type: 'message', listener: (event: { source: unknown; data: unknown }) => void): void;
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
};

window.addEventListener('message', ({ source, data }) => {
  if (source === window && data === PORT_REQUEST) ipcRenderer.send(PORT_REQUEST);
});

ipcRenderer.on(PORT_ANSWER, ({ ports }) => window.postMessage(PORT_ANSWER, window.location.origin, ports));
