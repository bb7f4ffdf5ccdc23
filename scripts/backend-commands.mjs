// A backend for tests in browsers: a real server, started and made to fail by the test that asks it.

/** A plugin for Web Test Runner: `executeServerCommand('backend-start')` and the like, see test/setup/backend.ts. */
export function backendCommands() {
  const servers = new Map();
  const commands = {
    async start({ groups = [] }) {
      const { modelServer } = await import('../test/adapters/support/peer-server.ts');
      const server = await modelServer(groups);
      servers.set(server.src, server);
      return server.src;
    },
    seen: ({ src }) => servers.get(src).seen,
    set({ src, ...changes }) {
      Object.assign(servers.get(src), changes);
    },
    /** `fault` names one of those in test/adapters/support/faults.ts. */
    async fail({ src, when, fault }) {
      const faults = await import('../test/adapters/support/faults.ts');
      servers.get(src).next(new RegExp(when), faults[fault]);
    },
    async stop({ src }) {
      await servers.get(src)?.close();
      servers.delete(src);
    },
  };
  return {
    name: 'backend-commands',
    async executeCommand({ command, payload }) {
      if (!command.startsWith('backend-')) return;
      // Web Test Runner takes an answer of nothing for "no such command".
      return { value: (await commands[command.slice('backend-'.length)](payload ?? {})) ?? null };
    },
    async serverStop() {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}
