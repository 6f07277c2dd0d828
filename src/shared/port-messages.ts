/**
 * How a page of the Electron host gets its end of the contract's channel: it posts the request to its own window, the
 * preload script passes that on to the main process, and the answer comes back the same way with the port.
 */
export const PORT_REQUEST = 'vrlab:request-port';
export const PORT_ANSWER = 'vrlab:port';
