/** Reads JSON. Throws an error that says where it breaks off, without repeating what stands there: that may be secret. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const before = text.slice(0, breakOf(text));
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    throw new SyntaxError(`is not valid JSON: something is wrong in line ${line}, near column ${column}`);
  }
}

/** Where text stops being the beginning of JSON. */
function breakOf(text: string): number {
  let [good, bad] = [0, text.length];
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2);
    if (isBeginning(text.slice(0, middle))) good = middle;
    else bad = middle - 1;
  }
  return good;
}

/** Whether this is JSON, or the beginning of it: V8 then says that the text ended, or names its very end. */
export function isBeginning(start: string): boolean {
  try {
    JSON.parse(start);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return /end of JSON/.test(message) || Number(/at position (\d+)/.exec(message)?.[1] ?? -1) >= start.length;
  }
}
