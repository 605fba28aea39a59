// Exit 0 when this container's process says that it is ready.
const address = `http://127.0.0.1:${process.env.PORT || 3000}/health/ready`;
try {
  const { status } = await fetch(address, { signal: AbortSignal.timeout(4_000) });
  process.exit(status === 200 ? 0 : 1);
} catch {
  process.exit(1);
}
