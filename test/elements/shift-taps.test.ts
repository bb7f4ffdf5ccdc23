import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ShiftTaps } from '../../src/elements/quick-exit/shift-taps.ts';

const here = [0, 'page'];

/**
 * Plays a line of events and says how many taps count at its end. `L` and `R` press the left and the right Shift, `l` and
 * `r` let them go, `V` and `v` are a Shift on the screen, `+` is a repeat of the last press, `a` a letter, `t` a touch or
 * input, `m` moves the page, and a number waits so many milliseconds.
 */
function play(line: string): number {
  const taps = new ShiftTaps();
  let now = 0;
  let place: unknown[] = here;
  const shift = (code: string, repeat = false) => ({ key: 'Shift', code, repeat });
  for (const [what] of line.matchAll(/\d+|\S/g)) {
    if (/\d/.test(what)) now += Number(what);
    else if (what === 'L' || what === 'R') taps.press(shift(what === 'L' ? 'ShiftLeft' : 'ShiftRight'), place);
    else if (what === 'l' || what === 'r') taps.release(shift(what === 'l' ? 'ShiftLeft' : 'ShiftRight'), place, now);
    else if (what === 'V') taps.press(shift(''), place);
    else if (what === 'v') taps.release(shift(''), place, now);
    else if (what === 'U') taps.press(shift('Unidentified'), place);
    else if (what === 'u') taps.release(shift('Unidentified'), place, now);
    else if (what === '+') taps.press(shift('ShiftLeft', true), place);
    else if (what === 'a') {
      taps.press({ key: 'A', code: 'KeyA' }, place);
      taps.release({ key: 'A', code: 'KeyA' }, place, now);
    } else if (what === 't') taps.interrupt();
    else if (what === 'm') place = [Number(place[0]) + 1, 'page'];
    else if (what === 'c') taps.clear();
  }
  return taps.count(now);
}

const table: [why: string, line: string, count: number][] = [
  ['three presses', 'Ll 200 Ll 200 Ll', 3],
  ['three within five seconds', 'Ll 2500 Ll 2500 Ll', 3],
  ['three in more than five seconds', 'Ll 2600 Ll 2600 Ll', 2],
  ['one, long ago', 'Ll 5001', 0],
  ['the right key', 'Rr Rr Rr', 3],
  ['left and right in turn', 'Ll Rr Ll', 3],
  ['left and right that overlap', 'L R l L r R l r', 4],
  ['both at once, three times', 'LRlr LRlr LRlr', 6],
  ['both at once, where one release is never told', 'LRr LRr LRr', 3],
  ['a key that is held', 'L++++l', 1],
  ['only held', 'L++++', 0],
  ['a capital letter', 'Lal', 0],
  ['three capital letters', 'Lal Lal Lal', 0],
  ['a capital letter between presses', 'Ll Ll Lal Ll', 1],
  ['a small letter between presses', 'Ll Ll a Ll', 1],
  ['a letter while both are down', 'LRalr Ll', 1],
  ['Shift and the mouse', 'Ltl Ltl Ltl', 0],
  ['Shift+H of a screen reader, which keeps the H and moves the page', 'Lml Lml Lml', 0],
  ['three presses while somebody moves the page in between', 'Ll m Ll m Ll', 3],
  ['a keyboard on a screen that presses Shift for capitals', 'Vv Vv Vv', 0],
  ['a keyboard on a screen whose keys are not identified', 'Uu Uu Uu', 0],
  ['a keyboard on a screen that never lets go', 'V V V V', 0],
  ['releases alone', 'l l l', 0],
  ['a Shift that was pressed in another window', 'l Ll Ll', 2],
  ['a Shift that was down when the window was left', 'L c l Ll', 1],
];

describe('Shift, pressed to leave', () => {
  for (const [why, line, count] of table) it(`counts ${count} for ${why}`, () => assert.equal(play(line), count));
});
