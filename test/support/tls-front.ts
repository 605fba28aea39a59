import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';

export interface TlsFront {
  readonly port: number;
  stop(): Promise<void>;
}

/** Speaks TLS on a loopback port with the certificate and key of one file, and passes on what it hears. */
export async function tlsInFrontOf(port: number, file: string): Promise<TlsFront> {
  const pem = readFileSync(file);
  const sockets = new Set<Socket>();
  const join = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer({ cert: pem, key: pem }, (client) => {
    const behind = connect(port, '127.0.0.1');
    join(client, behind);
    join(behind, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
