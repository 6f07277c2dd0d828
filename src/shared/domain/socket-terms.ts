/*
 * Apart from the schema of sockets, so that the screens load no schema library for them.
 */

/** As somebody stands at the PC. */
export const SIDES = ['rear', 'front', 'top', 'left', 'right'] as const;
export type Side = (typeof SIDES)[number];

/** Colours of the tongue in a socket; makers mark USB 3 by blue, teal or red, sockets that stay on by yellow or red. */
export const SOCKET_COLOURS = ['black', 'white', 'blue', 'teal', 'red', 'yellow'] as const;
export type SocketColour = (typeof SOCKET_COLOURS)[number];

/** A socket is drawn in a field of a grid of so many rows and columns; nothing of a drawing comes from a file. */
export const MOST_ROWS = 10;
export const MOST_COLUMNS = 4;

/** The two halves of a USB 3 socket; others have the first only. */
export const HALVES = ['usb2', 'usb3'] as const;

interface Port {
  readonly controller: string;
  readonly half: (typeof HALVES)[number];
  readonly ports: readonly number[];
}

export const portKeyOf = ({ controller, half, ports }: Port): string => `${controller} ${half} ${ports.join('.')}`;
