/** Waits for SIGINT or SIGTERM; a second signal ends the process at once. */
export function untilStopped(): { signal: AbortSignal; reason: Promise<string> } {
  const controller = new AbortController();
  const reason = new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (controller.signal.aborted) process.exit(130);
        controller.abort(new DOMException(`stopped by ${name}`, 'AbortError'));
        resolve(name);
      });
    }
  });
  return { signal: controller.signal, reason };
}
