/*
 * Check digits tell a number of a person from any other row of digits. Each takes the number without spaces.
 */

const digitSum = (n: number) => (n > 9 ? n - 9 : n);
const weighed = (digits: string, weights: readonly number[]) => weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);

/** Payment cards: Luhn. */
export function isCard(digits: string): boolean {
  const odd = digits.length % 2;
  return [...digits].reduce((sum, digit, i) => sum + (i % 2 === odd ? digitSum(2 * Number(digit)) : Number(digit)), 0) % 10 === 0;
}

/** NHS number: weights 10 to 2, modulus 11. */
export const isNhsNumber = (digits: string) => (11 - (weighed(digits, down(10, 2)) % 11)) % 11 === Number(digits[9]) && !/^(\d)\1*$/.test(digits);

/** PPS number: weights 8 to 2, a second letter counts nine times, modulus 23. */
export function isPps(number: string): boolean {
  const second = number[8] ? (number.charCodeAt(8) - 64) * 9 : 0;
  return 'WABCDEFGHIJKLMNOPQRSTUV'[(weighed(number, down(8, 2)) + second) % 23] === number[7];
}

/** IBAN: ISO 13616, modulus 97. */
export function isIban(iban: string): boolean {
  const rest = [...iban.slice(4) + iban.slice(0, 4)].flatMap((sign) => [...String(parseInt(sign, 36))]).reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);
  return rest === 1;
}

/** Steuer-ID: ISO 7064 MOD 11,10; among the first ten digits some repeat. */
export function isSteuerId(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, 10)) product = (((Number(digit) + product) % 10 || 10) * 2) % 11;
  return (11 - product) % 10 === Number(digits[10]) && new Set(digits.slice(0, 10)).size < 10;
}

const letterAsDigits = (letter: string) => String(letter.charCodeAt(0) - 64).padStart(2, '0');
const crossSum = (n: number): number => (n > 9 ? crossSum(Math.floor(n / 10) + (n % 10)) : n);

/** Sozialversicherungsnummer (VKVV § 4). */
export function isSozialversicherung(number: string): boolean {
  const digits = number.slice(0, 8) + letterAsDigits(number[8]!) + number.slice(9, 11);
  const plain = (n: number) => Math.floor(n / 10) + (n % 10);
  return [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1].reduce((sum, weight, i) => sum + plain(weight * Number(digits[i])), 0) % 10 === Number(number[11]);
}

/** Krankenversichertennummer: one letter, eight digits, check digit. */
export function isVersicherten(number: string): boolean {
  const digits = letterAsDigits(number[0]!) + number.slice(1, 9);
  return [...digits].reduce((sum, digit, i) => sum + crossSum(Number(digit) * (1 + (i % 2))), 0) % 10 === Number(number[9]);
}
