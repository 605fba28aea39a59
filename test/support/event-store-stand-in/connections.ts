import { createServer, type Server as TcpServer, type Socket } from 'node:net';
import type { Server, ServerCredentials } from '@grpc/grpc-js';

/** The sockets of the stand-in, so that a test can cut them as a kill or a broken network would. */
export class Connections {
  private readonly sockets = new Set<Socket>();
  private listener: TcpServer | undefined;
  private port = 0;

  constructor(
    private readonly server: Server,
    private readonly credentials: ServerCredentials,
  ) {}

  get count(): number {
    return this.sockets.size;
  }

  async listen(port: number): Promise<number> {
    const injector = this.server.createConnectionInjector(this.credentials);
    const listener = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
      injector.injectConnection(socket);
    });
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    const address = listener.address();
    this.port = typeof address === 'object' && address !== null ? address.port : port;
    this.listener = listener;
    return this.port;
  }

  /** New connections are refused; with `cut` the open ones are reset as well. */
  async refuse(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      if (this.listener === undefined) resolve();
      else this.listener.close(() => resolve());
    });
    this.listener = undefined;
    this.cut();
    await closed;
  }

  async acceptAgain(): Promise<void> {
    await this.listen(this.port);
  }

  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }
}
