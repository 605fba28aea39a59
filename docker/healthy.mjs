// Exit 0 when this container's process says that it is ready, or the one at the address given.
const [origin = `http://127.0.0.1:${process.env.PORT || 3000}`] = process.argv.slice(2);
try {
  const { status } = await fetch(`${origin}/health/ready`, { signal: AbortSignal.timeout(4_000) });
  process.exit(status === 200 ? 0 : 1);
} catch {
  process.exit(1);
}
