import { connect, createServer, type Socket } from 'node:net';

/** A network between client and server that can break in the ways a process cannot. */
export interface Wire {
  readonly port: number;
  /** Bytes are swallowed both ways, connections stay open: no answer and no reset ever comes. */
  blackHole(): void;
  /** New connections pass again; those of the black hole stay dead. */
  repair(): void;
  cut(): void;
  close(): Promise<void>;
}

export async function layWire(target: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let swallowing = false;
  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => undefined).on('close', () => sockets.delete(near));
    if (swallowing) return void near.resume();
    const far = connect(target, '127.0.0.1');
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.on('close', () => far.destroy());
    let dead = false;
    const pass = (to: Socket) => (chunk: Buffer) => {
      dead ||= swallowing;
      if (!dead) to.write(chunk);
    };
    near.on('data', pass(far));
    far.on('data', pass(near));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = (): void => sockets.forEach((socket) => socket.resetAndDestroy());
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    blackHole: () => void (swallowing = true),
    repair: () => void (swallowing = false),
    cut,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      cut();
      await closed;
    },
  };
}
