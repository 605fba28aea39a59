import { startStandIn, type StandIn } from './stand-in.ts';
import type { Order, Report } from './spawn.ts';

/** The stand-in as a process: told what to do over the channel of its parent, and gone with it. */
const [folder = '', port = '0'] = process.argv.slice(2);
const standIn = await startStandIn({ folder, port: Number(port) });

const orders: { [K in Order['do']]: (order: Extract<Order, { do: K }>) => unknown } = {
  misbehave: ({ misbehaviour }) => standIn.misbehave(misbehaviour),
  dropConnections: () => standIn.dropConnections(),
  endSubscriptions: ({ how }) => standIn.endSubscriptions(how),
  writeSystemEvents: ({ count }) => standIn.writeSystemEvents(count),
  seen: () => standIn.seen satisfies StandIn['seen'],
};

function report(what: Report): void {
  process.send?.(what);
}

process.on('message', (order: Order) => {
  const obey = orders[order.do] as (order: Order) => unknown;
  report({ done: order.id, value: obey(order) });
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => void standIn.stop().then(() => process.exit(0)));
report({ url: standIn.url });
if (process.send === undefined) console.log(standIn.url);
