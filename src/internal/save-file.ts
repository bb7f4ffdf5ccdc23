/** Gives a visitor a file to keep. It is made in the page: nothing is asked of anybody. */
export function saveFile(name: string, text: string, type = 'text/plain;charset=utf-8'): void {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(new Blob([text], { type }));
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}
