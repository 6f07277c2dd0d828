import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { LOOPBACK_CERTIFICATE } from './loopback-certificate.ts';

export const MAIL_USER = 'lab@school.example';
export const MAIL_PASSWORD = 'Zeitgeist-4711/ß';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came, headers and all. */
  readonly raw: Buffer;
  readonly encrypted: boolean;
}

/** `cut-after-taking`: the server has the mail and breaks off before it says so. */
export type MailTrouble =
  | 'greylisting'
  | 'recipients-refused'
  | 'one-recipient-refused'
  | 'content-refused'
  | 'busy'
  | 'sign-in-later'
  | 'cut-after-taking'
  | 'cut-in-conversation'
  | 'silent-after-taking';

export interface MailServer extends AsyncDisposable {
  readonly port: number;
  readonly mails: readonly Mail[];
  /** Set and cleared while it runs. */
  trouble: MailTrouble | null;
  close(): Promise<void>;
}

export interface MailServerOptions {
  readonly security?: 'tls' | 'starttls' | 'none';
  /** Asks for `MAIL_USER` and `MAIL_PASSWORD`. */
  readonly signIn?: boolean;
  /** Largest mail in bytes, announced. */
  readonly size?: number;
}

const refused = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** A real SMTP server on this machine. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { security = 'none', signIn = false, size } = options;
  const mails: Mail[] = [];
  const cut = () => {
    for (const { _socket: socket } of node.connections as unknown as Set<{ _socket: { destroy(): void } }>)
      socket.destroy();
  };
  const node = new SMTPServer({
    ...LOOPBACK_CERTIFICATE,
    secure: security === 'tls',
    hideSTARTTLS: security !== 'starttls',
    disabledCommands: [...(security === 'starttls' ? [] : ['STARTTLS']), ...(signIn ? [] : ['AUTH'])],
    authOptional: !signIn,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    ...(size !== undefined && { size }),
    onAuth({ username, password }, _session, done) {
      if (server.trouble === 'sign-in-later') return done(refused(454, 'Temporary authentication failure'));
      const known = username === MAIL_USER && password === MAIL_PASSWORD;
      // Some servers quote what they were given.
      return known ? done(null, { user: username }) : done(refused(535, `Wrong: ${username} ${password}`));
    },
    onMailFrom(_address, _session, done) {
      if (server.trouble === 'cut-in-conversation') return cut();
      return done(server.trouble === 'busy' ? refused(421, 'Too busy') : null);
    },
    onRcptTo({ address }, _session, done) {
      if (server.trouble === 'greylisting') return done(refused(450, 'Greylisted, come again'));
      const one = server.trouble === 'one-recipient-refused' && address.startsWith('gone@');
      return done(one || server.trouble === 'recipients-refused' ? refused(550, 'No such user') : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(refused(552, 'Too large'));
        if (server.trouble === 'content-refused') return done(refused(554, 'Rejected as spam'));
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
          encrypted: session.secure,
        });
        if (server.trouble === 'silent-after-taking') return;
        if (server.trouble === 'cut-after-taking') return cut();
        return done(null);
      });
    },
  });
  // Clients that break off are what is tested.
  node.on('error', () => undefined);
  await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      cut();
      node.close(() => resolve());
    });
  const server: MailServer = {
    port: (node.server.address() as AddressInfo).port,
    mails,
    trouble: null,
    close,
    [Symbol.asyncDispose]: close,
  };
  return server;
}
