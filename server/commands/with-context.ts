import { resolveConfig } from '../config/resolve.ts';
import { type Context, createContext } from '../context.ts';

/** Builds a context for one command, and takes it down whatever happens. */
export async function withContext(
  options: { config?: string | undefined },
  work: (context: Context) => Promise<void>,
): Promise<void> {
  const resolved = await resolveConfig({ file: options.config, environment: process.env });
  try {
    const context = await createContext(resolved);
    try {
      await work(context);
    } finally {
      await context.close();
    }
  } finally {
    await resolved.close();
  }
}
