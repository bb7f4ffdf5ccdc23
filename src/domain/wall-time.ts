/** A moment as a clock on the wall shows it that is so many minutes ahead of UTC, ISO 8601 with that offset: it stays on the day that it was there. */
export function wallTime(moment: number, minutes: number): string {
  const two = (number: number) => `${Math.floor(Math.abs(number))}`.padStart(2, '0');
  return `${new Date(moment + minutes * 6e4).toISOString().slice(0, -1)}${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
