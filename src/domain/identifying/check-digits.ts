/*
 * Check digits tell a number of a person from any other row of digits. Each takes the number without spaces.
 */

/** The sum of the digits, each by its weight; the weight `a` is ten. */
const weighed = (digits: string, weights: string, sum = (n: number) => n) =>
  [...weights].reduce((all, weight, i) => all + sum(parseInt(weight, 11) * Number(digits[i])), 0);
const crossSum = (n: number) => Math.floor(n / 10) + (n % 10);

/** NHS number: weights 10 to 2, modulus 11. */
export const isNhsNumber = (digits: string): boolean => (weighed(digits, 'a98765432') + Number(digits[9])) % 11 === 0 && !/^(\d)\1{9}$/.test(digits);

/** PPS number: weights 8 to 2, a second letter counts nine times, modulus 23. */
export const isPps = (number: string): boolean =>
  'WABCDEFGHIJKLMNOPQRSTUV'[(weighed(number, '8765432') + (number[8] ? (number.charCodeAt(8) - 64) * 9 : 0)) % 23] === number[7];

/** IBAN: ISO 13616, modulus 97. */
export const isIban = (iban: string): boolean => BigInt((iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(parseInt(letter, 36)))) % 97n === 1n;

/** Steuer-ID: ISO 7064 MOD 11,10; among the first ten digits some repeat. */
export function isSteuerId(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, 10)) product = (((Number(digit) + product) % 10 || 10) * 2) % 11;
  return (11 - product) % 10 === Number(digits[10]) && new Set(digits.slice(0, 10)).size < 10;
}

/** Sozialversicherungsnummer (VKVV § 4). */
export const isSozialversicherung = (number: string): boolean =>
  weighed(number.replace(/[A-Z]/, (letter) => String(letter.charCodeAt(0) - 64).padStart(2, '0')), '212571212121', crossSum) % 10 === Number(number[11]);
