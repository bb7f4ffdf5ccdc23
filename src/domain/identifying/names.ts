/**
 * First names that are found without a cue. A short list on purpose: names that are also words (Grace, Mark), places
 * (Sydney) or months are left to the cues.
 */
export const firstNames: ReadonlySet<string> = new Set(
  (
    'Aaron Abigail Adam Ahmed Aisha Alan Alexander Alice Amanda Amelia Andrea Andreas Andrew Angela Anja Anna Anne Annika Anthony Antje Aoife Barbara Beate ' +
    'Ben Benjamin Bernd Birgit Brian Bridget Callum Carl Carol Catherine Chloe Chris Christine Christopher Ciara Claire Claudia Colin Conor Craig Daniel Danielle ' +
    'Darren Dave David Debbie Deborah Dennis Dieter Donna Doris Dylan Eileen Elena Elif Elizabeth Ellen Ellie Emily Emma Emre Eoin Eric Fabian Fatima Felix Fiona ' +
    'Florian Frieda Gareth Gary Gavin Geoff George Gerald Gisela Graham Günter Hannah Hans Harry Heike Helen Helga Holger Ian Ingrid Isabel Jacob Jake Jakob James Jan Jana ' +
    'Jane Janet Jasmine Jason Jennifer Jens Jeremy Jessica Joan Joanna Joe Johanna John Jonas Jonathan Joseph Josh Joshua Joyce Judith Julia Julie Jürgen Karen Karin Karl ' +
    'Kate Katharina Kathleen Katie Katrin Keith Kelly Kerstin Kevin Klaus Laura Lauren Lea Leah Lena Leon Leonie Liam Linda Lisa Louise Lucy Lukas Luke ' +
    'Manfred Marcus Margaret Maria Marie Marion Markus Martin Martina Matthew Matthias Megan Melanie Mehmet Michael Michelle Mike Mohammed Monika Moritz Nadine Naomi ' +
    'Natalie Nathan Niamh Nicole Nigel Nina Olaf Oliver Olivia Padraig Patricia Paul Paula Peter Petra Phil Philip Pia Priya Rachel Rebecca Renate Richard Robert Robin Roger ' +
    'Rory Ruth Ryan Sabine Sally Sam Samantha Samuel Sandra Sara Sarah Saoirse Sean Sebastian Sharon Simon Siobhan Sofia Sophie Stefan Stefanie Stella Stephen Steve Steven Susan ' +
    'Susanne Tanja Thomas Thorsten Tim Timothy Tina Tobias Tom Tracey Ulrike Uwe Vanessa Vera Victor Wendy Werner William Wolfgang Yasmin Yusuf Zoe'
  ).split(' '),
);

/** A word as a name would be written. */
export const capital = String.raw`\p{Lu}\p{L}{1,20}(?:['-]\p{Lu}\p{L}{1,20})?`;

export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const titled = (word: string) => word[0]!.toUpperCase() + word.slice(1);

export const isFirstName = (word: string | undefined) => word !== undefined && firstNames.has(titled(word));

/** Whether a word can be a name: written with one capital, and not one of the language's own words. */
export const mayBeName = (word: string | undefined, ordinary: ReadonlySet<string>) =>
  word !== undefined && /^\p{Lu}[\p{L}'-]{0,40}\p{Ll}/u.test(word) && !ordinary.has(word.toLowerCase());
