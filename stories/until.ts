/** What a story waits for, once it is there. Fails after eight seconds. */
export async function until<T>(find: () => T | null | undefined | false): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`It did not come: ${find.toString()}`);
}
